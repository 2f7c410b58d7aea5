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
import java.time.Clock;

/** {@code /api/reflections/today}: one reflection a day, the same for everyone. */
@Path("reflections/today")
@Dependent
public final class TodayResource {
  private final TodaysReflection today;

  @Inject
  public TodayResource(Representations representations, Clock clock) {
    this.today = new TodaysReflection(representations, clock);
  }

  @GET
  @PermitAll
  public Response today(@Context HttpServletRequest request) {
    return Reads.respond(today.answer(Reads.of(request)));
  }

  @OPTIONS
  @PermitAll
  public Response options() {
    return Reads.options();
  }
}
