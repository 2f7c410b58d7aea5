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

/** {@code /api/feed.atom}: what is new, for feed readers. */
@Path("feed.atom")
@Dependent
public final class FeedResource {
  private final AtomFeed feed;

  @Inject
  public FeedResource(Representations representations) {
    this.feed = new AtomFeed(representations);
  }

  @GET
  @PermitAll
  public Response feed(@Context HttpServletRequest request) {
    return Reads.respond(feed.answer(Reads.of(request)));
  }

  @OPTIONS
  @PermitAll
  public Response options() {
    return Reads.options();
  }
}
