package dk.ledelseskatalog.authoring;

import dk.ledelseskatalog.identity.PersonalAnswer;
import dk.ledelseskatalog.identity.Roles;
import dk.ledelseskatalog.jsonapi.IfMatch;
import dk.ledelseskatalog.jsonapi.Page;
import dk.ledelseskatalog.jsonapi.QueryParameters;
import dk.ledelseskatalog.media.Media;
import dk.ledelseskatalog.media.MediaFilter;
import dk.ledelseskatalog.media.MediaFormat;
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

/** {@code /api/editor/media}: pictures and PDF files, and what is said about them. */
@Path("editor/media")
@Dependent
public final class MediaDeskResource {
  private static final String MEDIA_TYPE = "filter[mediaType]";
  private static final List<MediaFormat> KEPT =
      List.of(MediaFormat.JPEG, MediaFormat.PNG, MediaFormat.PDF);

  private final MediaDesk desk;
  private final MediaDocuments documents;

  /**
   * @param publicUrl the service's address, without a slash at its end
   */
  @Inject
  public MediaDeskResource(Authoring authoring, URI publicUrl) {
    this.desk = authoring.mediaDesk();
    this.documents = new MediaDocuments(publicUrl);
  }

  @GET
  @RolesAllowed({Roles.EDITOR, Roles.ADMINISTRATOR})
  public Response list(@Context HttpServletRequest request) {
    QueryParameters parameters =
        EditorRequests.parameters(
            request, List.of(MEDIA_TYPE, EditorRequests.TEXT, Page.NUMBER, Page.SIZE));
    Page page = Page.of(parameters, EditorRequests.PAGE_SIZE);
    MediaFilter filter =
        new MediaFilter(
            parameters.value(MEDIA_TYPE).map(MediaDeskResource::format),
            EditorRequests.text(parameters));
    return PersonalAnswer.of(200, documents.list(desk.list(filter, page), page, parameters))
        .build();
  }

  private static MediaFormat format(String name) {
    return KEPT.stream()
        .filter(format -> format.mediaType().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                EditorRequests.invalid(
                    "invalid-filter",
                    MEDIA_TYPE,
                    name,
                    KEPT.stream().map(MediaFormat::mediaType).toList()));
  }

  /** The body is the file itself. */
  @POST
  @RolesAllowed({Roles.EDITOR, Roles.ADMINISTRATOR})
  public Response upload(
      InputStream body, @Context HttpServletRequest request, @Context SecurityContext security) {
    EditorRequests.requireNoParameters(request);
    MediaDesk.Sent sent =
        desk.send(
            PersonalAnswer.person(security),
            body,
            UploadHeaders.claim(
                request.getContentType(), request.getHeader(HttpHeaders.CONTENT_DISPOSITION)));
    return answer(sent.isNew() ? 201 : 200, sent.media())
        .location(URI.create(documents.address(sent.media())))
        .build();
  }

  @GET
  @Path("{sha256}")
  @RolesAllowed({Roles.EDITOR, Roles.ADMINISTRATOR})
  public Response one(@Context HttpServletRequest request, @PathParam("sha256") String sha256) {
    EditorRequests.requireNoParameters(request);
    return answer(200, desk.find(sha256)).build();
  }

  @PATCH
  @Path("{sha256}")
  @RolesAllowed({Roles.EDITOR, Roles.ADMINISTRATOR})
  public Response describe(
      InputStream body,
      @Context HttpServletRequest request,
      @Context SecurityContext security,
      @PathParam("sha256") String sha256) {
    EditorRequests.requireWrite(request);
    IfMatch seen = IfMatch.read(request.getHeader(HttpHeaders.IF_MATCH));
    MediaChange change = MediaChange.read(body, sha256);
    return answer(200, desk.describe(PersonalAnswer.person(security), sha256, seen, change))
        .build();
  }

  @DELETE
  @Path("{sha256}")
  @RolesAllowed({Roles.EDITOR, Roles.ADMINISTRATOR})
  public Response remove(
      @Context HttpServletRequest request,
      @Context SecurityContext security,
      @PathParam("sha256") String sha256) {
    QueryParameters parameters =
        EditorRequests.parameters(request, List.of(EditorRequests.EVEN_IF_USED));
    boolean evenIfUsed = EditorRequests.flag(parameters, EditorRequests.EVEN_IF_USED);
    IfMatch seen = IfMatch.read(request.getHeader(HttpHeaders.IF_MATCH));
    desk.remove(PersonalAnswer.person(security), sha256, seen, evenIfUsed);
    return PersonalAnswer.of(204).build();
  }

  @GET
  @Path("{sha256}/used-by")
  @RolesAllowed({Roles.EDITOR, Roles.ADMINISTRATOR})
  public Response usedBy(@Context HttpServletRequest request, @PathParam("sha256") String sha256) {
    EditorRequests.requireNoParameters(request);
    return PersonalAnswer.of(200, documents.uses(sha256, desk.uses(sha256))).build();
  }

  @OPTIONS
  @PermitAll
  public Response listOptions() {
    return PersonalAnswer.options("GET, HEAD, POST, OPTIONS");
  }

  @OPTIONS
  @Path("{sha256}")
  @PermitAll
  public Response oneOptions() {
    return PersonalAnswer.options("GET, HEAD, PATCH, DELETE, OPTIONS");
  }

  @OPTIONS
  @Path("{sha256}/used-by")
  @PermitAll
  public Response usedByOptions() {
    return PersonalAnswer.options("GET, HEAD, OPTIONS");
  }

  private Response.ResponseBuilder answer(int status, Media media) {
    return PersonalAnswer.of(status, documents.one(media)).header(HttpHeaders.ETAG, media.tag());
  }
}
