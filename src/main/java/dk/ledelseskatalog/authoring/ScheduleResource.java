package dk.ledelseskatalog.authoring;

import dk.ledelseskatalog.identity.PersonalAnswer;
import dk.ledelseskatalog.identity.Roles;
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
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/** {@code /api/editor/schedules}: releases at a time. */
@Path("editor/schedules")
@Dependent
public final class ScheduleResource {
  private static final Pattern UUID_FORM =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private final Schedules schedules;
  private final EditorDocuments documents;

  /**
   * @param publicUrl the service's address, without a slash at its end
   */
  @Inject
  public ScheduleResource(Authoring authoring, URI publicUrl) {
    this.schedules = authoring.schedules();
    this.documents = new EditorDocuments(authoring.model(), publicUrl);
  }

  @POST
  @RolesAllowed({Roles.EDITOR, Roles.ADMINISTRATOR})
  public Response plan(
      InputStream body, @Context HttpServletRequest request, @Context SecurityContext security) {
    EditorRequests.requireWrite(request);
    Schedules.View view =
        schedules.plan(PersonalAnswer.person(security), ScheduleRequest.read(body));
    return PersonalAnswer.created(documents.address(view.schedule()), documents.schedule(view));
  }

  @GET
  @RolesAllowed({Roles.EDITOR, Roles.ADMINISTRATOR})
  public Response list(@Context HttpServletRequest request) {
    QueryParameters parameters =
        EditorRequests.parameters(request, List.of(Page.NUMBER, Page.SIZE));
    Page page = Page.of(parameters, EditorRequests.PAGE_SIZE);
    return PersonalAnswer.of(200, documents.schedules(schedules.list(page), page, parameters))
        .build();
  }

  @GET
  @Path("{id}")
  @RolesAllowed({Roles.EDITOR, Roles.ADMINISTRATOR})
  public Response one(@Context HttpServletRequest request, @PathParam("id") String id) {
    EditorRequests.requireNoParameters(request);
    return PersonalAnswer.of(200, documents.schedule(schedules.find(uuid(id)))).build();
  }

  @DELETE
  @Path("{id}")
  @RolesAllowed({Roles.EDITOR, Roles.ADMINISTRATOR})
  public Response cancel(
      @Context HttpServletRequest request,
      @Context SecurityContext security,
      @PathParam("id") String id) {
    EditorRequests.requireNoParameters(request);
    schedules.cancel(PersonalAnswer.person(security), uuid(id));
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

  private static UUID uuid(String text) {
    if (!UUID_FORM.matcher(text).matches()) {
      throw Schedules.unknown();
    }
    return UUID.fromString(text);
  }
}
