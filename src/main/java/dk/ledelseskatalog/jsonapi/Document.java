package dk.ledelseskatalog.jsonapi;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A whole answer that is not an error (JSON:API 1.1, Document Structure).
 *
 * @param included present, if only as an empty list, exactly when the caller asked for a compound
 *     document
 * @param links by name, in the order they are written
 * @param meta read-only; left out when empty
 */
public record Document(
    Data data, Optional<List<ResourceObject>> included, Map<String, Link> links, ObjectNode meta) {
  public Document {
    included = included.map(List::copyOf);
    links = Collections.unmodifiableMap(new LinkedHashMap<>(links));
  }

  /** What the document is about. */
  public sealed interface Data {

    /** One resource. */
    record One(ResourceObject resource) implements Data {}

    /** A to-one relationship that points nowhere, asked for by its related link. */
    record None() implements Data {}

    /** A page of resources. */
    record Many(List<ResourceObject> resources) implements Data {
      public Many {
        resources = List.copyOf(resources);
      }
    }

    /** Identifiers only: the answer of a relationship link. */
    record Identifiers(Linkage linkage) implements Data {}

    /** No primary data; the document has {@code meta} instead. */
    record Absent() implements Data {}
  }

  /** One resource with the links and meta given. */
  public static Document of(ResourceObject resource, Map<String, Link> links, ObjectNode meta) {
    return new Document(new Data.One(resource), Optional.empty(), links, meta);
  }

  /** One resource and nothing around it. */
  public static Document of(ResourceObject resource) {
    return of(resource, Map.of(), JsonNodeFactory.instance.objectNode());
  }

  /** A page of resources with the links and meta given. */
  public static Document of(
      List<ResourceObject> resources, Map<String, Link> links, ObjectNode meta) {
    return new Document(new Data.Many(resources), Optional.empty(), links, meta);
  }

  /** The same, and where what it may hold is described (JSON:API 1.1, Top Level). */
  public Document describedBy(String address) {
    Map<String, Link> more = new LinkedHashMap<>(links);
    more.put("describedby", Link.to(address));
    return new Document(data, included, more, meta);
  }

  /** UTF-8 JSON; the same document always gives the same bytes. */
  public byte[] toBytes() {
    return DocumentWriter.write(this);
  }
}
