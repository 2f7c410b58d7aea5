package dk.ledelseskatalog.jsonapi;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;

/**
 * Where in a request a fault is. A pointer must lead to a value that the request has (JSON:API 1.1,
 * Error Objects), so a member that is missing is told as a fault of what it is missing from.
 */
public final class NearestPointer {
  private NearestPointer() {}

  /**
   * The pointer, or the longest beginning of it that leads somewhere.
   *
   * @param body of the request, as far as it was read
   */
  public static String in(byte[] body, String pointer) {
    JsonNode document;
    try {
      document = RequestDocument.read(new ByteArrayInputStream(body));
    } catch (JsonApiException e) {
      return "";
    }
    JsonPointer nearest = JsonPointer.compile(pointer);
    while (document.at(nearest).isMissingNode()) {
      nearest = nearest.head();
    }
    return nearest.toString();
  }
}
