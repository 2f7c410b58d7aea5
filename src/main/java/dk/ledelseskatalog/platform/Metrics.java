package dk.ledelseskatalog.platform;

import dk.ledelseskatalog.outbox.DeliveryStatus;
import dk.ledelseskatalog.outbox.LrsClient.Answer;
import dk.ledelseskatalog.webhooks.Courier;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/** What {@code /metrics} says beyond the container's own figures; docs/reference/outbox.md. */
final class Metrics {
  private static final String ATTEMPTS = "ledelseskatalog_outbox_attempts";
  private static final String LATENCY = "ledelseskatalog_outbox_latency_milliseconds";

  private final MetricRegistry registry;
  private final Delivery delivery;

  private Metrics(MetricRegistry registry, Delivery delivery) {
    this.registry = registry;
    this.delivery = delivery;
  }

  static void register(MetricRegistry registry, Service service) {
    Metrics metrics =
        new Metrics(registry, new Delivery(service.dispatcher()::status, service.clock()));
    metrics.gauge(
        "ledelseskatalog_release",
        "The release that is served",
        () -> {
          try (var lease = service.catalogue().acquire()) {
            return lease.snapshot().release().number();
          }
        });
    metrics.outbox(
        "waiting", "Statements neither delivered nor parked yet", DeliveryStatus::waiting);
    metrics.outbox(
        "oldest_seconds",
        "How long the oldest waiting statement has waited",
        status -> status.oldest().map(Duration::toSeconds).orElse(0L));
    metrics.outbox(
        "delivered", "Statements delivered since the database was made", DeliveryStatus::delivered);
    metrics.outbox("parked", "Statements that wait for an operator", DeliveryStatus::parked);
    metrics.outbox(
        "refused",
        "1 while the record store refuses us, else 0",
        status -> status.refused().isPresent() ? 1 : 0);
    metrics.outbox(
        "paused",
        "1 while an operator has stopped delivery, else 0",
        status -> status.paused().isPresent() ? 1 : 0);
    metrics.webhooks(
        service.courier(),
        "waiting",
        "Webhook messages neither delivered nor parked yet",
        Courier.Status::waiting);
    metrics.webhooks(
        service.courier(),
        "parked",
        "Webhook messages that wait for an administrator",
        Courier.Status::parked);
    service
        .cachePurge()
        .ifPresent(
            purge -> {
              metrics.gauge(
                  "ledelseskatalog_cache_purges_done",
                  "How often a cache dropped what a release outdates",
                  purge::done);
              metrics.gauge(
                  "ledelseskatalog_cache_purges_failed",
                  "How often a cache could not be told of a release",
                  purge::failed);
            });
    service.measurements().listen(metrics::attempted);
  }

  private void attempted(Answer answer, Duration took) {
    String name = answer.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    registry
        .counter(
            metadata(ATTEMPTS, "Requests of this node to the record store, by what it answered"),
            new Tag("answer", name))
        .inc();
    // Not a timer: the container writes one's sum in seconds and its quantiles in nanoseconds.
    registry
        .histogram(metadata(LATENCY, "How long the record store took to answer this node"))
        .update(took.toMillis());
  }

  private void outbox(String name, String description, Function<DeliveryStatus, Number> figure) {
    gauge(
        "ledelseskatalog_outbox_" + name,
        description,
        // One figure that cannot be read must not cost the whole scrape.
        () -> delivery.status().map(figure).orElse(Double.NaN));
  }

  private void webhooks(
      Courier courier, String name, String description, Function<Courier.Status, Number> figure) {
    gauge(
        "ledelseskatalog_webhooks_" + name,
        description,
        () -> {
          try {
            return figure.apply(courier.status());
          } catch (RuntimeException e) {
            return Double.NaN;
          }
        });
  }

  private void gauge(String name, String description, Supplier<Number> value) {
    registry.gauge(metadata(name, description), value);
  }

  private static Metadata metadata(String name, String description) {
    return Metadata.builder().withName(name).withDescription(description).build();
  }

  /** Read once for all the figures of one scrape. */
  private static final class Delivery {
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final Supplier<DeliveryStatus> source;
    private final Clock clock;
    private Optional<DeliveryStatus> last = Optional.empty();
    private Instant readAt = Instant.EPOCH;

    Delivery(Supplier<DeliveryStatus> source, Clock clock) {
      this.source = source;
      this.clock = clock;
    }

    /** Empty while the database does not answer. */
    synchronized Optional<DeliveryStatus> status() {
      if (Duration.between(readAt, clock.instant()).abs().compareTo(FRESH) > 0) {
        try {
          last = Optional.of(source.get());
        } catch (RuntimeException e) {
          last = Optional.empty();
        }
        readAt = clock.instant();
      }
      return last;
    }
  }
}
