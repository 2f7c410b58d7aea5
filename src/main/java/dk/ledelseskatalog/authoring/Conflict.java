package dk.ledelseskatalog.authoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.ledelseskatalog.content.EntryRepository;
import dk.ledelseskatalog.content.EntryRepository.Newest;
import dk.ledelseskatalog.content.EntryVersion;
import dk.ledelseskatalog.jsonapi.ErrorObject;
import dk.ledelseskatalog.jsonapi.IfMatch;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells an editor whom somebody else came before all they need to bring the two together. */
final class Conflict {
  private static final Pattern TAG = Pattern.compile("\"([1-9][0-9]{0,8})\\.[1-9][0-9]{0,8}\"");

  private Conflict() {}

  /**
   * The refusal of a change.
   *
   * @param newest as it is now
   * @param seen what the editor saw
   * @param sent what they sent
   */
  static JsonApiException of(
      EntryRepository entries, Newest newest, IfMatch seen, Optional<EntryRequest> sent) {
    EntryVersion current = newest.version();
    Optional<EntryVersion> base =
        seen.tags().orElse(Set.of()).stream()
            .map(TAG::matcher)
            .filter(Matcher::matches)
            .map(tag -> Integer.parseInt(tag.group(1)))
            .max(Comparator.naturalOrder())
            .flatMap(version -> entries.version(newest.entry().id(), version));
    ObjectNode meta = JsonNodeFactory.instance.objectNode();
    meta.put("version", current.version());
    meta.put("etag", EditedEntry.tag(newest.entry()));
    meta.put("state", newest.entry().state().word());
    meta.put("savedBy", current.save().by());
    base.ifPresent(version -> meta.put("baseVersion", version.version()));
    meta.set("fields", fields(base, current, sent));
    return new JsonApiException(
        ErrorObject.of(
                412,
                "changed-meanwhile",
                IfMatch.SOURCE,
                "Den er ændret siden og er nu version "
                    + current.version()
                    + "; før ændringerne i \"fields\" sammen, og send dem med det nye ETag.",
                "It was changed since and is version "
                    + current.version()
                    + " now; bring the changes in \"fields\" together, and send them with the new"
                    + " ETag.")
            .withMeta(meta));
  }

  /** Those that differ in any of the three: as the editor saw it, as it is, as they want it. */
  private static ArrayNode fields(
      Optional<EntryVersion> base, EntryVersion current, Optional<EntryRequest> sent) {
    Map<String, JsonNode> now = Fields.of(current.document());
    Map<String, JsonNode> before =
        base.map(version -> Fields.of(version.document())).orElse(Map.of());
    Map<String, JsonNode> yours =
        sent.map(
                request ->
                    Fields.of(
                        request.changed(
                            base.map(EntryVersion::document).orElse(current.document()))))
            .orElse(before);
    Set<String> names = new LinkedHashSet<>(now.keySet());
    names.addAll(before.keySet());
    names.addAll(yours.keySet());
    ArrayNode fields = JsonNodeFactory.instance.arrayNode();
    for (String name : names) {
      JsonNode theirs = now.getOrDefault(name, NullNode.instance);
      JsonNode mine = yours.getOrDefault(name, NullNode.instance);
      if (!theirs.equals(mine)) {
        ObjectNode field = fields.addObject().put("field", name);
        if (base.isPresent()) {
          field.set("base", before.getOrDefault(name, NullNode.instance));
        }
        field.set("current", theirs);
        field.set("yours", mine);
      }
    }
    return fields;
  }
}
