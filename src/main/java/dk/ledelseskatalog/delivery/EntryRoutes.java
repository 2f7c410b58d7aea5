package dk.ledelseskatalog.delivery;

import dk.ledelseskatalog.contentmodel.EntryId;
import jakarta.annotation.security.PermitAll;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;

/**
 * The addresses of the entries below the catalogue, below a {@linkplain PastReleaseResource past
 * release} and below a {@linkplain PreviewResource preview}: the same everywhere.
 */
public abstract class EntryRoutes {
  final EntryDocuments documents;

  EntryRoutes(ReleaseReader reader) {
    this.documents = new EntryDocuments(reader);
  }

  @GET
  @Path("{type}")
  @PermitAll
  public Response list(@Context HttpServletRequest request, @PathParam("type") String type) {
    return Reads.respond(documents.list(Reads.of(request), type));
  }

  @GET
  @Path("{type}/{id}")
  @PermitAll
  public Response one(
      @Context HttpServletRequest request,
      @PathParam("type") String type,
      @PathParam("id") String id) {
    return Reads.respond(documents.one(Reads.of(request), new EntryId(type, id)));
  }

  @GET
  @Path("{type}/{id}/{relationship}")
  @PermitAll
  public Response related(
      @Context HttpServletRequest request,
      @PathParam("type") String type,
      @PathParam("id") String id,
      @PathParam("relationship") String relationship) {
    return Reads.respond(documents.related(Reads.of(request), new EntryId(type, id), relationship));
  }

  @GET
  @Path("{type}/{id}/relationships/{relationship}")
  @PermitAll
  public Response relationship(
      @Context HttpServletRequest request,
      @PathParam("type") String type,
      @PathParam("id") String id,
      @PathParam("relationship") String relationship) {
    return Reads.respond(
        documents.relationship(Reads.of(request), new EntryId(type, id), relationship));
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
}
