package dk.ledelseskatalog.platform;

import dk.ledelseskatalog.outbox.LrsClient.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Where this node's requests to the record store are told of: what was answered, and after how
 * long. Whoever listens must return at once. Thread-safe.
 */
final class Measurements {
  private final List<BiConsumer<Answer, Duration>> listeners = new ArrayList<>();

  synchronized void listen(BiConsumer<Answer, Duration> listener) {
    listeners.add(listener);
  }

  synchronized void tell(Answer answer, Duration took) {
    listeners.forEach(listener -> listener.accept(answer, took));
  }
}
