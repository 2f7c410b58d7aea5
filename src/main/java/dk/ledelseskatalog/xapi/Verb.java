package dk.ledelseskatalog.xapi;

import java.net.URI;

/** What was done. */
public record Verb(URI id, LanguageMap display) {}
