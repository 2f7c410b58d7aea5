package dk.ledelseskatalog.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import dk.ledelseskatalog.identity.Person;
import dk.ledelseskatalog.identity.PersonalAnswer;
import dk.ledelseskatalog.identity.Roles;
import dk.ledelseskatalog.jsonapi.MediaTypes;
import dk.ledelseskatalog.jsonapi.QueryParameters;
import dk.ledelseskatalog.jsonapi.RequestDocument;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Set;

/** {@code /api/outbox}: the one outbox there is. */
@Path("outbox")
@Dependent
public final class OutboxResource {
  private static final Set<String> ATTRIBUTES = Set.of("paused", "reason");

  private final OutboxControl control;
  private final OutboxDocuments documents;

  /**
   * @param publicUrl the service's address, without a slash at its end
   */
  @Inject
  public OutboxResource(OutboxControl control, URI publicUrl) {
    this.control = control;
    this.documents = new OutboxDocuments(publicUrl);
  }

  @GET
  @RolesAllowed(Roles.ADMINISTRATOR)
  public Response standing(@Context HttpServletRequest request) {
    MediaTypes.requireAcceptable(request.getHeader(HttpHeaders.ACCEPT));
    var unused = QueryParameters.parse(request.getQueryString(), List.of());
    return PersonalAnswer.of(200, documents.outbox(control.standing())).build();
  }

  /** Stops delivery ({@code "paused": true}) or lets it go on ({@code false}). */
  @PATCH
  @RolesAllowed(Roles.ADMINISTRATOR)
  public Response change(
      InputStream body, @Context HttpServletRequest request, @Context SecurityContext security) {
    MediaTypes.requireJsonApi(request.getContentType());
    MediaTypes.requireAcceptable(request.getHeader(HttpHeaders.ACCEPT));
    var unused = QueryParameters.parse(request.getQueryString(), List.of());
    RequestDocument document =
        RequestDocument.readUpdate(body, OutboxDocuments.OUTBOX, Destination.LRS);
    document.requireOnly(ATTRIBUTES, Set.of());
    JsonNode paused = document.attributes().path("paused");
    if (!paused.isBoolean()) {
      throw OperatorRequest.invalid(
          "paused",
          "paused skal være true for at standse udsendelsen eller false for at genoptage den.",
          "paused must be true to stop delivery or false to let it go on.");
    }
    String reason = OperatorRequest.reason(document);
    Person operator = PersonalAnswer.person(security);
    return PersonalAnswer.of(
            200,
            documents.outbox(
                paused.booleanValue()
                    ? control.pause(operator, reason)
                    : control.resume(operator, reason)))
        .build();
  }

  @OPTIONS
  @PermitAll
  public Response options() {
    return PersonalAnswer.options("GET, HEAD, PATCH, OPTIONS");
  }
}
