package dk.ledelseskatalog.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import dk.ledelseskatalog.catalogue.PublishedEntry;
import dk.ledelseskatalog.contentmodel.Attribute;
import dk.ledelseskatalog.contentmodel.ContentType;
import dk.ledelseskatalog.contentmodel.EntryId;
import dk.ledelseskatalog.contentmodel.Relationship;
import dk.ledelseskatalog.jsonapi.Echo;
import dk.ledelseskatalog.jsonapi.QueryParameters;
import dk.ledelseskatalog.jsonapi.Suggestion;
import java.math.BigDecimal;
import java.text.Collator;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * By what a list of entries can be filtered and sorted: the to-one relationships and the filterable
 * attributes of its types, nothing else. Immutable.
 */
final class Criteria {
  static final String SORT = "sort";

  private final Map<String, Attribute> attributes = new LinkedHashMap<>();
  private final Set<String> relationships = new LinkedHashSet<>();

  Criteria(Collection<ContentType> types) {
    for (ContentType type : types) {
      for (Attribute attribute : type.attributes().values()) {
        if (attribute.filterable() && attribute.kind() != Attribute.Kind.LOCALIZED_MARKDOWN) {
          attributes.putIfAbsent(attribute.name(), attribute);
        }
      }
      for (Relationship relationship : type.relationships().values()) {
        if (!relationship.toMany()) {
          relationships.add(relationship.name());
        }
      }
    }
  }

  /** The query parameters these criteria answer to. */
  Set<String> parameters() {
    Set<String> parameters = new LinkedHashSet<>();
    parameters.add(SORT);
    relationships.forEach(name -> parameters.add(filter(name)));
    attributes.keySet().forEach(name -> parameters.add(filter(name)));
    return parameters;
  }

  /** Those entries that every filter lets through, in the order asked for, else as they came. */
  List<PublishedEntry> apply(List<PublishedEntry> entries, QueryParameters query, String language) {
    List<PublishedEntry> chosen = entries;
    for (String name : relationships) {
      if (query.value(filter(name)).isPresent()) {
        Set<String> ids = new HashSet<>(query.list(filter(name)));
        chosen =
            chosen.stream()
                .filter(entry -> entry.related(name).stream().anyMatch(id -> ids.contains(id.id())))
                .toList();
      }
    }
    for (Attribute attribute : attributes.values()) {
      if (!relationships.contains(attribute.name())
          && query.value(filter(attribute.name())).isPresent()) {
        Set<Object> wanted = wanted(attribute, query);
        chosen =
            chosen.stream()
                .filter(entry -> matches(value(entry, attribute, language), attribute, wanted))
                .toList();
      }
    }
    return sort(chosen, query, language);
  }

  private static String filter(String name) {
    return "filter[" + name + "]";
  }

  private static Set<Object> wanted(Attribute attribute, QueryParameters query) {
    String parameter = filter(attribute.name());
    Set<Object> wanted = new LinkedHashSet<>();
    for (String text : query.list(parameter)) {
      switch (attribute.kind()) {
        case NUMBER -> wanted.add(number(text, parameter));
        case BOOLEAN -> wanted.add(truth(text, parameter));
        case STRING, LOCALIZED_TEXT, LOCALIZED_TEXTS, LOCALIZED_MARKDOWN, PICTURE, JSON ->
            wanted.add(text);
      }
    }
    return wanted;
  }

  private static BigDecimal number(String text, String parameter) {
    if (text.matches("-?[0-9]{1,15}(\\.[0-9]{1,15})?")) {
      return new BigDecimal(text).stripTrailingZeros();
    }
    throw QueryParameters.invalid(
        "invalid-filter",
        parameter,
        "\"" + parameter + "\" skal være et tal, fx 10 eller 2.5.",
        "\"" + parameter + "\" must be a number, such as 10 or 2.5.");
  }

