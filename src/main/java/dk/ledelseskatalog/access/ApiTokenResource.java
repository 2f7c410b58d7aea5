package dk.ledelseskatalog.access;

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

/** {@code /api/api-tokens}. */
@Path(ApiToken.TYPE)
@Dependent
public final class ApiTokenResource {
  private static final int PAGE_SIZE = 20;

  private final ApiTokens tokens;
  private final ApiTokenDocuments documents;
  private final Clock clock;

  /**
   * @param publicUrl the service's address, without a slash at its end
   */
  @Inject
  public ApiTokenResource(ApiTokens tokens, URI publicUrl, Clock clock) {
    this.tokens = tokens;
    this.documents = new ApiTokenDocuments(publicUrl, clock);
    this.clock = clock;
  }

  @POST
  @RolesAllowed(Roles.ADMINISTRATOR)
  public Response create(
      InputStream body, @Context HttpServletRequest request, @Context SecurityContext security) {
    MediaTypes.requireJsonApi(request.getContentType());
    MediaTypes.requireAcceptable(request.getHeader(HttpHeaders.ACCEPT));
    requireNoParameters(request);
    ApiTokens.Created created =
        tokens.create(PersonalAnswer.person(security), ApiTokenRequest.read(body, clock.instant()));
    return PersonalAnswer.created(documents.address(created.token()), documents.created(created));
  }

  @GET
  @RolesAllowed(Roles.ADMINISTRATOR)
  public Response list(@Context HttpServletRequest request) {
    MediaTypes.requireAcceptable(request.getHeader(HttpHeaders.ACCEPT));
    QueryParameters parameters =
        QueryParameters.parse(request.getQueryString(), List.of(Page.NUMBER, Page.SIZE));
    Page page = Page.of(parameters, PAGE_SIZE);
    ApiTokens.Slice slice = tokens.list(page.offset(), page.size());
    return PersonalAnswer.of(200, documents.list(slice, page, parameters)).build();
  }

  @GET
  @Path("{id}")
  @RolesAllowed(Roles.ADMINISTRATOR)
  public Response one(@Context HttpServletRequest request, @PathParam("id") String id) {
    MediaTypes.requireAcceptable(request.getHeader(HttpHeaders.ACCEPT));
    requireNoParameters(request);
    ApiToken token = tokens.find(id).orElseThrow(ApiTokens::unknown);
    return PersonalAnswer.of(200, documents.one(token)).build();
  }

  @DELETE
  @Path("{id}")
  @RolesAllowed(Roles.ADMINISTRATOR)
  public Response revoke(
      @Context HttpServletRequest request,
      @Context SecurityContext security,
      @PathParam("id") String id) {
    requireNoParameters(request);
    tokens.revoke(PersonalAnswer.person(security), id);
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

  private static void requireNoParameters(HttpServletRequest request) {
    var unused = QueryParameters.parse(request.getQueryString(), List.of());
  }
}
