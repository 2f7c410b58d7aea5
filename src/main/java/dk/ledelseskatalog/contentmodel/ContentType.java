package dk.ledelseskatalog.contentmodel;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A kind of entry, as {@code content-model/types/<name>.json} declares it. Immutable.
 *
 * @param name the JSON:API type, such as {@code principles}
 * @param singular what people call one, such as "udsagn"
 * @param plural what people call several
 * @param attributes by name, in the order of the schema
 * @param relationships by name, declared ones first, then the derived ones
 * @param titleAttribute the attribute that names an entry in lists and hits
 * @param completable whether a leader can complete an entry of this type as a learning activity
 * @param fourEyes whether a version must be approved by somebody who did not write it
 * @param steers how its entries steer search; empty for a type whose entries are found by it
 */
public record ContentType(
    String name,
    LocalizedText singular,
    LocalizedText plural,
    Map<String, Attribute> attributes,
    Map<String, Relationship> relationships,
    String titleAttribute,
    boolean completable,
    boolean fourEyes,
    Optional<Steering> steers) {
  public ContentType {
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    relationships = Collections.unmodifiableMap(new LinkedHashMap<>(relationships));
  }
}
