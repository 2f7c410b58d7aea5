package dk.ledelseskatalog.platform;

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
  }

  private static void gauge(
      MetricRegistry registry,
      String name,
      String description,
      java.util.function.Supplier<Number> value) {
    registry.gauge(Metadata.builder().withName(name).withDescription(description).build(), value);
  }
}
