package dk.ledelseskatalog.privacy;

import dk.ledelseskatalog.identity.PersonalAnswer;
import dk.ledelseskatalog.identity.Roles;
import dk.ledelseskatalog.jsonapi.Document;
import dk.ledelseskatalog.jsonapi.ErrorObject;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import dk.ledelseskatalog.jsonapi.MediaTypes;
import dk.ledelseskatalog.jsonapi.Page;
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
import java.util.regex.Pattern;

/** {@code /api/erasures}. */
@Path(ErasureRequest.TYPE)
@Dependent
public final class ErasureResource {
  private static final int PAGE_SIZE = 20;
  private static final Pattern UUID_FORM =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private final Erasures erasures;
  private final ErasureDocuments documents;

  /**
   * @param publicUrl the service's address, without a slash at its end
   */
  @Inject
  public ErasureResource(Erasures erasures, URI publicUrl) {
    this.erasures = erasures;
    this.documents = new ErasureDocuments(publicUrl);
  }

  @POST
  @RolesAllowed(Roles.ADMINISTRATOR)
  public Response create(
      InputStream body, @Context HttpServletRequest request, @Context SecurityContext security) {
    MediaTypes.requireJsonApi(request.getContentType());
    MediaTypes.requireAcceptable(request.getHeader(HttpHeaders.ACCEPT));
    var unused = QueryParameters.parse(request.getQueryString(), List.of());
    Erasures.Requested requested =
        erasures.erase(PersonalAnswer.person(security), ErasureRequest.read(body));
    Document document = documents.one(requested.erasure());
    return requested.created()
        ? PersonalAnswer.created(documents.address(requested.erasure()), document)
        : PersonalAnswer.of(200, document).build();
  }

  @GET
  @RolesAllowed(Roles.ADMINISTRATOR)
  public Response list(@Context HttpServletRequest request) {
    MediaTypes.requireAcceptable(request.getHeader(HttpHeaders.ACCEPT));
    QueryParameters parameters =
        QueryParameters.parse(request.getQueryString(), List.of(Page.NUMBER, Page.SIZE));
    Page page = Page.of(parameters, PAGE_SIZE);
    Erasures.Slice slice = erasures.list(page.offset(), page.size());
    return PersonalAnswer.of(200, documents.list(slice, page, parameters)).build();
  }

  @GET
  @Path("{id}")
  @RolesAllowed(Roles.ADMINISTRATOR)
  public Response one(@Context HttpServletRequest request, @PathParam("id") String id) {
    MediaTypes.requireAcceptable(request.getHeader(HttpHeaders.ACCEPT));
    var unused = QueryParameters.parse(request.getQueryString(), List.of());
    Erasure erasure =
        Optional.of(id)
            .filter(text -> UUID_FORM.matcher(text).matches())
            .map(UUID::fromString)
            .flatMap(erasures::find)
            .orElseThrow(ErasureResource::unknown);
    return PersonalAnswer.of(200, documents.one(erasure)).build();
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
            "unknown-erasure",
            "Der er ingen sletning med dette id; se dem alle på /api/erasures.",
            "There is no erasure with this id; see all of them at /api/erasures."));
  }
}
