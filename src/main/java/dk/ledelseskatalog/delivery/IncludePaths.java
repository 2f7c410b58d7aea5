package dk.ledelseskatalog.delivery;

import dk.ledelseskatalog.contentmodel.ContentModel;
import dk.ledelseskatalog.contentmodel.ContentType;
import dk.ledelseskatalog.contentmodel.Relationship;
import dk.ledelseskatalog.jsonapi.Echo;
import dk.ledelseskatalog.jsonapi.QueryParameters;
import dk.ledelseskatalog.jsonapi.Suggestion;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Relationships to follow, as a tree: {@code theme,passages.theme} is {@code theme} and {@code
 * passages} at the top, and {@code theme} below the latter (JSON:API 1.1, Inclusion of Related
 * Resources).
 *
 * @param children by relationship name, in the order asked for
 */
record IncludePaths(Map<String, IncludePaths> children) {
  static final String PARAMETER = "include";

  /** Longest path: each step multiplies the work. */
  static final int MAX_DEPTH = 2;

  static final IncludePaths NONE = new IncludePaths(Map.of());

  /**
   * Reads {@code include}; empty if the caller did not say it.
   *
   * @param types what the first relationship of a path may belong to
   */
  static Optional<IncludePaths> of(
      QueryParameters query, ContentModel model, Collection<ContentType> types) {
    if (query.value(PARAMETER).isEmpty()) {
      return Optional.empty();
    }
    IncludePaths root = new IncludePaths(new LinkedHashMap<>());
    for (String path : query.list(PARAMETER)) {
      List<String> steps = List.of(path.split("\\.", -1));
      if (steps.size() > MAX_DEPTH) {
        throw QueryParameters.invalid(
            "include-too-deep",
            PARAMETER,
            "Stien \"" + Echo.name(path) + "\" er for dyb; højst " + MAX_DEPTH + " led.",
            "The path \"" + Echo.name(path) + "\" is too deep; at most " + MAX_DEPTH + " steps.");
      }
      root.add(path, steps, model, types);
    }
    return Optional.of(root);
  }

  private void add(
      String path, List<String> steps, ContentModel model, Collection<ContentType> types) {
    IncludePaths at = this;
    Collection<ContentType> from = types;
    for (String step : steps) {
      Set<String> known = new LinkedHashSet<>();
      Set<ContentType> next = new LinkedHashSet<>();
      for (ContentType type : from) {
        known.addAll(type.relationships().keySet());
        Relationship relationship = type.relationships().get(step);
        if (relationship != null) {
          relationship.targetTypes().forEach(name -> model.type(name).ifPresent(next::add));
        }
      }
      if (!known.contains(step)) {
        Suggestion suggestion = Suggestion.nearest(step, known);
        throw QueryParameters.invalid(
            "unknown-include",
            PARAMETER,
            "Stien \""
                + Echo.name(path)
                + "\": der er ingen relation \""
                + Echo.name(step)
                + "\"."
                + suggestion.da(),
            "The path \""
                + Echo.name(path)
                + "\": there is no relationship \""
                + Echo.name(step)
                + "\"."
                + suggestion.en());
      }
      at = at.children.computeIfAbsent(step, name -> new IncludePaths(new LinkedHashMap<>()));
      from = next;
    }
  }
}
