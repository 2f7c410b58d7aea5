package dk.ledelseskatalog.jsonapi;

/** Names one resource (JSON:API 1.1, Resource Identifier Objects). */
public record ResourceIdentifier(String type, String id) {}
