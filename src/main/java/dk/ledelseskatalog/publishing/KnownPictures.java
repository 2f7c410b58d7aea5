package dk.ledelseskatalog.publishing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.ledelseskatalog.contentmodel.Attribute;
import dk.ledelseskatalog.contentmodel.ContentType;
import dk.ledelseskatalog.media.Dimensions;
import dk.ledelseskatalog.media.Media;
import dk.ledelseskatalog.media.MediaAddress;
import dk.ledelseskatalog.media.MediaRepository;
import dk.ledelseskatalog.persistence.Transactions;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Says beside the address of each uploaded picture what readers of a snapshot need to know of it:
 * its media type and its size. Both follow from the bytes that the address names, so a release says
 * the same of them for ever.
 */
final class KnownPictures {
  private static final String URL = "url";

  private final Map<String, Media> known;

  private KnownPictures(Map<String, Media> known) {
    this.known = known;
  }

  /** Entries' attributes, each with its type. */
  record Texts(ContentType type, ObjectNode attributes) {}

  static KnownPictures of(Transactions transactions, List<Texts> entries) {
    Set<String> named = new HashSet<>();
    entries.forEach(
        entry ->
            entry.type().attributes().values().stream()
                .filter(attribute -> attribute.kind() == Attribute.Kind.PICTURE)
                .forEach(
                    attribute ->
                        named.addAll(
                            MediaAddress.namesIn(
                                entry.attributes().path(attribute.name()).path(URL).asText()))));
    Map<String, Media> known = new HashMap<>();
    if (!named.isEmpty()) {
      transactions
          .inTransaction(manager -> new MediaRepository(manager).find(named))
          .forEach(media -> known.put(media.sha256(), media));
    }
    return new KnownPictures(known);
  }

  /** The attributes with what is known said in them; the same ones if there is nothing to say. */
  ObjectNode tell(Texts entry) {
    Map<String, ObjectNode> pictures = new HashMap<>();
    for (Attribute attribute : entry.type().attributes().values()) {
      JsonNode value = entry.attributes().path(attribute.name());
      if (attribute.kind() == Attribute.Kind.PICTURE && value instanceof ObjectNode picture) {
        tell(picture).ifPresent(more -> pictures.put(attribute.name(), more));
      }
    }
    if (pictures.isEmpty()) {
      return entry.attributes();
    }
    ObjectNode told = entry.attributes().deepCopy();
    told.setAll(pictures);
    return told;
  }

  private Optional<ObjectNode> tell(ObjectNode picture) {
    return MediaAddress.namesIn(picture.path(URL).asText()).stream()
        .flatMap(name -> Optional.ofNullable(known.get(name)).stream())
        .filter(media -> picture.path(URL).asText().equals(address(media)))
        .flatMap(media -> media.dimensions().map(size -> tell(picture, media, size)).stream())
        .findFirst();
  }

  private static String address(Media media) {
    return MediaAddress.of(media.sha256(), media.format()).path();
  }

  private static ObjectNode tell(ObjectNode picture, Media media, Dimensions size) {
    return picture
        .deepCopy()
        .put("mediaType", media.format().mediaType())
        .put("width", size.width())
        .put("height", size.height());
  }
}
