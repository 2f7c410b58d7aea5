package dk.ledelseskatalog.delivery;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;

/** {@code /api/changes}: what has changed since a client last asked. */
@Path("changes")
@Dependent
public final class ChangeResource {
  private final ChangeDocuments documents;

  @Inject
  public ChangeResource(Representations representations, PastReleases past) {
    this.documents = new ChangeDocuments(representations, past.releases());
  }

  @GET
  @PermitAll
  public Response changes(@Context HttpServletRequest request) {
    return Reads.respond(documents.since(Reads.of(request)));
  }

  @OPTIONS
  @PermitAll
  public Response options() {
    return Reads.options();
  }
}
