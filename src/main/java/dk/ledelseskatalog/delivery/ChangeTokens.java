package dk.ledelseskatalog.delivery;

import dk.ledelseskatalog.catalogue.EntryChange;
import dk.ledelseskatalog.catalogue.ReleaseInfo;
import dk.ledelseskatalog.catalogue.Releases;
import dk.ledelseskatalog.contentmodel.EntryId;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import dk.ledelseskatalog.jsonapi.QueryParameters;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Writes places among the changes as what clients are given, and reads them back. A token holds
 * when its release was made: after a restored backup another release can have the same number, and
 * a client that went on from there would miss, unawares, what it changed.
 */
final class ChangeTokens {
  static final String AFTER = "page[after]";

  private static final int LONGEST = 400;

  private final Releases releases;

  ChangeTokens(Releases releases) {
    this.releases = releases;
  }

  String write(EntryChange change) {
    byte[] entry = change.entry().toString().getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes =
        ByteBuffer.allocate(Integer.BYTES + Long.BYTES + entry.length + Integer.BYTES);
    bytes.putInt(change.release().number());
    bytes.putLong(change.release().publishedAt().toEpochMilli());
    bytes.put(entry);
    bytes.putInt(checksum(bytes));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }

  /**
   * @param token as the client sent it; empty for the beginning
   * @throws JsonApiException 400 if it is none that was given here
   */
  EntryChange.Place read(String token) {
    if (token.isEmpty()) {
      return EntryChange.Place.START;
    }
    if (token.length() > LONGEST) {
      throw invalid();
    }
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(token));
      int entryLength = bytes.capacity() - Integer.BYTES - Long.BYTES - Integer.BYTES;
      if (entryLength < 1) {
        throw invalid();
      }
      int release = bytes.getInt();
      long publishedAt = bytes.getLong();
      byte[] entry = new byte[entryLength];
      bytes.get(entry);
      int computed = checksum(bytes);
      String[] name = new String(entry, StandardCharsets.UTF_8).split("/", -1);
      if (computed != bytes.getInt() || name.length != 2) {
        throw invalid();
      }
      // Not asked of the snapshot: another node may have given it a moment before this one knew.
      Optional<ReleaseInfo> known = releases.find(release);
      if (known.isEmpty() || known.get().publishedAt().toEpochMilli() != publishedAt) {
        throw invalid();
      }
      return new EntryChange.Place(release, new EntryId(name[0], name[1]));
    } catch (IllegalArgumentException e) {
      throw invalid();
    }
  }

  /** Of everything before the buffer's position. */
  private static int checksum(ByteBuffer bytes) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes.duplicate().flip());
    return (int) checksum.getValue();
  }

  private static JsonApiException invalid() {
    return QueryParameters.invalid(
        "invalid-cursor",
        AFTER,
        "page[after] er ikke givet af denne tjeneste, eller kataloget er genskabt siden; tag den"
            + " fra links.next i et svar, eller begynd forfra uden.",
        "page[after] was not given by this service, or the catalogue has been restored since; take"
            + " it from links.next of an answer, or begin anew without it.");
  }
}
