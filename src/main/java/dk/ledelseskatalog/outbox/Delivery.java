package dk.ledelseskatalog.outbox;

import dk.ledelseskatalog.outbox.LrsClient.Answer;
import dk.ledelseskatalog.relay.Lease;
import dk.ledelseskatalog.xapi.StatementComparison;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Takes one batch to the store and writes what became of it.
 *
 * <p>A store refuses a whole batch for one statement, so a refused batch is halved until the
 * culprit stands alone: one bad among n costs about 2·log₂ n requests more. The halves go in order,
 * so the statements of one person arrive in order.
 */
final class Delivery {
  private static final Logger LOG = System.getLogger(Delivery.class.getName());

  /** Answers of "conflict" without a stored statement to compare with before one is parked. */
  private static final int UNREADABLE_LIMIT = 5;

  private final LrsClient client;
  private final Lease<Destination> lease;
  private final Clock clock;

  Delivery(LrsClient client, Lease<Destination> lease, Clock clock) {
    this.client = client;
    this.lease = lease;
    this.clock = clock;
  }

  /**
   * @return the answer that speaks of the store and not of the batch, if there was one: the rest of
   *     the batch still waits
   * @throws Lease.LostException if another node sends now
   */
  Optional<Answer> take(List<OutboxMessage> batch) {
    return judge(batch, send(batch));
  }

  Answer send(List<OutboxMessage> batch) {
    return client.store(batch.stream().map(OutboxMessage::statement).toList());
  }

  /** Writes what an answer to {@link #send} means, and sends again in parts what was refused. */
  Optional<Answer> judge(List<OutboxMessage> batch, Answer answer) {
    if (answer instanceof Answer.Stored) {
      // At least once: we may die between the store's 200 and this commit. The ids are fixed, so
      // sending again changes nothing (xAPI 1.0.3, part 3, 2.1.1).
      delivered(batch, "stored");
      return Optional.empty();
    }
    if (answer instanceof Answer.Conflict conflict) {
      return batch.size() > 1 ? takeHalves(batch) : compare(batch.get(0), conflict);
    }
    if (answer instanceof Answer.Rejected rejected) {
      return batch.size() > 1 ? takeHalves(batch) : park(batch.get(0), rejected.detail());
    }
    if (answer instanceof Answer.TooLarge) {
      return batch.size() > 1 ? takeHalves(batch) : park(batch.get(0), "413 too large alone");
    }
    attempted(batch, answer);
    return Optional.of(answer);
  }

  private Optional<Answer> takeHalves(List<OutboxMessage> batch) {
    int middle = batch.size() / 2;
    Optional<Answer> stopped = take(batch.subList(0, middle));
    return stopped.isPresent() ? stopped : take(batch.subList(middle, batch.size()));
  }

  /** The store has this id already: an earlier delivery of ours, or something else. */
  private Optional<Answer> compare(OutboxMessage message, Answer.Conflict conflict) {
    try {
      Optional<byte[]> stored = client.fetch(message.statementId());
      if (stored.isPresent()) {
        if (StatementComparison.same(message.statement(), stored.get())) {
          delivered(List.of(message), "stored before");
          return Optional.empty();
        }
        return park(message, conflict.detail() + ": the store has another statement of this id");
      }
    } catch (IOException e) {
      LOG.log(
          Level.DEBUG,
          "Statement {0} cannot be compared: {1}",
          message.statementId(),
          e.getClass().getSimpleName());
    }
    // Stores index late, and credentials may write but not read. It must not hold up the rest for
    // ever, and parking loses nothing.
    if (message.attempts() + 1 >= UNREADABLE_LIMIT) {
      return park(message, conflict.detail() + ": and the stored statement cannot be read");
    }
    Answer answer = new Answer.Unknown(conflict.detail() + ": the stored one cannot be read yet");
    attempted(List.of(message), answer);
    return Optional.of(answer);
  }

  private void attempted(List<OutboxMessage> batch, Answer answer) {
    lease.inLease(
        (manager, destination) -> new OutboxRepository(manager).attempted(batch, describe(answer)));
  }

  private void delivered(List<OutboxMessage> batch, String answer) {
    lease.inLease(
        (manager, destination) ->
            delivered(batch, answer, new OutboxRepository(manager), destination));
  }

  void delivered(
      List<OutboxMessage> batch,
      String answer,
      OutboxRepository repository,
      Destination destination) {
    destination.countDelivered(repository.settle(batch, State.DELIVERED, answer, clock.instant()));
  }

  private Optional<Answer> park(OutboxMessage message, String why) {
    lease.inLease(
        (manager, destination) ->
            new OutboxRepository(manager)
                .settle(List.of(message), State.PARKED, why, clock.instant()));
    LOG.log(Level.WARNING, "Statement {0} parked: the LRS will not take it", message.statementId());
    return Optional.empty();
  }

  static String describe(Answer answer) {
    if (answer instanceof Answer.Refused refused) {
      return refused.detail();
    }
    if (answer instanceof Answer.Unknown unknown) {
      return unknown.detail();
    }
    return answer instanceof Answer.Throttled ? "asked for time" : "answered";
  }
}
