package dk.ledelseskatalog.outbox;

import dk.ledelseskatalog.outbox.LrsClient.Answer;
import dk.ledelseskatalog.relay.Lease;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Sends batch after batch to a store that takes them.
 *
 * <p>The store never waits for our database: while it works on one batch, a thread beside this one
 * writes what became of the batch before and reads the batch after, in one transaction. So one
 * batch is in flight and four are in memory at most (the first is its caller's), however many
 * messages wait. Who dies here has two batches sent again at most, in the same order.
 */
final class Drain implements AutoCloseable {
  private final Delivery delivery;
  private final Lease<Destination> lease;
  private final ExecutorService beside =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "outbox-bookkeeping");
            thread.setDaemon(true);
            return thread;
          });

  Drain(Delivery delivery, Lease<Destination> lease) {
    this.delivery = delivery;
    this.lease = lease;
  }

  /**
   * Goes on until nothing more may be sent or a batch is not stored at once.
   *
   * @return as {@link Delivery#take} for the last batch
   * @throws Lease.LostException if another node sends now
   */
  Optional<Answer> from(List<OutboxMessage> first) {
    List<OutboxMessage> stored = List.of();
    List<OutboxMessage> batch = first;
    while (true) {
      List<OutboxMessage> settling = stored;
      List<OutboxMessage> inFlight = batch;
      CompletableFuture<List<OutboxMessage>> turn =
          CompletableFuture.supplyAsync(() -> turn(settling, inFlight), beside);
      Answer answer = delivery.send(batch);
      List<OutboxMessage> next = join(turn);
      if (!(answer instanceof Answer.Stored) || next.isEmpty()) {
        return delivery.judge(batch, answer);
      }
      stored = batch;
      batch = next;
    }
  }

  @Override
  public void close() {
    // Not shutdownNow: an interrupt in the middle of an embedded database's write closes it.
    beside.shutdown();
  }

  private List<OutboxMessage> turn(List<OutboxMessage> stored, List<OutboxMessage> inFlight) {
    return lease.underLease(
        (manager, destination) -> {
          OutboxRepository repository = new OutboxRepository(manager);
          if (!stored.isEmpty()) {
            delivery.delivered(stored, "stored", repository, destination);
          }
          return destination.pause().isPresent()
              ? List.of()
              : repository.oldestWaiting(Dispatcher.BATCH, Dispatcher.BATCH_BYTES, inFlight);
        });
  }

  private static <T> T join(CompletableFuture<T> turn) {
    try {
      return turn.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw e;
    }
  }
}
