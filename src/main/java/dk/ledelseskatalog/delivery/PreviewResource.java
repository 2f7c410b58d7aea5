package dk.ledelseskatalog.delivery;

import dk.ledelseskatalog.contentmodel.EntryId;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;

/** {@code /api/previews/{token}}: entries as readers would see them. The token lets one in. */
@Path("previews/{token}")
@Dependent
public final class PreviewResource {
  private final PreviewSource source;
  private final Representations representations;

  @Inject
  public PreviewResource(PreviewSource source, Representations representations) {
    this.source = source;
    this.representations = representations;
  }

  @GET
  @PermitAll
  public Response index(@Context HttpServletRequest request, @PathParam("token") String token) {
    return Reads.respond(entries(token).index(Reads.of(request)));
  }

  @GET
  @Path("{type}")
  @PermitAll
  public Response list(
      @Context HttpServletRequest request,
      @PathParam("token") String token,
      @PathParam("type") String type) {
    return Reads.respond(entries(token).list(Reads.of(request), type));
  }

  @GET
  @Path("{type}/{id}")
  @PermitAll
  public Response one(
      @Context HttpServletRequest request,
      @PathParam("token") String token,
      @PathParam("type") String type,
      @PathParam("id") String id) {
    return Reads.respond(entries(token).one(Reads.of(request), new EntryId(type, id)));
  }

  @GET
  @Path("{type}/{id}/{relationship}")
  @PermitAll
  public Response related(
      @Context HttpServletRequest request,
      @PathParam("token") String token,
      @PathParam("type") String type,
      @PathParam("id") String id,
      @PathParam("relationship") String relationship) {
    return Reads.respond(
        entries(token).related(Reads.of(request), new EntryId(type, id), relationship));
  }

  @GET
  @Path("{type}/{id}/relationships/{relationship}")
  @PermitAll
  public Response relationship(
      @Context HttpServletRequest request,
      @PathParam("token") String token,
      @PathParam("type") String type,
      @PathParam("id") String id,
      @PathParam("relationship") String relationship) {
    return Reads.respond(
        entries(token).relationship(Reads.of(request), new EntryId(type, id), relationship));
  }

  @OPTIONS
  @PermitAll
  public Response indexOptions() {
    return Reads.options();
  }

  @OPTIONS
  @Path("{type}")
  @PermitAll
  public Response listOptions() {
    return Reads.options();
  }

  @OPTIONS
  @Path("{type}/{id}")
  @PermitAll
  public Response oneOptions() {
    return Reads.options();
  }

  @OPTIONS
  @Path("{type}/{id}/{relationship}")
  @PermitAll
  public Response relatedOptions() {
    return Reads.options();
  }

  @OPTIONS
  @Path("{type}/{id}/relationships/{relationship}")
  @PermitAll
  public Response relationshipOptions() {
    return Reads.options();
  }

  private EntryDocuments entries(String token) {
    return new EntryDocuments(new PreviewReader(source, representations, token));
  }
}
