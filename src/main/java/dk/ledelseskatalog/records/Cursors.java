package dk.ledelseskatalog.records;

import dk.ledelseskatalog.jsonapi.QueryParameters;
import dk.ledelseskatalog.persistence.ChangeOrder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Writes places as what clients are given, and reads them back. A cursor is sealed together with
 * the filters it was given for: behind other filters a client would miss, unawares, whatever they
 * let through before that place.
 */
final class Cursors {
  static final String AFTER = "page[after]";

  private static final int SEAL = 16;
  private static final int LENGTH = Long.BYTES + SEAL;

  private final ChangeOrder order;

  Cursors(ChangeOrder order) {
    this.order = order;
  }

  /**
   * @param filters of the list, in their canonical form
   */
  String write(long place, String filters) {
    byte[] bytes = ByteBuffer.allocate(LENGTH).putLong(place).put(seal(place, filters)).array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /**
   * @param cursor as the client sent it; empty for the beginning
   * @throws dk.ledelseskatalog.jsonapi.JsonApiException 400 if it is none that was given for these
   *     filters
   */
  long read(String cursor, String filters) {
    if (cursor.isEmpty()) {
      return ChangeOrder.START;
    }
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(cursor);
      if (bytes.length == LENGTH) {
        long place = ByteBuffer.wrap(bytes).getLong();
        byte[] seal = Arrays.copyOfRange(bytes, Long.BYTES, LENGTH);
        if (MessageDigest.isEqual(seal, seal(place, filters))) {
          return place;
        }
      }
    } catch (IllegalArgumentException e) {
      // said below
    }
    throw QueryParameters.invalid(
        "invalid-cursor",
        AFTER,
        "page[after] er ikke givet til denne liste med disse filtre; tag den fra links.next i et"
            + " svar, eller begynd forfra med en tom.",
        "page[after] was not given for this list with these filters; take it from links.next of an"
            + " answer, or begin anew with an empty one.");
  }

  private byte[] seal(long place, String filters) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(order.secret(), "HmacSHA256"));
      mac.update(ByteBuffer.allocate(Long.BYTES).putLong(place).array());
      mac.update(filters.getBytes(StandardCharsets.UTF_8));
      return Arrays.copyOf(mac.doFinal(), SEAL);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // every Java has HmacSHA256
    }
  }
}
