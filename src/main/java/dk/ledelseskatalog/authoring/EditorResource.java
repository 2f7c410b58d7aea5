package dk.ledelseskatalog.authoring;

import dk.ledelseskatalog.contentmodel.ContentType;
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
import jakarta.ws.rs.DELETE;
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

/** {@code /api/editor}: entries as editors have them, and what they do with them. */
@Path("editor")
@Dependent
public final class EditorResource {
  private final Drafts drafts;
  private final EditorDocuments documents;

  /**
   * @param publicUrl the service's address, without a slash at its end
   */
  @Inject
  public EditorResource(Authoring authoring, URI publicUrl) {
    this.drafts = authoring.drafts();
    this.documents = new EditorDocuments(authoring.model(), publicUrl);
  }

  @GET
  @RolesAllowed({Roles.EDITOR, Roles.ADMINISTRATOR})
  public Response index(@Context HttpServletRequest request) {
    EditorRequests.requireNoParameters(request);
    return PersonalAnswer.of(200, documents.index()).build();
  }

  @GET
  @Path("entries")
  @RolesAllowed({Roles.EDITOR, Roles.ADMINISTRATOR})
  public Response entries(@Context HttpServletRequest request) {
    QueryParameters parameters = EditorRequests.listParameters(request, EditorRequests.TYPE);
    List<String> types = parameters.list(EditorRequests.TYPE);
    types.forEach(drafts::type);
    return list("entries", parameters, types);
  }

  @GET
  @Path("{type}")
  @RolesAllowed({Roles.EDITOR, Roles.ADMINISTRATOR})
  public Response ofType(@Context HttpServletRequest request, @PathParam("type") String type) {
    String name = drafts.type(type).name();
    return list(name, EditorRequests.listParameters(request), List.of(name));
  }

  private Response list(String path, QueryParameters parameters, List<String> types) {
    Page page = Page.of(parameters, EditorRequests.PAGE_SIZE);
    return PersonalAnswer.of(
            200,
            documents.list(
                drafts.list(
                    EditorRequests.filter(parameters, types),
                    EditorRequests.order(parameters),
                    page),
                page,
                path,
                parameters))
        .build();
  }

  @POST
  @Path("{type}")
  @RolesAllowed({Roles.EDITOR, Roles.ADMINISTRATOR})
  public Response create(
      InputStream body,
      @Context HttpServletRequest request,
      @Context SecurityContext security,
      @PathParam("type") String type) {
    EditorRequests.requireWrite(request);
    EntryRequest entry = EntryRequest.readCreate(body, drafts.type(type));
    EditedEntry made = drafts.create(PersonalAnswer.person(security), entry);
    return answer(201, made).location(URI.create(documents.address(made.entry().id()))).build();
  }

  @GET
  @Path("{type}/{id}")
  @RolesAllowed({Roles.EDITOR, Roles.ADMINISTRATOR})
  public Response one(
      @Context HttpServletRequest request,
      @PathParam("type") String type,
      @PathParam("id") String id) {
    EditorRequests.requireNoParameters(request);
    return answer(200, drafts.find(drafts.id(type, id))).build();
  }

  @PATCH
  @Path("{type}/{id}")
  @RolesAllowed({Roles.EDITOR, Roles.ADMINISTRATOR})
  public Response save(
      InputStream body,
      @Context HttpServletRequest request,
      @Context SecurityContext security,
      @PathParam("type") String type,
      @PathParam("id") String id) {
    EditorRequests.requireWrite(request);
    ContentType known = drafts.type(type);
    IfMatch seen = IfMatch.read(request.getHeader(HttpHeaders.IF_MATCH));
    EntryRequest change = EntryRequest.readUpdate(body, known, id);
    return answer(
            200, drafts.save(PersonalAnswer.person(security), drafts.id(type, id), seen, change))
        .build();
  }

