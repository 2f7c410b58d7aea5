package dk.ledelseskatalog.access;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.ledelseskatalog.identity.Scope;
import dk.ledelseskatalog.jsonapi.Document;
import dk.ledelseskatalog.jsonapi.Page;
import dk.ledelseskatalog.jsonapi.QueryParameters;
import dk.ledelseskatalog.jsonapi.ResourceIdentifier;
import dk.ledelseskatalog.jsonapi.ResourceObject;
import java.net.URI;
import java.time.Clock;
import java.util.Map;

/** Writes API tokens as JSON:API. */
final class ApiTokenDocuments {
  private final String address;
  private final Clock clock;

  /**
   * @param publicUrl the service's address, without a slash at its end
   */
  ApiTokenDocuments(URI publicUrl, Clock clock) {
    this.address = publicUrl + "/api/" + ApiToken.TYPE;
    this.clock = clock;
  }

  String address(ApiToken token) {
    return address + '/' + token.id();
  }

  /** The only document with a secret in it. */
  Document created(ApiTokens.Created created) {
    ObjectNode attributes = attributes(created.token());
    attributes.put("secret", created.secret().text());
    return Document.of(resource(created.token(), attributes));
  }

  Document one(ApiToken token) {
    return Document.of(resource(token, attributes(token)));
  }

  Document list(ApiTokens.Slice slice, Page page, QueryParameters parameters) {
    return Document.of(
        slice.tokens().stream().map(token -> resource(token, attributes(token))).toList(),
        page.links(address, parameters, slice.total()),
        JsonNodeFactory.instance.objectNode().put("total", slice.total()));
  }

  private ObjectNode attributes(ApiToken token) {
    ObjectNode attributes = JsonNodeFactory.instance.objectNode();
    attributes.put("name", token.name());
    ArrayNode scopes = attributes.putArray("scopes");
    token.scopes().stream().map(Scope::code).sorted().forEach(scopes::add);
    attributes.put("status", token.status(clock.instant()).code());
    attributes.put("createdAt", token.createdAt().toString());
    attributes.put("createdBy", token.createdBy().toString());
    attributes.put("expiresAt", token.expiresAt().toString());
    attributes.put("lastUsedAt", token.lastUsedAt().map(Object::toString).orElse(null));
    attributes.put("revokedAt", token.revoked().map(end -> end.at().toString()).orElse(null));
    attributes.put("revokedBy", token.revoked().map(end -> end.by().toString()).orElse(null));
    return attributes;
  }

  private ResourceObject resource(ApiToken token, ObjectNode attributes) {
    return ResourceObject.of(
        new ResourceIdentifier(ApiToken.TYPE, token.id()), attributes, Map.of(), address(token));
  }
}
