package dk.ledelseskatalog.delivery;

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

  /** The entries as the release had them, at the addresses they have now. */
  @Path("{number}")
  public EntryResource entries(@PathParam("number") String number) {
    return new EntryResource(past.reader(number));
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
}
