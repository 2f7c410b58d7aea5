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

/** {@code /api/releases}: every release there has been. */
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

  @Path("{number}")
  public PastReleaseResource release(@PathParam("number") String number) {
    return new PastReleaseResource(releases, differences, past.reader(number), number);
  }

  @OPTIONS
  @PermitAll
  public Response listOptions() {
    return Reads.options();
  }
}
