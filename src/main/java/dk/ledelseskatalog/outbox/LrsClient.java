package dk.ledelseskatalog.outbox;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Speaks to one Learning Record Store. Thread-safe; never throws for what the store answers. */
public interface LrsClient extends AutoCloseable {
  /**
   * Stores statements in one request ({@code POST /statements}, xAPI 1.0.3, 3 §2.1.2).
   *
   * @param statements finished statements, each the exact bytes of one JSON object; they are joined
   *     to an array and not changed
   */
  Answer store(List<byte[]> statements);

  /**
   * Reads one statement by its id, voided or not.
   *
   * @return the statement's JSON; empty if the store has none with this id
   * @throws java.io.IOException if the store cannot be asked or does not answer as one
   */
  Optional<byte[]> fetch(UUID statementId) throws java.io.IOException;

  /**
   * Lists what the store took in a time, by its own clock, oldest first, one page at a time. A
   * store lists no voided statement, and may show new ones late.
   *
   * @throws java.io.IOException if the store cannot be asked or does not answer as one
   */
  Page list(Instant since, Instant until) throws java.io.IOException;

  /**
   * Reads the page that another one named.
   *
   * @throws java.io.IOException as {@link #list}, and if the address is not the store's
   */
  Page more(URI more) throws java.io.IOException;

  /**
   * One page of a list.
   *
   * @param statements the JSON of each
   * @param more where the list goes on; empty if it does not
   */
  record Page(List<byte[]> statements, Optional<URI> more) {
    public Page {
      statements = List.copyOf(statements);
    }
  }

  /** Gives up requests in flight; they, and all after, answer {@link Answer.Unknown}. */
  @Override
  void close();

  /** What the store said to a batch. */
  sealed interface Answer {
    /** 2xx: all are stored. Which ids came back, if any, says nothing. */
    record Stored() implements Answer {}

    /** 409: some statement has the id of a stored one; of the batch nothing was stored. */
    record Conflict(String detail) implements Answer {}

    /** 400 and every other 4xx that speaks of the content: of the batch nothing was stored. */
    record Rejected(int status, String detail) implements Answer {}

    /** 413: the batch is too large. */
    record TooLarge() implements Answer {}

    /** 429 or 503. */
    record Throttled(Optional<Duration> retryAfter) implements Answer {}

    /**
     * 401, 403, 404, a redirect, HTML where a store would not answer it, a certificate nobody
     * trusts: this destination is set up wrongly, whatever is sent. Status 0 if there was none.
     */
    record Refused(int status, String detail) implements Answer {}

    /** 5xx, time-out, reset: nobody knows whether it was stored. */
    record Unknown(String detail) implements Answer {}
  }
}
