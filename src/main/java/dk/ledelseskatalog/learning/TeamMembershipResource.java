package dk.ledelseskatalog.learning;

import com.fasterxml.jackson.databind.JsonNode;
import dk.ledelseskatalog.identity.PersonalAnswer;
import dk.ledelseskatalog.identity.Roles;
import dk.ledelseskatalog.jsonapi.Document;
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

/** {@code /api/team-memberships}. */
@Path("team-memberships")
@Dependent
public final class TeamMembershipResource {
  private static final String JOIN_CODE = "joinCode";

  private final Teams teams;
  private final TeamDocuments documents;

  /**
   * @param publicUrl the service's address, without a slash at its end
   */
  @Inject
  public TeamMembershipResource(Teams teams, URI publicUrl) {
    this.teams = teams;
    this.documents = new TeamDocuments(publicUrl);
  }

  @POST
  @RolesAllowed(Roles.LEADER)
  public Response join(
      InputStream body, @Context HttpServletRequest request, @Context SecurityContext security) {
    MediaTypes.requireJsonApi(request.getContentType());
    requireAcceptableWithoutParameters(request);
    Teams.Joined joined = teams.join(PersonalAnswer.person(security), joinCode(body));
    TeamMembership own = joined.view().own();
    Document document = documents.membership(joined.view(), own.id());
    return joined.created()
        ? PersonalAnswer.created(documents.address(own), document)
        : PersonalAnswer.of(200, document).build();
  }

  @GET
  @Path("{id}")
  @RolesAllowed(Roles.LEADER)
  public Response one(
      @Context HttpServletRequest request,
      @Context SecurityContext security,
      @PathParam("id") String id) {
    requireAcceptableWithoutParameters(request);
    UUID known = uuid(id);
    TeamView view = teams.findMembership(PersonalAnswer.person(security), known);
    return PersonalAnswer.of(200, documents.membership(view, known)).build();
  }

  @DELETE
  @Path("{id}")
  @RolesAllowed(Roles.LEADER)
  public Response leave(
      @Context HttpServletRequest request,
      @Context SecurityContext security,
      @PathParam("id") String id) {
    requireAcceptableWithoutParameters(request);
    teams.leave(PersonalAnswer.person(security), uuid(id));
    return PersonalAnswer.of(204).build();
  }

  @OPTIONS
  @PermitAll
  public Response listOptions() {
    return PersonalAnswer.options("POST, OPTIONS");
  }

  @OPTIONS
  @Path("{id}")
  @PermitAll
  public Response oneOptions() {
    return PersonalAnswer.options("GET, HEAD, DELETE, OPTIONS");
  }

  private static String joinCode(InputStream body) {
    RequestDocument document = RequestDocument.readCreate(body, Teams.MEMBERSHIPS);
    document.requireOnly(Set.of(JOIN_CODE), Set.of());
    JsonNode code = document.attributes().path(JOIN_CODE);
    if (!code.isTextual()) {
      throw new JsonApiException(
          ErrorObject.of(
              422,
              "invalid-attribute",
              Source.pointer("/data/attributes/" + JOIN_CODE),
              "joinCode skal være den kode på otte tegn, som teamets opretter har givet dig.",
              "joinCode must be the code of eight characters that whoever made the team gave"
                  + " you."));
    }
    return code.textValue();
  }

  private static UUID uuid(String text) {
    if (!CompletionRequest.isUuid(text)) {
      throw Teams.unknownMembership();
    }
    return UUID.fromString(text);
  }

  private static void requireAcceptableWithoutParameters(HttpServletRequest request) {
    MediaTypes.requireAcceptable(request.getHeader(HttpHeaders.ACCEPT));
    var unused = QueryParameters.parse(request.getQueryString(), List.of());
  }
}
