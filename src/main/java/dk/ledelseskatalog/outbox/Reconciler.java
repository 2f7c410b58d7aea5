package dk.ledelseskatalog.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dk.ledelseskatalog.persistence.Transactions;
import dk.ledelseskatalog.xapi.StatementComparison;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/**
 * Compares what the store holds with what was sent to it.
 *
 * <p>First it walks through the store's list, page by page: what we sent is compared, what bears
 * our name and was never sent is noted. Then it walks through what we delivered in that time, and
 * asks for each message that the list did not have by its id: a store lists no voided statement,
 * sees new ones late, counts by its own clock, and may leave some out between two pages or list
 * them on both.
 *
 * <p>What was seen is one bit for each message and one id for each statement that was never sent,
 * so the memory is small however many there are.
 */
final class Reconciler {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PAGE = 200;

  /** Pages without a statement before a store is taken to go in circles. */
  private static final int EMPTY_PAGES = 20;

  private final Transactions transactions;
  private final LrsClient client;
  private final OurMark mark;
  private final Clock clock;

  Reconciler(Transactions transactions, LrsClient client, OurMark mark, Clock clock) {
    this.transactions = transactions;
    this.client = client;
    this.mark = mark;
    this.clock = clock;
  }

  /**
   * By what a statement in the store is known to be ours.
   *
   * @param platform its {@code context.platform}
   * @param homePage that of its actor's account
   */
  public record OurMark(String platform, URI homePage) {
    boolean on(JsonNode statement) {
      return statement.at("/context/platform").asText().equals(platform)
          && statement.at("/actor/account/homePage").asText().equals(homePage.toString());
    }
  }

  /**
   * Runs one to its end, which is written whatever happens.
   *
   * @param goOn asked between two pages
   */
  void run(UUID id, BooleanSupplier goOn) {
    Optional<String> failure;
    try {
      Reconciliation asked =
          transactions.inTransaction(
              manager -> new ReconciliationRepository(manager).find(id).orElseThrow());
      Seen seen = walkThroughStore(asked, goOn);
      walkThroughOutbox(asked, seen, goOn);
      failure = Optional.empty();
    } catch (IOException e) {
      failure = Optional.of(shortened(String.valueOf(e.getMessage())));
    } catch (RuntimeException e) {
      failure = Optional.of("It ended by " + e.getClass().getSimpleName());
    }
    Optional<String> why = failure;
    transactions.inTransactionRetryingRaces(
        manager -> {
          new ReconciliationRepository(manager).end(id, why, clock.instant());
          return id;
        });
  }

  private Seen walkThroughStore(Reconciliation asked, BooleanSupplier goOn) throws IOException {
    Seen seen = new Seen();
    LrsClient.Page page = client.list(asked.since(), asked.startedAt());
    int empty = 0;
    while (true) {
      compare(asked, page.statements(), seen);
      if (page.more().isEmpty()) {
        return seen;
      }
      empty = page.statements().isEmpty() ? empty + 1 : 0;
      if (empty > EMPTY_PAGES) {
        throw new IOException("The store goes on listing and lists nothing");
      }
      requireToGoOn(goOn);
      page = client.more(page.more().get());
    }
  }

  private void compare(Reconciliation asked, List<byte[]> stored, Seen seen) throws IOException {
    Map<UUID, byte[]> listed = new HashMap<>();
    List<Difference> found = new ArrayList<>();
    for (byte[] bytes : stored) {
      statementId(JSON.readTree(bytes)).ifPresent(id -> listed.put(id, bytes));
    }
    Map<UUID, OutboxMessage> sent =
        transactions.inTransaction(
            manager -> new OutboxRepository(manager).messages(listed.keySet()));
    int compared = 0;
    for (Map.Entry<UUID, byte[]> entry : listed.entrySet()) {
      OutboxMessage message = sent.get(entry.getKey());
      if (message == null) {
        if (mark.on(JSON.readTree(entry.getValue())) && seen.addUnknown(entry.getKey())) {
          found.add(new Difference(Difference.Kind.UNKNOWN, entry.getKey()));
        }
      } else if (seen.add(message.id())) {
        compared++;
        if (!StatementComparison.same(message.statement(), entry.getValue())) {
          found.add(new Difference(Difference.Kind.DIFFERENT, entry.getKey()));
        }
      }
    }
    progress(asked, stored.size(), compared, found);
  }

  private void walkThroughOutbox(Reconciliation asked, Seen seen, BooleanSupplier goOn)
      throws IOException {
    long after = 0;
    while (true) {
      long from = after;
      List<Long> delivered =
          transactions.inTransaction(
              manager ->
                  new OutboxRepository(manager)
                      .delivered(asked.since(), asked.startedAt(), from, PAGE));
      if (delivered.isEmpty()) {
        return;
      }
      after = delivered.get(delivered.size() - 1);
      List<Difference> found = new ArrayList<>();
      int compared = 0;
      for (Long id : delivered) {
        if (!seen.has(id)) {
          requireToGoOn(goOn);
          compared++;
          askFor(id).ifPresent(found::add);
        }
      }
      progress(asked, 0, compared, found);
    }
  }

  private Optional<Difference> askFor(long id) throws IOException {
    Optional<OutboxMessage> message =
        transactions.inTransaction(manager -> new OutboxRepository(manager).message(id));
    if (message.isEmpty()) {
      return Optional.empty(); // erased meanwhile
    }
    UUID statementId = message.get().statementId();
    Optional<byte[]> stored = client.fetch(statementId);
    if (stored.isEmpty()) {
      return Optional.of(new Difference(Difference.Kind.MISSING, statementId));
    }
    return StatementComparison.same(message.get().statement(), stored.get())
        ? Optional.empty()
        : Optional.of(new Difference(Difference.Kind.DIFFERENT, statementId));
  }

  private void progress(Reconciliation asked, int listed, int compared, List<Difference> found) {
    Instant now = clock.instant();
    transactions.inTransactionRetryingRaces(
        manager -> {
          new ReconciliationRepository(manager).progress(asked.id(), listed, compared, found, now);
          return asked;
        });
  }

  private static void requireToGoOn(BooleanSupplier goOn) throws IOException {
    if (!goOn.getAsBoolean()) {
      throw new IOException("The service was stopped");
    }
  }

  private static Optional<UUID> statementId(JsonNode statement) {
    return OperatorRequest.uuid(statement.path("id").asText());
  }

  private static String shortened(String text) {
    return text.length() <= 500 ? text : text.substring(0, 500);
  }

  /** What the store has listed; messages are counted from the first, so that the set is dense. */
  private static final class Seen {
    private final Set<UUID> unknown = new HashSet<>();
    private final BitSet later = new BitSet();
    private final BitSet earlier = new BitSet();
    private long first = -1;

    /** Whether the statement was not listed before. */
    boolean addUnknown(UUID statement) {
      return unknown.add(statement);
    }

    /** Whether the message was not listed before. */
    boolean add(long id) {
      if (has(id)) {
        return false;
      }
      if (first < 0) {
        first = id;
      }
      long distance = id - first;
      if (distance >= 0) {
        later.set(Math.toIntExact(distance));
      } else {
        earlier.set(Math.toIntExact(-distance));
      }
      return true;
    }

    boolean has(long id) {
      long distance = id - first;
      return first >= 0
          && (distance >= 0
              ? later.get(Math.toIntExact(distance))
              : earlier.get(Math.toIntExact(-distance)));
    }
  }
}
