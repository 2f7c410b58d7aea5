package dk.ledelseskatalog.outbox;

import dk.ledelseskatalog.identity.PersonalAnswer;
import dk.ledelseskatalog.identity.Roles;
import dk.ledelseskatalog.jsonapi.ErrorObject;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import dk.ledelseskatalog.jsonapi.MediaTypes;
import dk.ledelseskatalog.jsonapi.Page;
import dk.ledelseskatalog.jsonapi.QueryParameters;
import dk.ledelseskatalog.jsonapi.RequestDocument;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.POST;
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

/** {@code /api/reconciliations}: comparisons of what the store holds with what was sent. */
@Path("reconciliations")
@Dependent
public final class ReconciliationResource {
  private static final int PAGE_SIZE = 20;

  private final Reconciliations reconciliations;
  private final ReconciliationDocuments documents;
  private final Clock clock;

  /**
   * @param publicUrl the service's address, without a slash at its end
   */
  @Inject
  public ReconciliationResource(Reconciliations reconciliations, URI publicUrl, Clock clock) {
    this.reconciliations = reconciliations;
    this.documents = new ReconciliationDocuments(publicUrl, clock);
    this.clock = clock;
  }

  @POST
  @RolesAllowed(Roles.ADMINISTRATOR)
  public Response create(
      InputStream body, @Context HttpServletRequest request, @Context SecurityContext security) {
    MediaTypes.requireJsonApi(request.getContentType());
    MediaTypes.requireAcceptable(request.getHeader(HttpHeaders.ACCEPT));
    var unused = QueryParameters.parse(request.getQueryString(), List.of());
    RequestDocument document = RequestDocument.readCreate(body, ReconciliationDocuments.TYPE);
    document.requireOnly(Set.of("since", "reason"), Set.of());
    Reconciliations.Report report =
        reconciliations.start(
            PersonalAnswer.person(security),
            OperatorRequest.since(document, clock.instant()),
            OperatorRequest.reason(document));
    return PersonalAnswer.created(documents.address(report), documents.one(report));
  }

  @GET
  @RolesAllowed(Roles.ADMINISTRATOR)
  public Response list(@Context HttpServletRequest request) {
    MediaTypes.requireAcceptable(request.getHeader(HttpHeaders.ACCEPT));
    QueryParameters parameters =
        QueryParameters.parse(request.getQueryString(), List.of(Page.NUMBER, Page.SIZE));
    Page page = Page.of(parameters, PAGE_SIZE);
    return PersonalAnswer.of(200, documents.list(reconciliations.list(page), page, parameters))
        .build();
  }

  @GET
  @Path("{id}")
  @RolesAllowed(Roles.ADMINISTRATOR)
  public Response one(@Context HttpServletRequest request, @PathParam("id") String id) {
    MediaTypes.requireAcceptable(request.getHeader(HttpHeaders.ACCEPT));
    var unused = QueryParameters.parse(request.getQueryString(), List.of());
    return PersonalAnswer.of(
            200,
            documents.one(
                OperatorRequest.uuid(id)
                    .flatMap(reconciliations::find)
                    .orElseThrow(ReconciliationResource::unknown)))
        .build();
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
    return PersonalAnswer.options("GET, HEAD, OPTIONS");
  }

  private static JsonApiException unknown() {
    return new JsonApiException(
        ErrorObject.of(
            404,
            "unknown-reconciliation",
            "Der er ingen afstemning med dette id; se dem på /api/reconciliations.",
            "There is no reconciliation with this id; see them at /api/reconciliations."));
  }
}
