package dk.ledelseskatalog.webhooks;

import dk.ledelseskatalog.http.RefusedTargetException;
import dk.ledelseskatalog.http.Reply;
import dk.ledelseskatalog.http.RetryAfter;
import dk.ledelseskatalog.http.Target;
import dk.ledelseskatalog.http.TargetHttp;
import dk.ledelseskatalog.http.Targets;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Posts one message, signed as Standard Webhooks 1.0 has it, and says what the answer means.
 * Thread-safe.
 */
public final class Deliverer implements AutoCloseable {
  /** Most bytes of an answer that are read and kept. */
  static final int ANSWER_BYTES = 1024;

  private static final Logger LOG = System.getLogger(Deliverer.class.getName());
  private static final Duration LOOK_UP = Duration.ofSeconds(3);
  private static final int LONGEST_FAILURE = 300;
  private static final Pattern UNPRINTABLE = Pattern.compile("[\\s\\p{Cntrl}\\p{Cs}]+");

  /** Answers that speak of what was sent: the same bytes will not be taken later either. */
  private static final Set<Integer> HOPELESS =
      Set.of(400, 405, 406, 411, 413, 414, 415, 422, 431, 501, 505);

  private final Targets targets;
  private final TargetHttp http;
  private final SecretSeal seal;
  private final Clock clock;

  public Deliverer(Targets targets, TargetHttp http, SecretSeal seal, Clock clock) {
    this.targets = targets;
    this.http = http;
    this.seal = seal;
    this.clock = clock;
  }

  /**
   * Asks whether messages may go to an address, as far as can be told now: one whose host nobody
   * knows yet is asked for again with each message.
   *
   * @throws RefusedTargetException if none may
   */
  void requireReachable(String url) throws RefusedTargetException {
    Target target = targets.read(url);
    if (target.allowed()) {
      return; // wherever it leads
    }
    try {
      var unused = http.machines(target, LOOK_UP);
    } catch (RefusedTargetException e) {
      throw e;
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "Where a new webhook leads is not known yet: {0}", e.getMessage());
    }
  }

  /** Tries once. Never throws for what the other side does. */
  Attempt post(Receiver receiver, String messageId, byte[] body) {
    Instant at = clock.instant();
    Optional<List<Secret>> secrets = receiver.opened(seal);
    if (secrets.isEmpty()) {
      return new Attempt(
          at,
          Duration.ZERO,
          Optional.empty(),
          "The secret is sealed with another key than this node's: set the key it was made with"
              + " (LEDELSESKATALOG_WEBHOOK_KEY), or rotate the secret",
          new Verdict.Unsigned());
    }
    long begun = System.nanoTime();
    try {
      Reply reply =
          http.post(
              targets.read(receiver.url()),
              headers(secrets.get(), messageId, at, body),
              body,
              ANSWER_BYTES);
      return new Attempt(
          at, since(begun), Optional.of(reply.status()), text(reply), verdict(reply));
    } catch (RefusedTargetException e) {
      return failed(at, begun, e, new Verdict.Hopeless());
    } catch (IOException e) {
      return failed(at, begun, e, new Verdict.Failed());
    }
  }

  private static Map<String, String> headers(
      List<Secret> secrets, String messageId, Instant at, byte[] body) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/json");
    headers.put("User-Agent", "Ledelseskatalog");
    headers.put("webhook-id", messageId);
    headers.put("webhook-timestamp", Long.toString(at.getEpochSecond()));
    headers.put(
        "webhook-signature",
        secrets.stream()
            .map(secret -> secret.sign(messageId, at, body))
            .collect(Collectors.joining(" ")));
    return headers;
  }

  private Verdict verdict(Reply reply) {
    int status = reply.status();
    if (status / 100 == 2) {
      return new Verdict.Delivered();
    }
    if (status == 410) {
      return new Verdict.Gone();
    }
    if (status == 429 || status == 503) {
      return new Verdict.Throttled(RetryAfter.read(reply.header("Retry-After"), clock.instant()));
    }
    // A redirect could lead anywhere, so it is not followed; nor will it be next time.
    return status / 100 == 3 || HOPELESS.contains(status)
        ? new Verdict.Hopeless()
        : new Verdict.Failed();
  }

  private static String text(Reply reply) {
    String text = new String(reply.body().content(), StandardCharsets.UTF_8);
    return UNPRINTABLE.matcher(text).replaceAll(" ").strip();
  }

  private static Attempt failed(Instant at, long begun, IOException failure, Verdict verdict) {
    String message = failure.getClass().getSimpleName() + ": " + failure.getMessage();
    String why = UNPRINTABLE.matcher(message).replaceAll(" ").strip();
    return new Attempt(
        at,
        since(begun),
        Optional.empty(),
        why.substring(0, Math.min(why.length(), LONGEST_FAILURE)),
        verdict);
  }

  private static Duration since(long begun) {
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  /** Gives up what is in flight; every attempt after fails. */
  @Override
  public void close() {
    http.close();
  }
}
