package dk.ledelseskatalog.webhooks;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One try to deliver a message.
 *
 * @param status of the answer; empty if there was none
 * @param answer its first bytes, or why there was none
 */
record Attempt(
    Instant at, Duration took, Optional<Integer> status, String answer, Verdict verdict) {

  /** In a line, for whoever looks at the message. */
  String summary() {
    return (status.map(Object::toString).orElse("") + ' ' + answer).strip();
  }
}
