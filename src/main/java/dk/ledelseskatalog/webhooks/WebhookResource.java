package dk.ledelseskatalog.webhooks;

import dk.ledelseskatalog.identity.PersonalAnswer;
import dk.ledelseskatalog.identity.Roles;
import dk.ledelseskatalog.jsonapi.MediaTypes;
import dk.ledelseskatalog.jsonapi.Page;
import dk.ledelseskatalog.jsonapi.QueryParameters;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** {@code /api/webhooks}. */
@Path("webhooks")
@Dependent
public final class WebhookResource {
  private static final int PAGE_SIZE = 20;

  private final Webhooks webhooks;
  private final WebhookDocuments documents;

  /**
   * @param publicUrl the service's address, without a slash at its end
   */
  @Inject
  public WebhookResource(Webhooks webhooks, URI publicUrl) {
    this.webhooks = webhooks;
    this.documents = new WebhookDocuments(publicUrl);
  }

  @POST
  @RolesAllowed(Roles.ADMINISTRATOR)
  public Response create(
      InputStream body, @Context HttpServletRequest request, @Context SecurityContext security) {
    requireBody(request);
    Webhooks.Standing made =
        webhooks.create(PersonalAnswer.person(security), WebhookRequest.readNew(body));
    return PersonalAnswer.created(documents.address(made.webhook().id()), documents.one(made));
  }

  @GET
  @RolesAllowed(Roles.ADMINISTRATOR)
  public Response list(@Context HttpServletRequest request) {
    requireNothing(request);
    return PersonalAnswer.of(200, documents.list(webhooks.list())).build();
  }

  @GET
  @Path("{id}")
  @RolesAllowed(Roles.ADMINISTRATOR)
  public Response one(@Context HttpServletRequest request, @PathParam("id") String id) {
    requireNothing(request);
    return PersonalAnswer.of(200, documents.one(webhooks.find(id))).build();
  }

  @PATCH
  @Path("{id}")
  @RolesAllowed(Roles.ADMINISTRATOR)
  public Response change(
      InputStream body,
      @Context HttpServletRequest request,
      @Context SecurityContext security,
      @PathParam("id") String id) {
    requireBody(request);
    WebhookRequest change = WebhookRequest.readChange(body, id);
    return PersonalAnswer.of(
            200, documents.one(webhooks.change(PersonalAnswer.person(security), id, change)))
        .build();
  }

  @DELETE
  @Path("{id}")
  @RolesAllowed(Roles.ADMINISTRATOR)
  public Response remove(
      @Context HttpServletRequest request,
      @Context SecurityContext security,
      @PathParam("id") String id) {
    requireNothing(request);
    webhooks.remove(PersonalAnswer.person(security), id);
    return PersonalAnswer.of(204).build();
  }

  /** Makes another secret, which stands in this answer and in no other. */
  @POST
  @Path("{id}/secrets")
  @RolesAllowed(Roles.ADMINISTRATOR)
  public Response rotate(
      InputStream body,
      @Context HttpServletRequest request,
      @Context SecurityContext security,
      @PathParam("id") String id) {
    requireBody(request);
    Duration overlap = WebhookRequest.readOverlap(body);
    return PersonalAnswer.of(
            200, documents.one(webhooks.rotate(PersonalAnswer.person(security), id, overlap)))
        .build();
  }

  /** Delivers a test now. Asks for no body: it is a button. */
  @POST
  @Path("{id}/tests")
  @RolesAllowed(Roles.ADMINISTRATOR)
  public Response test(
      @Context HttpServletRequest request,
      @Context SecurityContext security,
      @PathParam("id") String id) {
    requireNothing(request);
    LoggedDelivery delivery = webhooks.test(PersonalAnswer.person(security), id);
    return PersonalAnswer.created(documents.address(delivery), documents.delivery(delivery));
  }

  @POST
  @Path("{id}/replays")
  @RolesAllowed(Roles.ADMINISTRATOR)
  public Response replay(
      InputStream body,
      @Context HttpServletRequest request,
      @Context SecurityContext security,
      @PathParam("id") String id) {
    requireBody(request);
    WebhookRequest.Replay replay = WebhookRequest.Replay.read(body);
    return PersonalAnswer.of(
            200, documents.replayed(webhooks.replay(PersonalAnswer.person(security), id, replay)))
        .build();
  }

  @GET
  @Path("{id}/deliveries")
  @RolesAllowed(Roles.ADMINISTRATOR)
  public Response deliveries(@Context HttpServletRequest request, @PathParam("id") String id) {
    MediaTypes.requireAcceptable(request.getHeader(HttpHeaders.ACCEPT));
    QueryParameters query =
        QueryParameters.parse(request.getQueryString(), List.of(Page.NUMBER, Page.SIZE));
    Page page = Page.of(query, PAGE_SIZE);
    return PersonalAnswer.of(
            200, documents.deliveries(id, webhooks.deliveries(id, page), page, query))
        .build();
  }

  @GET
  @Path("{id}/deliveries/{number}")
  @RolesAllowed(Roles.ADMINISTRATOR)
  public Response delivery(
      @Context HttpServletRequest request,
      @PathParam("id") String id,
      @PathParam("number") String number) {
    requireNothing(request);
    return PersonalAnswer.of(200, documents.delivery(webhooks.delivery(id, number))).build();
  }

  @OPTIONS
  @PermitAll
  public Response listOptions() {
    return PersonalAnswer.options("GET, HEAD, POST, OPTIONS");
  }

  @OPTIONS
  @Path("{id}")
  @PermitAll
  public Response oneOptions() {
    return PersonalAnswer.options("GET, HEAD, PATCH, DELETE, OPTIONS");
  }

  @OPTIONS
  @Path("{id}/secrets")
  @PermitAll
  public Response secretsOptions() {
    return PersonalAnswer.options("POST, OPTIONS");
  }

  @OPTIONS
  @Path("{id}/tests")
  @PermitAll
  public Response testsOptions() {
    return PersonalAnswer.options("POST, OPTIONS");
  }

  @OPTIONS
  @Path("{id}/replays")
  @PermitAll
  public Response replaysOptions() {
    return PersonalAnswer.options("POST, OPTIONS");
  }

  @OPTIONS
  @Path("{id}/deliveries")
  @PermitAll
  public Response deliveriesOptions() {
    return PersonalAnswer.options("GET, HEAD, OPTIONS");
  }

  @OPTIONS
  @Path("{id}/deliveries/{number}")
  @PermitAll
  public Response deliveryOptions() {
    return PersonalAnswer.options("GET, HEAD, OPTIONS");
  }

  private static void requireBody(HttpServletRequest request) {
    MediaTypes.requireJsonApi(request.getContentType());
    requireNothing(request);
  }

  private static void requireNothing(HttpServletRequest request) {
    MediaTypes.requireAcceptable(request.getHeader(HttpHeaders.ACCEPT));
    var unused = QueryParameters.parse(request.getQueryString(), List.of());
  }
}
