package dk.ledelseskatalog.delivery;

import dk.ledelseskatalog.contentmodel.ContentModel;
import dk.ledelseskatalog.contentmodel.ContentType;
import dk.ledelseskatalog.jsonapi.Echo;
import dk.ledelseskatalog.jsonapi.QueryParameters;
import dk.ledelseskatalog.jsonapi.Suggestion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which fields of each type a caller wants (JSON:API 1.1, Sparse Fieldsets). */
final class FieldSets {
  private final Map<String, Set<String>> byType;

  private FieldSets(Map<String, Set<String>> byType) {
    this.byType = byType;
  }

  static FieldSets of(QueryParameters query, ContentModel model) {
    Map<String, Set<String>> byType = new HashMap<>();
    for (ContentType type : model.types()) {
      String parameter = parameter(type);
      if (query.value(parameter).isPresent()) {
        Set<String> fields = new HashSet<>(query.list(parameter));
        for (String field : fields) {
          requireKnown(field, type, parameter);
        }
        byType.put(type.name(), fields);
      }
    }
    return new FieldSets(byType);
  }

  static String parameter(ContentType type) {
    return "fields[" + type.name() + "]";
  }

  /** Whether every field of the type is wanted. */
  boolean all(String type) {
    return !byType.containsKey(type);
  }

  boolean wants(String type, String field) {
    Set<String> fields = byType.get(type);
    return fields == null || fields.contains(field);
  }

  private static void requireKnown(String field, ContentType type, String parameter) {
    if (!type.attributes().containsKey(field) && !type.relationships().containsKey(field)) {
      List<String> known = new ArrayList<>(type.attributes().keySet());
      known.addAll(type.relationships().keySet());
      Suggestion suggestion = Suggestion.nearest(field, known);
      throw QueryParameters.invalid(
          "unknown-field",
          parameter,
          "Typen "
              + type.name()
              + " har intet felt \""
              + Echo.name(field)
              + "\"."
              + suggestion.da(),
          "The type "
              + type.name()
              + " has no field \""
              + Echo.name(field)
              + "\"."
              + suggestion.en());
    }
  }
}
