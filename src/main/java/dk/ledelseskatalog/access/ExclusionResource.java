package dk.ledelseskatalog.access;

import dk.ledelseskatalog.identity.PersonalAnswer;
import dk.ledelseskatalog.identity.Roles;
import dk.ledelseskatalog.jsonapi.Document;
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
import java.util.UUID;
import java.util.regex.Pattern;

/** {@code /api/exclusions}. */
@Path(Exclusion.TYPE)
@Dependent
public final class ExclusionResource {
  private static final int PAGE_SIZE = 20;
  private static final Pattern UUID_FORM =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private final Exclusions exclusions;
  private final ExclusionDocuments documents;

  /**
   * @param publicUrl the service's address, without a slash at its end
   */
  @Inject
  public ExclusionResource(Exclusions exclusions, URI publicUrl) {
    this.exclusions = exclusions;
    this.documents = new ExclusionDocuments(publicUrl);
  }

  @POST
  @RolesAllowed(Roles.ADMINISTRATOR)
  public Response create(
      InputStream body, @Context HttpServletRequest request, @Context SecurityContext security) {
    MediaTypes.requireJsonApi(request.getContentType());
    MediaTypes.requireAcceptable(request.getHeader(HttpHeaders.ACCEPT));
    requireNoParameters(request);
    Exclusions.Decided decided =
        exclusions.exclude(PersonalAnswer.person(security), ExclusionRequest.read(body));
    Document document = documents.one(decided.exclusion());
    return decided.created()
        ? PersonalAnswer.created(documents.address(decided.exclusion()), document)
        : PersonalAnswer.of(200, document).build();
  }

  @GET
  @RolesAllowed(Roles.ADMINISTRATOR)
  public Response list(@Context HttpServletRequest request) {
    MediaTypes.requireAcceptable(request.getHeader(HttpHeaders.ACCEPT));
    QueryParameters parameters =
        QueryParameters.parse(request.getQueryString(), List.of(Page.NUMBER, Page.SIZE));
    Page page = Page.of(parameters, PAGE_SIZE);
    Exclusions.Slice slice = exclusions.list(page.offset(), page.size());
    return PersonalAnswer.of(200, documents.list(slice, page, parameters)).build();
  }

  @GET
  @Path("{id}")
  @RolesAllowed(Roles.ADMINISTRATOR)
  public Response one(@Context HttpServletRequest request, @PathParam("id") String id) {
    MediaTypes.requireAcceptable(request.getHeader(HttpHeaders.ACCEPT));
    requireNoParameters(request);
    Exclusion exclusion = exclusions.find(uuid(id)).orElseThrow(Exclusions::unknown);
    return PersonalAnswer.of(200, documents.one(exclusion)).build();
  }

  @DELETE
  @Path("{id}")
  @RolesAllowed(Roles.ADMINISTRATOR)
  public Response letIn(
      @Context HttpServletRequest request,
      @Context SecurityContext security,
      @PathParam("id") String id) {
    requireNoParameters(request);
    exclusions.letIn(PersonalAnswer.person(security), uuid(id));
    return PersonalAnswer.of(204).build();
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
    return PersonalAnswer.options("GET, HEAD, DELETE, OPTIONS");
  }

  /** An id that is none of ours names nothing; the database is not asked. */
  private static UUID uuid(String text) {
    if (!UUID_FORM.matcher(text).matches()) {
      throw Exclusions.unknown();
    }
    return UUID.fromString(text);
  }

  private static void requireNoParameters(HttpServletRequest request) {
    var unused = QueryParameters.parse(request.getQueryString(), List.of());
  }
}
