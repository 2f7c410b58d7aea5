package dk.ledelseskatalog.identity;

import dk.ledelseskatalog.jsonapi.Document;
import dk.ledelseskatalog.jsonapi.MediaTypes;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.net.URI;
import java.util.Optional;

/** Answers that depend on who asks, so nothing in between may keep them. */
public final class PersonalAnswer {
  private PersonalAnswer() {}

  /** The document is written when it is sent, with a link to what describes it. */
  public static Response.ResponseBuilder of(int status, Document document) {
    return of(status).type(MediaTypes.JSON_API).entity(document);
  }

  public static Response.ResponseBuilder of(int status) {
    return Response.status(status)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .header(HttpHeaders.VARY, "Accept, Authorization");
  }

  /** 201, and where it can be read. */
  public static Response created(String address, Document document) {
    return of(201, document).location(URI.create(address)).build();
  }

  /** What may be done with an address (RFC 9110, 9.3.7). */
  public static Response options(String methods) {
    return Response.noContent().header(HttpHeaders.ALLOW, methods).build();
  }

  /** The person who asks; empty without a token, and for a service client. */
  public static Optional<Person> reader(SecurityContext security) {
    return security.getUserPrincipal() instanceof Person person
        ? Optional.of(person)
        : Optional.empty();
  }

  /**
   * The person who asks, where the method lets nobody in without a role.
   *
   * @throws dk.ledelseskatalog.jsonapi.JsonApiException 403 for a service client
   */
  public static Person person(SecurityContext security) {
    if (caller(security) instanceof Person person) {
      return person;
    }
    throw AuthorizationFeature.needsPerson();
  }

  /** Who asks, where the method lets service clients in as well. */
  public static Caller caller(SecurityContext security) {
    if (security.getUserPrincipal() instanceof Caller caller) {
      return caller;
    }
    throw new IllegalStateException("Nobody gets here without a token");
  }
}
