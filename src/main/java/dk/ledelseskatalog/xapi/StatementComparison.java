package dk.ledelseskatalog.xapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;

/** Whether a store holds what was sent to it. */
public final class StatementComparison {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What a store sets itself (xAPI 1.0.3, part 2, 2.3.1). */
  private static final List<String> STORES_OWN = List.of("stored", "authority", "version");

  private StatementComparison() {}

  /**
   * Compares as JSON: not the order of members, not what a store adds, and a timestamp as the
   * instant it means, in whatever offset.
   *
   * @throws IOException if one of them is not JSON
   */
  public static boolean same(byte[] sent, byte[] stored) throws IOException {
    JsonNode ours = JSON.readTree(sent);
    JsonNode theirs = JSON.readTree(stored);
    if (!(ours instanceof ObjectNode a) || !(theirs instanceof ObjectNode b)) {
      return false;
    }
    if (!sameInstant(a.path("timestamp").asText(), b.path("timestamp").asText())) {
      return false;
    }
    for (ObjectNode each : List.of(a, b)) {
      each.remove(STORES_OWN);
      each.remove("timestamp");
    }
    return a.equals(b);
  }

  private static boolean sameInstant(String one, String other) {
    if (one.equals(other)) {
      return true;
    }
    try {
      return OffsetDateTime.parse(one).isEqual(OffsetDateTime.parse(other));
    } catch (DateTimeException e) {
      return false;
    }
  }
}
