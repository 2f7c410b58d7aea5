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

/** {@code /api} and everything below it that is not reserved: the entries of the catalogue. */
@Path("")
@Dependent
public final class EntryResource extends EntryRoutes {
  @Inject
  public EntryResource(Representations representations) {
    this((ReleaseReader) representations);
  }

  EntryResource(ReleaseReader reader) {
    super(reader);
  }

  @GET
  @PermitAll
  public Response index(@Context HttpServletRequest request) {
    return Reads.respond(documents.index(Reads.of(request)));
  }

  @OPTIONS
  @PermitAll
  public Response indexOptions() {
    return Reads.options();
  }
}
