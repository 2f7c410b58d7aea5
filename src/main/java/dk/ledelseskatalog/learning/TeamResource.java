package dk.ledelseskatalog.learning;

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
import java.util.Set;
import java.util.UUID;

/** {@code /api/teams}. */
@Path("teams")
@Dependent
public final class TeamResource {
  private final Teams teams;
  private final TeamDocuments documents;

  /**
   * @param publicUrl the service's address, without a slash at its end
   */
  @Inject
  public TeamResource(Teams teams, URI publicUrl) {
    this.teams = teams;
    this.documents = new TeamDocuments(publicUrl);
  }

  @POST
  @RolesAllowed(Roles.LEADER)
  public Response create(
      InputStream body, @Context HttpServletRequest request, @Context SecurityContext security) {
    MediaTypes.requireJsonApi(request.getContentType());
    requireAcceptableWithoutParameters(request);
    RequestDocument.readCreate(body, Teams.TYPE).requireOnly(Set.of(), Set.of());
    TeamView view = teams.create(PersonalAnswer.person(security));
    return PersonalAnswer.created(documents.address(view.team()), documents.one(view));
  }

  @GET
  @RolesAllowed(Roles.LEADER)
  public Response list(@Context HttpServletRequest request, @Context SecurityContext security) {
    requireAcceptableWithoutParameters(request);
    return PersonalAnswer.of(200, documents.list(teams.list(PersonalAnswer.person(security))))
        .build();
  }

  @GET
  @Path("{id}")
  @RolesAllowed(Roles.LEADER)
  public Response one(
      @Context HttpServletRequest request,
      @Context SecurityContext security,
      @PathParam("id") String id) {
    requireAcceptableWithoutParameters(request);
    TeamView view = teams.find(PersonalAnswer.person(security), uuid(id));
    return PersonalAnswer.of(200, documents.one(view)).build();
  }

  @GET
  @Path("{id}/memberships")
  @RolesAllowed(Roles.LEADER)
  public Response memberships(
      @Context HttpServletRequest request,
      @Context SecurityContext security,
      @PathParam("id") String id) {
    requireAcceptableWithoutParameters(request);
    TeamView view = teams.find(PersonalAnswer.person(security), uuid(id));
    return PersonalAnswer.of(200, documents.membershipsOf(view)).build();
  }

  /** Draws a new join code; there is nothing to send. */
  @POST
  @Path("{id}/join-code")
  @RolesAllowed(Roles.LEADER)
  public Response renewJoinCode(
      @Context HttpServletRequest request,
      @Context SecurityContext security,
      @PathParam("id") String id) {
    requireAcceptableWithoutParameters(request);
    TeamView view = teams.renewJoinCode(PersonalAnswer.person(security), uuid(id));
    return PersonalAnswer.of(200, documents.one(view)).build();
  }

  @DELETE
  @Path("{id}")
  @RolesAllowed(Roles.LEADER)
  public Response delete(
      @Context HttpServletRequest request,
      @Context SecurityContext security,
      @PathParam("id") String id) {
    requireAcceptableWithoutParameters(request);
    teams.delete(PersonalAnswer.person(security), uuid(id));
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

  @OPTIONS
  @Path("{id}/memberships")
  @PermitAll
  public Response membershipsOptions() {
    return PersonalAnswer.options("GET, HEAD, OPTIONS");
  }

  @OPTIONS
  @Path("{id}/join-code")
  @PermitAll
  public Response joinCodeOptions() {
    return PersonalAnswer.options("POST, OPTIONS");
  }

  private static UUID uuid(String text) {
    if (!CompletionRequest.isUuid(text)) {
      throw Teams.unknownTeam();
    }
    return UUID.fromString(text);
  }

  private static void requireAcceptableWithoutParameters(HttpServletRequest request) {
    MediaTypes.requireAcceptable(request.getHeader(HttpHeaders.ACCEPT));
    var unused = QueryParameters.parse(request.getQueryString(), List.of());
  }
}