  @DELETE
  @Path("{type}/{id}")
  @RolesAllowed({Roles.EDITOR, Roles.ADMINISTRATOR})
  public Response archive(
      @Context HttpServletRequest request,
      @Context SecurityContext security,
      @PathParam("type") String type,
      @PathParam("id") String id) {
    // In the address: what the body of a DELETE says has no meaning (RFC 9110, 9.3.5).
    QueryParameters parameters =
        EditorRequests.parameters(
            request, List.of(EditorRequests.EVEN_IF_USED, EditorRequests.REASON));
    boolean evenIfUsed = EditorRequests.flag(parameters, EditorRequests.EVEN_IF_USED);
    IfMatch seen = IfMatch.read(request.getHeader(HttpHeaders.IF_MATCH));
    return answer(
            200,
            drafts.archive(
                PersonalAnswer.person(security),
                drafts.id(type, id),
                seen,
                EditorRequests.reason(parameters),
                evenIfUsed))
        .build();
  }

  @POST
  @Path("{type}/{id}/transitions")
  @RolesAllowed({Roles.EDITOR, Roles.ADMINISTRATOR})
  public Response move(
      InputStream body,
      @Context HttpServletRequest request,
      @Context SecurityContext security,
      @PathParam("type") String type,
      @PathParam("id") String id) {
    EditorRequests.requireWrite(request);
    EntryId entry = drafts.id(type, id);
    IfMatch seen = IfMatch.read(request.getHeader(HttpHeaders.IF_MATCH));
    Transition transition = Transition.read(body);
    return answer(200, drafts.move(PersonalAnswer.person(security), entry, seen, transition))
        .build();
  }

  @GET
  @Path("{type}/{id}/used-by")
  @RolesAllowed({Roles.EDITOR, Roles.ADMINISTRATOR})
  public Response usedBy(
      @Context HttpServletRequest request,
      @PathParam("type") String type,
      @PathParam("id") String id) {
    EditorRequests.requireNoParameters(request);
    EntryId entry = drafts.id(type, id);
    return PersonalAnswer.of(200, documents.uses(entry, drafts.uses(entry))).build();
  }

  @GET
  @Path("{type}/{id}/comments")
  @RolesAllowed({Roles.EDITOR, Roles.ADMINISTRATOR})
  public Response comments(
      @Context HttpServletRequest request,
      @PathParam("type") String type,
      @PathParam("id") String id) {
    EditorRequests.requireNoParameters(request);
    EntryId entry = drafts.id(type, id);
    return PersonalAnswer.of(200, documents.comments(entry, drafts.comments(entry))).build();
  }

  @POST
  @Path("{type}/{id}/comments")
  @RolesAllowed({Roles.EDITOR, Roles.ADMINISTRATOR})
  public Response comment(
      InputStream body,
      @Context HttpServletRequest request,
      @Context SecurityContext security,
      @PathParam("type") String type,
      @PathParam("id") String id) {
    EditorRequests.requireWrite(request);
    EntryId entry = drafts.id(type, id);
    String text = Comment.read(body);
    return PersonalAnswer.of(
            201, documents.comment(drafts.comment(PersonalAnswer.person(security), entry, text)))
        .build();
  }

  @OPTIONS
  @PermitAll
  public Response indexOptions() {
    return PersonalAnswer.options("GET, HEAD, OPTIONS");
  }

  @OPTIONS
  @Path("entries")
  @PermitAll
  public Response entriesOptions() {
    return PersonalAnswer.options("GET, HEAD, OPTIONS");
  }

  @OPTIONS
  @Path("{type}")
  @PermitAll
  public Response typeOptions() {
    return PersonalAnswer.options("GET, HEAD, POST, OPTIONS");
  }

  @OPTIONS
  @Path("{type}/{id}")
  @PermitAll
  public Response oneOptions() {
    return PersonalAnswer.options("GET, HEAD, PATCH, DELETE, OPTIONS");
  }

  @OPTIONS
  @Path("{type}/{id}/transitions")
  @PermitAll
  public Response moveOptions() {
    return PersonalAnswer.options("POST, OPTIONS");
  }

  @OPTIONS
  @Path("{type}/{id}/used-by")
  @PermitAll
  public Response usedByOptions() {
    return PersonalAnswer.options("GET, HEAD, OPTIONS");
  }

  @OPTIONS
  @Path("{type}/{id}/comments")
  @PermitAll
  public Response commentsOptions() {
    return PersonalAnswer.options("GET, HEAD, POST, OPTIONS");
  }

  private Response.ResponseBuilder answer(int status, EditedEntry edited) {
    return PersonalAnswer.of(status, documents.one(edited)).header(HttpHeaders.ETAG, edited.tag());
  }
}
