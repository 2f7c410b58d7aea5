package dk.ledelseskatalog.masterclass;

import dk.ledelseskatalog.identity.PersonalAnswer;
import dk.ledelseskatalog.identity.Roles;
import dk.ledelseskatalog.jsonapi.MediaTypes;
import dk.ledelseskatalog.jsonapi.QueryParameters;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
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
import java.util.List;

/** {@code /api/sessions}. */
@Path("sessions")
@Dependent
public final class SessionResource {
  private final Sessions sessions;
  private final SessionDocuments documents;

  /**
   * @param publicUrl the service's address, without a slash at its end
   */
  @Inject
  public SessionResource(Sessions sessions, URI publicUrl) {
    this.sessions = sessions;
    this.documents = new SessionDocuments(publicUrl);
  }

  @POST
  @RolesAllowed({Roles.FACILITATOR, Roles.ADMINISTRATOR})
  public Response create(
      InputStream body, @Context HttpServletRequest request, @Context SecurityContext security) {
    MediaTypes.requireJsonApi(request.getContentType());
    MediaTypes.requireAcceptable(request.getHeader(HttpHeaders.ACCEPT));
    requireNoParameters(request);
    SessionView planned = sessions.plan(PersonalAnswer.person(security), SessionRequest.read(body));
    return answer(201, planned, true)
        .location(URI.create(documents.address(planned.session())))
        .build();
  }

  @GET
  @PermitAll
  public Response list(@Context HttpServletRequest request, @Context SecurityContext security) {
    MediaTypes.requireAcceptable(request.getHeader(HttpHeaders.ACCEPT));
    SessionQuery query = SessionQuery.parse(request.getQueryString());
    return PersonalAnswer.of(200, documents.list(sessions.list(query), query, isSignedIn(security)))
        .build();
  }

  @GET
  @Path("{id}")
  @PermitAll
  public Response one(
      @Context HttpServletRequest request,
      @Context SecurityContext security,
      @PathParam("id") String id) {
    MediaTypes.requireAcceptable(request.getHeader(HttpHeaders.ACCEPT));
    requireNoParameters(request);
    SessionView view = sessions.find(id).orElseThrow(Sessions::unknown);
    return answer(200, view, isSignedIn(security)).build();
  }

  @PATCH
  @Path("{id}")
  @RolesAllowed({Roles.FACILITATOR, Roles.ADMINISTRATOR})
  public Response change(
      InputStream body,
      @Context HttpServletRequest request,
      @Context SecurityContext security,
      @PathParam("id") String id) {
    MediaTypes.requireJsonApi(request.getContentType());
    MediaTypes.requireAcceptable(request.getHeader(HttpHeaders.ACCEPT));
    requireNoParameters(request);
    VersionCondition ifMatch = VersionCondition.ifMatch(request.getHeader(HttpHeaders.IF_MATCH));
    SessionChange change = SessionChange.read(body, id, ifMatch);
    return answer(200, sessions.change(PersonalAnswer.person(security), id, change), true).build();
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
    return PersonalAnswer.options("GET, HEAD, PATCH, OPTIONS");
  }

  /** The tag is of what facilitators can change: it must not change with every sign-up. */
  private Response.ResponseBuilder answer(int status, SessionView view, boolean signedIn) {
    return PersonalAnswer.of(status, documents.one(view, signedIn))
        .header(HttpHeaders.ETAG, VersionCondition.tag(view.session().version()));
  }

  private static boolean isSignedIn(SecurityContext security) {
    return PersonalAnswer.reader(security).isPresent();
  }

  private static void requireNoParameters(HttpServletRequest request) {
    var unused = QueryParameters.parse(request.getQueryString(), List.of());
  }
}
