package dk.ledelseskatalog.authoring;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.ledelseskatalog.contentmodel.EntryId;
import dk.ledelseskatalog.jsonapi.ErrorObject;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import dk.ledelseskatalog.media.MediaAddress;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which entries show which files: now, and in what they said before. */
final class MediaUses {
  private MediaUses() {}

  /**
   * One entry that shows a file, or did.
   *
   * @param published whether readers see that it does
   * @param draft whether the newest version does
   */
  record Use(EntryId by, boolean published, boolean draft) {
    Use or(Use other) {
      return new Use(by, published || other.published, draft || other.draft);
    }
  }

  /** Every use of a file by any version of an entry. An address names it, wherever it stands. */
  static List<Use> of(EntityManager manager, String sha256) {
    List<Object[]> versions =
        manager
            .createQuery(
                "select v.key.type, v.key.id, v.key.version, v.archived, e.version,"
                    + " e.publishedVersion from EntryVersion v, Entry e"
                    + " where e.key.type = v.key.type and e.key.id = v.key.id"
                    + " and v.document like :address",
                Object[].class)
            .setParameter("address", "%" + MediaAddress.BASE + sha256 + "%")
            .getResultList();
    Map<EntryId, Use> uses = new TreeMap<>();
    for (Object[] row : versions) {
      EntryId by = new EntryId((String) row[0], (String) row[1]);
      int version = ((Number) row[2]).intValue();
      boolean newest = version == ((Number) row[4]).intValue() && !((Boolean) row[3]);
      uses.merge(by, new Use(by, isVersion(row[5], version), newest), Use::or);
    }
    return new ArrayList<>(uses.values());
  }

  private static boolean isVersion(@Nullable Object number, int version) {
    return number != null && ((Number) number).intValue() == version;
  }

  /**
   * The refusal to forget what is shown.
   *
   * @param now whether it is shown now, and not only before
   */
  static JsonApiException stillUsed(List<Use> uses, boolean now) {
    ObjectNode meta = JsonNodeFactory.instance.objectNode();
    ArrayNode users = meta.putArray("usedBy");
    uses.forEach(
        use ->
            users
                .addObject()
                .put("entry", use.by().toString())
                .put("published", use.published())
                .put("draft", use.draft()));
    return new JsonApiException(
        ErrorObject.of(
                409,
                "still-used",
                now
                    ? "Filen vises af poster; fjern den fra dem, og udgiv dem, før den slettes."
                    : "Ældre udgaver viser filen; slet den alligevel med evenIfUsed=true.",
                now
                    ? "Entries show the file; take it out of them and publish them before it goes."
                    : "Older versions show the file; remove it even so by evenIfUsed=true.")
            .withMeta(meta));
  }
}
