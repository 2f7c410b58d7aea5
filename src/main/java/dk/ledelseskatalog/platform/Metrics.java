package dk.ledelseskatalog.platform;

import java.time.Duration;
import java.util.function.Supplier;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;

/** What {@code /metrics} says beyond the container's own figures. */
final class Metrics {
  private Metrics() {}

  static void register(MetricRegistry registry, Service service) {
    gauge(
        registry,
        "ledelseskatalog_release",
        "The release that is served",
        () -> {
          try (var lease = service.catalogue().acquire()) {
            return lease.snapshot().release().number();
          }
        });
    gauge(
        registry,
        "ledelseskatalog_outbox_waiting",
        "Statements neither delivered nor parked yet",
        () -> service.dispatcher().status().waiting());
    gauge(
        registry,
        "ledelseskatalog_outbox_oldest_seconds",
        "How long the oldest waiting statement has waited",
        () -> service.dispatcher().status().oldest().map(Duration::toSeconds).orElse(0L));
    gauge(
        registry,
        "ledelseskatalog_outbox_delivered",
        "Statements delivered since the database was made",
        () -> service.dispatcher().status().delivered());
    gauge(
        registry,
        "ledelseskatalog_outbox_parked",
        "Statements that wait for an operator",
        () -> service.dispatcher().status().parked());
  }

  private static void gauge(
      MetricRegistry registry, String name, String description, Supplier<Number> value) {
    registry.gauge(Metadata.builder().withName(name).withDescription(description).build(), value);
  }
}