  private static Boolean truth(String text, String parameter) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw QueryParameters.invalid(
              "invalid-filter",
              parameter,
              "\"" + parameter + "\" skal være true eller false.",
              "\"" + parameter + "\" must be true or false.");
    };
  }

  private static boolean matches(
      @Nullable JsonNode value, Attribute attribute, Set<Object> wanted) {
    if (value == null) {
      return false;
    }
    if (value.isArray()) {
      for (JsonNode element : value) {
        if (wanted.contains(element.asText())) {
          return true;
        }
      }
      return false;
    }
    return switch (attribute.kind()) {
      case NUMBER -> wanted.contains(value.decimalValue().stripTrailingZeros());
      case BOOLEAN -> wanted.contains(value.booleanValue());
      case STRING, LOCALIZED_TEXT, LOCALIZED_TEXTS, LOCALIZED_MARKDOWN, PICTURE, JSON ->
          wanted.contains(value.asText());
    };
  }

  /** What the caller is shown of an attribute, so that it can be filtered by what is shown. */
  private static @Nullable JsonNode value(
      PublishedEntry entry, Attribute attribute, String language) {
    JsonNode value = entry.attributes().get(attribute.name());
    return switch (attribute.kind()) {
      case STRING, NUMBER, BOOLEAN, PICTURE, JSON -> value;
      case LOCALIZED_TEXT, LOCALIZED_TEXTS, LOCALIZED_MARKDOWN ->
          value == null || !value.hasNonNull(language)
              ? value == null ? null : value.get("da")
              : value.get(language);
    };
  }

  private List<PublishedEntry> sort(
      List<PublishedEntry> entries, QueryParameters query, String language) {
    List<String> keys = query.list(SORT);
    if (keys.isEmpty()) {
      return entries;
    }
    List<Comparator<PublishedEntry>> comparators = new ArrayList<>();
    for (String key : keys) {
      boolean descending = key.startsWith("-");
      Attribute attribute = attributes.get(descending ? key.substring(1) : key);
      if (attribute == null || !sortable(attribute)) {
        List<String> known =
            attributes.values().stream().filter(Criteria::sortable).map(Attribute::name).toList();
        Suggestion suggestion = Suggestion.nearest(descending ? key.substring(1) : key, known);
        throw QueryParameters.invalid(
            "unknown-sort",
            SORT,
            "Der kan ikke sorteres efter \"" + Echo.name(key) + "\"." + suggestion.da(),
            "Sorting by \"" + Echo.name(key) + "\" is not possible." + suggestion.en());
      }
      comparators.add(comparator(entries, attribute, descending, language));
    }
    List<PublishedEntry> sorted = new ArrayList<>(entries);
    sorted.sort(
        comparators.stream()
            .reduce(Comparator::thenComparing)
            .orElseThrow()); // stable, so catalogue order decides the rest
    return sorted;
  }

  private static boolean sortable(Attribute attribute) {
    return switch (attribute.kind()) {
      case STRING, NUMBER, BOOLEAN, LOCALIZED_TEXT -> true;
      case LOCALIZED_TEXTS, LOCALIZED_MARKDOWN, PICTURE, JSON -> false;
    };
  }

  /** Entries without the attribute come last, whichever direction. */
  private static Comparator<PublishedEntry> comparator(
      List<PublishedEntry> entries, Attribute attribute, boolean descending, String language) {
    return switch (attribute.kind()) {
      case NUMBER -> byKey(entries, attribute, descending, language, JsonNode::decimalValue);
      case BOOLEAN -> byKey(entries, attribute, descending, language, JsonNode::booleanValue);
      case STRING, LOCALIZED_TEXT, LOCALIZED_TEXTS, LOCALIZED_MARKDOWN, PICTURE, JSON -> {
        Collator collator = Collator.getInstance(Locale.forLanguageTag(language));
        yield byKey(
            entries,
            attribute,
            descending,
            language,
            value -> collator.getCollationKey(value.asText()));
      }
    };
  }

  private static <K extends Comparable<? super K>> Comparator<PublishedEntry> byKey(
      List<PublishedEntry> entries,
      Attribute attribute,
      boolean descending,
      String language,
      Function<JsonNode, K> toKey) {
    Map<EntryId, K> keys = new HashMap<>();
    for (PublishedEntry entry : entries) {
      JsonNode value = value(entry, attribute, language);
      if (value != null && !value.isNull()) {
        keys.put(entry.id(), toKey.apply(value));
      }
    }
    Comparator<K> order = descending ? Comparator.reverseOrder() : Comparator.naturalOrder();
    return (a, b) -> {
      K left = keys.get(a.id());
      K right = keys.get(b.id());
      if (left == null || right == null) {
        return Boolean.compare(left == null, right == null);
      }
      return order.compare(left, right);
    };
  }
}
