package dk.ledelseskatalog.platform;

import dk.ledelseskatalog.catalogue.Catalogue;
import dk.ledelseskatalog.outbox.DeliveryStatus;
import dk.ledelseskatalog.purging.CachePurge;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.SQLException;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/**
 * What {@code /health/live} and {@code /health/ready} say (MicroProfile Health 4.0).
 *
 * <p>Not ready means that this node cannot serve. Trouble with delivery is told, but is no reason
 * to take a node out: statements wait in the database.
 */
@ApplicationScoped
public class HealthChecks {
  private final Components components;

  @Inject
  HealthChecks(Components components) {
    this.components = components;
  }

  @Produces
  @Liveness
  HealthCheck process() {
    return () -> HealthCheckResponse.up("process");
  }

  /** Down from the moment the service was told to end, while it still answers. */
  @Produces
  @Readiness
  HealthCheck departure() {
    return () ->
        HealthCheckResponse.named("departure").status(!components.departure().isLeaving()).build();
  }

  @Produces
  @Readiness
  HealthCheck database() {
    return () -> {
      HealthCheckResponseBuilder answer = HealthCheckResponse.named("database");
      try (Connection connection = components.service().database().dataSource().getConnection()) {
        return answer.status(connection.isValid(2)).build();
      } catch (SQLException e) {
        return answer.down().withData("reason", "The database does not answer.").build();
      }
    };
  }

  @Produces
  @Readiness
  HealthCheck catalogue() {
    return () -> {
      Service service = components.service();
      HealthCheckResponseBuilder answer = HealthCheckResponse.named("catalogue").up();
      try (Catalogue.Lease lease = service.catalogue().acquire()) {
        answer.withData("release", lease.snapshot().release().number());
      }
      service
          .updater()
          .failure()
          .ifPresent(reason -> answer.withData("newerReleaseFailed", reason));
      service
          .cachePurge()
          .flatMap(CachePurge::failure)
          .ifPresent(reason -> answer.withData("cacheNotTold", reason));
      return answer.build();
    };
  }

  @Produces
  @Readiness
  HealthCheck delivery() {
    return () -> {
      HealthCheckResponseBuilder answer = HealthCheckResponse.named("delivery").up();
      try {
        return described(components.service().dispatcher().status(), answer).build();
      } catch (PersistenceException e) {
        return answer.withData("unknown", "The database does not answer.").build();
      }
    };
  }

  private static HealthCheckResponseBuilder described(
      DeliveryStatus status, HealthCheckResponseBuilder answer) {
    answer
        .withData("lrs", status.configured() ? "set" : "not set: statements wait")
        .withData("waiting", status.waiting())
        .withData("delivered", status.delivered())
        .withData("parked", status.parked());
    status.oldest().ifPresent(age -> answer.withData("oldestSeconds", age.toSeconds()));
    status.refused().ifPresent(reason -> answer.withData("refused", reason));
    status.paused().ifPresent(reason -> answer.withData("paused", reason));
    return answer;
  }
}
