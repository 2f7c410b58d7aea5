package dk.ledelseskatalog.webhooks;

import com.fasterxml.jackson.databind.JsonNode;
import dk.ledelseskatalog.identity.PersonalAnswer;
import dk.ledelseskatalog.identity.Roles;
import dk.ledelseskatalog.jsonapi.ErrorObject;
import dk.ledelseskatalog.jsonapi.ErrorObject.Source;
import dk.ledelseskatalog.jsonapi.JsonApiException;
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
import java.util.List;
import java.util.Set;

/** {@code /api/webhook-messages}. */
@Path("webhook-messages")
@Dependent
public final class WebhookMessageResource {
  private final Webhooks webhooks;
  private final WebhookDocuments documents;

  /**
   * @param publicUrl the service's address, without a slash at its end
   */
  @Inject
  public WebhookMessageResource(Webhooks webhooks, URI publicUrl) {
    this.webhooks = webhooks;
    this.documents = new WebhookDocuments(publicUrl);
  }

  @GET
  @RolesAllowed(Roles.ADMINISTRATOR)
  public Response list(@Context HttpServletRequest request) {
    MediaTypes.requireAcceptable(request.getHeader(HttpHeaders.ACCEPT));
    WebhookMessageQuery query = WebhookMessageQuery.parse(request.getQueryString());
    return PersonalAnswer.of(200, documents.messages(webhooks.messages(query), query)).build();
  }

  @GET
  @Path("{id}")
  @RolesAllowed(Roles.ADMINISTRATOR)
  public Response one(@Context HttpServletRequest request, @PathParam("id") String id) {
    MediaTypes.requireAcceptable(request.getHeader(HttpHeaders.ACCEPT));
    var unused = QueryParameters.parse(request.getQueryString(), List.of());
    return PersonalAnswer.of(200, documents.message(webhooks.message(id))).build();
  }

  /** Replays: {@code "state": "PENDING"}. */
  @PATCH
  @Path("{id}")
  @RolesAllowed(Roles.ADMINISTRATOR)
  public Response replay(
      InputStream body,
      @Context HttpServletRequest request,
      @Context SecurityContext security,
      @PathParam("id") String id) {
    MediaTypes.requireJsonApi(request.getContentType());
    MediaTypes.requireAcceptable(request.getHeader(HttpHeaders.ACCEPT));
    var unused = QueryParameters.parse(request.getQueryString(), List.of());
    RequestDocument document = RequestDocument.readUpdate(body, WebhookMessage.TYPE, id);
    document.requireOnly(Set.of("state"), Set.of());
    JsonNode state = document.attributes().path("state");
    if (!state.asText("").equals(MessageState.PENDING.name())) {
      throw new JsonApiException(
          ErrorObject.of(
              422,
              "invalid-attribute",
              Source.pointer("/data/attributes/state"),
              "state skal være PENDING for at sende meddelelsen igen.",
              "state must be PENDING to send the message again."));
    }
    return PersonalAnswer.of(
            200, documents.message(webhooks.replayMessage(PersonalAnswer.person(security), id)))
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
}
