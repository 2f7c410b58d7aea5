package dk.ledelseskatalog.authoring;

import dk.ledelseskatalog.content.EntryVersion;
import dk.ledelseskatalog.contentmodel.EntryId;
import dk.ledelseskatalog.identity.PersonalAnswer;
import dk.ledelseskatalog.identity.Roles;
import dk.ledelseskatalog.jsonapi.IfMatch;
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

/** {@code /api/editor/{type}/{id}/versions}: every save of an entry, and the way back to one. */
@Path("editor/{type}/{id}/versions")
@Dependent
public final class VersionResource {
  /** Which version to compare with; the one before if it is not there. */
  private static final String FROM = "filter[from]";

  private final Drafts drafts;
  private final EditorDocuments documents;

  /**
   * @param publicUrl the service's address, without a slash at its end
   */
  @Inject
  public VersionResource(Authoring authoring, URI publicUrl) {
    this.drafts = authoring.drafts();
    this.documents = new EditorDocuments(authoring.model(), publicUrl);
  }

  @GET
  @RolesAllowed({Roles.EDITOR, Roles.ADMINISTRATOR})
  public Response list(
      @Context HttpServletRequest request,
      @PathParam("type") String type,
      @PathParam("id") String id) {
    QueryParameters parameters =
        EditorRequests.parameters(request, List.of(Page.NUMBER, Page.SIZE));
    Page page = Page.of(parameters, EditorRequests.PAGE_SIZE);
    EntryId entry = drafts.id(type, id);
    return PersonalAnswer.of(
            200, documents.versions(entry, drafts.versions(entry, page), page, parameters))
        .build();
  }

  @POST
  @RolesAllowed({Roles.EDITOR, Roles.ADMINISTRATOR})
  public Response restore(
      InputStream body,
      @Context HttpServletRequest request,
      @Context SecurityContext security,
      @PathParam("type") String type,
      @PathParam("id") String id) {
    EditorRequests.requireWrite(request);
    EntryId entry = drafts.id(type, id);
    IfMatch seen = IfMatch.read(request.getHeader(HttpHeaders.IF_MATCH));
    RestoreRequest restore = RestoreRequest.read(body);
    EditedEntry made =
        drafts.restore(
            PersonalAnswer.person(security), entry, seen, restore.version(), restore.reason());
    return PersonalAnswer.of(201, documents.version(made.version()))
        .header(HttpHeaders.ETAG, made.tag())
        .location(URI.create(documents.address(entry) + "/versions/" + made.version().version()))
        .build();
  }

  @GET
  @Path("{number}")
  @RolesAllowed({Roles.EDITOR, Roles.ADMINISTRATOR})
  public Response one(
      @Context HttpServletRequest request,
      @PathParam("type") String type,
      @PathParam("id") String id,
      @PathParam("number") String number) {
    EditorRequests.requireNoParameters(request);
    return PersonalAnswer.of(200, documents.version(drafts.version(drafts.id(type, id), number)))
        .build();
  }

  @GET
  @Path("{number}/changes")
  @RolesAllowed({Roles.EDITOR, Roles.ADMINISTRATOR})
  public Response compare(
      @Context HttpServletRequest request,
      @PathParam("type") String type,
      @PathParam("id") String id,
      @PathParam("number") String number) {
    QueryParameters parameters = EditorRequests.parameters(request, List.of(FROM));
    EntryId entry = drafts.id(type, id);
    EntryVersion after = drafts.version(entry, number);
    String from = parameters.value(FROM).orElse(Integer.toString(Math.max(1, after.version() - 1)));
    return PersonalAnswer.of(
            200, documents.comparison(drafts.version(entry, from), after, parameters))
        .build();
  }

  @OPTIONS
  @PermitAll
  public Response listOptions() {
    return PersonalAnswer.options("GET, HEAD, POST, OPTIONS");
  }

  @OPTIONS
  @Path("{number}")
  @PermitAll
  public Response oneOptions() {
    return PersonalAnswer.options("GET, HEAD, OPTIONS");
  }

  @OPTIONS
  @Path("{number}/changes")
  @PermitAll
  public Response compareOptions() {
    return PersonalAnswer.options("GET, HEAD, OPTIONS");
  }
}
