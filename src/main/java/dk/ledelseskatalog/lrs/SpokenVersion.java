package dk.ledelseskatalog.lrs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which version of xAPI a store is spoken to in. What we send is valid in both, so a store that
 * knows 1.0 is spoken to in 1.0.3, and one that says it knows only 2.0 in 2.0.0. Remembered until
 * there is trouble, for a store may have been replaced by then. Thread-safe.
 */
final class SpokenVersion {
  private static final String ONE = "1.0.3";
  private static final String TWO = "2.0.0";
  private static final Duration CERTAIN = Duration.ofMinutes(1);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final About about;
  private final Clock clock;
  private @Nullable Learned learned;

  SpokenVersion(About about, Clock clock) {
    this.about = about;
    this.clock = clock;
  }

  /** Reads the store's {@code /about}. */
  @FunctionalInterface
  interface About {
    /**
     * @return empty if the store has none
     */
    Optional<byte[]> read() throws IOException;
  }

  private record Learned(String version, Instant at) {}

  /** The value of {@code X-Experience-API-Version} for a request made now. */
  synchronized String header() {
    Learned known = learned;
    if (known == null) {
      known = new Learned(ask(), clock.instant());
      learned = known;
    }
    return known.version();
  }

  /** The store is asked again before the next request. */
  synchronized void forget() {
    learned = null;
  }

  /**
   * Whether a request that was refused was perhaps only in the wrong version. A store that has just
   * been asked is not asked again, or one bad statement would cost many questions.
   */
  synchronized boolean changedFrom(String used) {
    Learned known = learned;
    if (known != null && clock.instant().isBefore(known.at().plus(CERTAIN))) {
      return false;
    }
    learned = null;
    return !header().equals(used);
  }

  private String ask() {
    try {
      Optional<byte[]> answer = about.read();
      return answer.isPresent() ? choose(JSON.readTree(answer.get()).path("version")) : ONE;
    } catch (IOException e) {
      // Its /about is not needed to store; if the store is down, the request will say so.
      return ONE;
    }
  }

  private static String choose(JsonNode versions) {
    boolean two = false;
    for (JsonNode version : versions) {
      if (version.asText().startsWith("1.0")) {
        return ONE;
      }
      two |= version.asText().startsWith("2.0");
    }
    return two ? TWO : ONE;
  }
}
