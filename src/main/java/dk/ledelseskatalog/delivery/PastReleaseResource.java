package dk.ledelseskatalog.delivery;

import jakarta.annotation.security.PermitAll;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;

/**
 * {@code /api/releases/{number}}: one release, what changed after it, and the entries as it had
 * them.
 */
public final class PastReleaseResource extends EntryRoutes {
  private final ReleaseDocuments releases;
  private final DifferenceDocuments differences;
  private final String number;

  PastReleaseResource(
      ReleaseDocuments releases,
      DifferenceDocuments differences,
      ReleaseReader reader,
      String number) {
    super(reader);
    this.releases = releases;
    this.differences = differences;
    this.number = number;
  }

  @GET
  @PermitAll
  public Response release(@Context HttpServletRequest request) {
    return Reads.respond(releases.one(Reads.of(request), number));
  }

  @GET
  @Path("changes")
  @PermitAll
  public Response changes(@Context HttpServletRequest request) {
    return Reads.respond(differences.between(Reads.of(request), number));
  }

  @OPTIONS
  @PermitAll
  public Response releaseOptions() {
    return Reads.options();
  }

  @OPTIONS
  @Path("changes")
  @PermitAll
  public Response changesOptions() {
    return Reads.options();
  }
}
