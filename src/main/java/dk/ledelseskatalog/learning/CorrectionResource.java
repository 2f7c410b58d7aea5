package dk.ledelseskatalog.learning;

import dk.ledelseskatalog.identity.PersonalAnswer;
import dk.ledelseskatalog.identity.Roles;
import dk.ledelseskatalog.identity.Scope;
import dk.ledelseskatalog.identity.ScopeAllowed;
import dk.ledelseskatalog.jsonapi.Document;
import dk.ledelseskatalog.jsonapi.ErrorObject;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import dk.ledelseskatalog.jsonapi.MediaTypes;
import dk.ledelseskatalog.jsonapi.QueryParameters;
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
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** {@code /api/corrections}. */
@Path("corrections")
@Dependent
public final class CorrectionResource {
  private final Corrections corrections;
  private final CorrectionDocuments documents;

  /**
   * @param publicUrl the service's address, without a slash at its end
   */
  @Inject
  public CorrectionResource(Corrections corrections, URI publicUrl) {
    this.corrections = corrections;
    this.documents = new CorrectionDocuments(publicUrl);
  }

  @POST
  @RolesAllowed({Roles.LEADER, Roles.FACILITATOR, Roles.ADMINISTRATOR})
  public Response create(
      InputStream body, @Context HttpServletRequest request, @Context SecurityContext security) {
    MediaTypes.requireJsonApi(request.getContentType());
    MediaTypes.requireAcceptable(request.getHeader(HttpHeaders.ACCEPT));
    var unused = QueryParameters.parse(request.getQueryString(), List.of());
    Corrections.Corrected corrected =
        corrections.correct(PersonalAnswer.person(security), CorrectionRequest.read(body));
    Document document = documents.one(corrected.correction());
    return corrected.created()
        ? PersonalAnswer.created(documents.address(corrected.correction().correction()), document)
        : PersonalAnswer.of(200, document).build();
  }

  @GET
  @RolesAllowed({Roles.LEADER, Roles.FACILITATOR, Roles.PLATFORM, Roles.ADMINISTRATOR})
  @ScopeAllowed(Scope.LEARNING_RECORDS)
  public Response list(@Context HttpServletRequest request, @Context SecurityContext security) {
    MediaTypes.requireAcceptable(request.getHeader(HttpHeaders.ACCEPT));
    CorrectionQuery query = CorrectionQuery.parse(request.getQueryString());
    Corrections.Slice slice =
        corrections.list(
            PersonalAnswer.caller(security),
            query.completion(),
            query.page().offset(),
            query.page().size());
    return PersonalAnswer.of(200, documents.list(slice, query)).build();
  }

  @GET
  @Path("{id}")
  @RolesAllowed({Roles.LEADER, Roles.FACILITATOR, Roles.PLATFORM, Roles.ADMINISTRATOR})
  @ScopeAllowed(Scope.LEARNING_RECORDS)
  public Response one(
      @Context HttpServletRequest request,
      @Context SecurityContext security,
      @PathParam("id") String id) {
    MediaTypes.requireAcceptable(request.getHeader(HttpHeaders.ACCEPT));
    var unused = QueryParameters.parse(request.getQueryString(), List.of());
    TrackedCorrection correction =
        Optional.of(id)
            .filter(CompletionRequest::isUuid)
            .flatMap(
                known -> corrections.find(PersonalAnswer.caller(security), UUID.fromString(known)))
            .orElseThrow(CorrectionResource::unknown);
    return PersonalAnswer.of(200, documents.one(correction)).build();
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
            "unknown-correction",
            "Der er ingen rettelse med dette id, som du må se; se /api/corrections.",
            "There is no correction with this id that you may see; see /api/corrections."));
  }
}
