package dk.ledelseskatalog.outbox;

import dk.ledelseskatalog.identity.Person;
import dk.ledelseskatalog.jsonapi.Document;
import dk.ledelseskatalog.jsonapi.MediaTypes;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.net.URI;

/** What every answer to an operator has in common. */
final class OperatorAnswer {
  private OperatorAnswer() {}

  /** Nothing in between may keep what depends on who asks. */
  static Response of(int status, Document document) {
    return builder(status, document).build();
  }

  static Response created(String address, Document document) {
    return builder(201, document).location(URI.create(address)).build();
  }

  static Person operator(SecurityContext security) {
    if (security.getUserPrincipal() instanceof Person person) {
      return person;
    }
    throw new IllegalStateException("Nobody gets here without a token");
  }

  private static Response.ResponseBuilder builder(int status, Document document) {
    return Response.status(status)
        .type(MediaTypes.JSON_API)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .header(HttpHeaders.VARY, HttpHeaders.AUTHORIZATION)
        .entity(document.toBytes());
  }
}
