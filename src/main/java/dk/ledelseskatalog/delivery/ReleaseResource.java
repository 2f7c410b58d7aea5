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

/** {@code /api/releases}: every release there has been, and the entries as each had them. */
@Path("releases")
@Dependent
public final class ReleaseResource {
  private final ReleaseDocuments releases;
  private final DifferenceDocuments differences;
  private final PastReleases past;

  @Inject
  public ReleaseResource(Representations representations, PastReleases past) {
    this.releases = new ReleaseDocuments(representations, past);
    this.differences = new DifferenceDocuments(representations, past);
    this.past = past;
  }

  @GET
  @PermitAll
  public Response list(@Context HttpServletRequest request) {
    return Reads.respond(releases.list(Reads.of(request)));
  }

  @GET
  @Path("{number}")
  @PermitAll
  public Response release(@Context HttpServletRequest request, @PathParam("number") String number) {
    return Reads.respond(releases.one(Reads.of(request), number));
  }

  @GET
  @Path("{number}/changes")
  @PermitAll
  public Response changes(@Context HttpServletRequest request, @PathParam("number") String number) {
    return Reads.respond(differences.between(Reads.of(request), number));
  }

  @GET
  @Path("{number}/{type}")
  @PermitAll
  public Response entries(
      @Context HttpServletRequest request,
      @PathParam("number") String number,
      @PathParam("type") String type) {
    return Reads.respond(entriesOf(number).list(Reads.of(request), type));
  }

  @GET
  @Path("{number}/{type}/{id}")
  @PermitAll
  public Response entry(
      @Context HttpServletRequest request,
      @PathParam("number") String number,
      @PathParam("type") String type,
      @PathParam("id") String id) {
    return Reads.respond(entriesOf(number).one(Reads.of(request), new EntryId(type, id)));
  }

  @GET
  @Path("{number}/{type}/{id}/{relationship}")
  @PermitAll
  public Response related(
      @Context HttpServletRequest request,
      @PathParam("number") String number,
      @PathParam("type") String type,
      @PathParam("id") String id,
      @PathParam("relationship") String relationship) {
    return Reads.respond(
        entriesOf(number).related(Reads.of(request), new EntryId(type, id), relationship));
  }

  @GET
  @Path("{number}/{type}/{id}/relationships/{relationship}")
  @PermitAll
  public Response relationship(
      @Context HttpServletRequest request,
      @PathParam("number") String number,
      @PathParam("type") String type,
      @PathParam("id") String id,
      @PathParam("relationship") String relationship) {
    return Reads.respond(
        entriesOf(number).relationship(Reads.of(request), new EntryId(type, id), relationship));
  }

  @OPTIONS
  @PermitAll
  public Response listOptions() {
    return Reads.options();
  }

  @OPTIONS
  @Path("{number}")
  @PermitAll
  public Response releaseOptions() {
    return Reads.options();
  }

  @OPTIONS
  @Path("{number}/changes")
  @PermitAll
  public Response changesOptions() {
    return Reads.options();
  }

  @OPTIONS
  @Path("{number}/{type}")
  @PermitAll
  public Response entriesOptions() {
    return Reads.options();
  }

  @OPTIONS
  @Path("{number}/{type}/{id}")
  @PermitAll
  public Response entryOptions() {
    return Reads.options();
  }

  @OPTIONS
  @Path("{number}/{type}/{id}/{relationship}")
  @PermitAll
  public Response relatedOptions() {
    return Reads.options();
  }

  @OPTIONS
  @Path("{number}/{type}/{id}/relationships/{relationship}")
  @PermitAll
  public Response relationshipOptions() {
    return Reads.options();
  }

  private EntryDocuments entriesOf(String number) {
    return new EntryDocuments(past.reader(number));
  }
}
