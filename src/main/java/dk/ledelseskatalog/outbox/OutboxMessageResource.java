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
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/** {@code /api/outbox-messages}. */
@Path("outbox-messages")
@Dependent
public final class OutboxMessageResource {
  private static final Set<String> ATTRIBUTES = Set.of("state", "reason");

  private final OutboxMessages messages;
  private final OutboxMessageDocuments documents;

  /**
   * @param publicUrl the service's address, without a slash at its end
   */
  @Inject
  public OutboxMessageResource(OutboxMessages messages, URI publicUrl, Clock clock) {
    this.messages = messages;
    this.documents = new OutboxMessageDocuments(publicUrl, clock);
  }

  @GET
  @RolesAllowed(Roles.ADMINISTRATOR)
  public Response list(@Context HttpServletRequest request, @Context SecurityContext security) {
    MediaTypes.requireAcceptable(request.getHeader(HttpHeaders.ACCEPT));
    MessageQuery query = MessageQuery.parse(request.getQueryString());
    return PersonalAnswer.of(
            200, documents.list(messages.list(PersonalAnswer.person(security), query), query))
        .build();
  }

  @GET
  @Path("{id}")
  @RolesAllowed(Roles.ADMINISTRATOR)
  public Response one(
      @Context HttpServletRequest request,
      @Context SecurityContext security,
      @PathParam("id") String id) {
    MediaTypes.requireAcceptable(request.getHeader(HttpHeaders.ACCEPT));
    var unused = QueryParameters.parse(request.getQueryString(), List.of());
    return PersonalAnswer.of(
            200,
            documents.one(
                messages
                    .inspect(PersonalAnswer.person(security), number(id))
                    .orElseThrow(OutboxMessages::unknown)))
        .build();
  }

  /** Releases ({@code "state": "PENDING"}) or discards ({@code "DISCARDED"}) a parked message. */
  @PATCH
  @Path("{id}")
  @RolesAllowed(Roles.ADMINISTRATOR)
  public Response decide(
      InputStream body,
      @Context HttpServletRequest request,
      @Context SecurityContext security,
      @PathParam("id") String id) {
    MediaTypes.requireJsonApi(request.getContentType());
    MediaTypes.requireAcceptable(request.getHeader(HttpHeaders.ACCEPT));
    var unused = QueryParameters.parse(request.getQueryString(), List.of());
    long number = number(id);
    RequestDocument document = RequestDocument.readUpdate(body, OutboxMessageDocuments.TYPE, id);
    document.requireOnly(ATTRIBUTES, Set.of());
    State state = state(document);
    String reason = OperatorRequest.reason(document);
    Person operator = PersonalAnswer.person(security);
    return PersonalAnswer.of(
            200,
            documents.one(
                state == State.PENDING
                    ? messages.release(operator, number, reason)
                    : messages.discard(operator, number, reason)))
        .build();
  }

  @OPTIONS
  @PermitAll
  public Response listOptions() {
    return PersonalAnswer.options("GET, HEAD, OPTIONS");
  }

  @OPTIONS
  @Path("{id}")
  @PermitAll
  public Response oneOptions() {
    return PersonalAnswer.options("GET, HEAD, PATCH, OPTIONS");
  }

  private static State state(RequestDocument document) {
    JsonNode value = document.attributes().path("state");
    if (value.asText("").equals(State.PENDING.name())) {
      return State.PENDING;
    }
    if (value.asText("").equals(State.DISCARDED.name())) {
      return State.DISCARDED;
    }
    throw OperatorRequest.invalid(
        "state",
        "state skal være PENDING for at frigive eller DISCARDED for at kassere.",
        "state must be PENDING to release or DISCARDED to discard.");
  }

  /** Ids are numbers of the database; what cannot be one is an id nobody has. */
  private static long number(String id) {
    if (!id.matches("[1-9][0-9]{0,17}")) {
      throw OutboxMessages.unknown();
    }
    return Long.parseLong(id);
  }
}
