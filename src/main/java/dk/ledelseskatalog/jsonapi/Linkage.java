package dk.ledelseskatalog.jsonapi;

import java.util.List;

/** What a relationship points to (JSON:API 1.1, Resource Linkage). */
public sealed interface Linkage {

  /** An empty to-one relationship; written as {@code null}. */
  record None() implements Linkage {}

  /** A to-one relationship. */
  record One(ResourceIdentifier target) implements Linkage {}

  /** A to-many relationship, empty or not. */
  record Many(List<ResourceIdentifier> targets) implements Linkage {
    public Many {
      targets = List.copyOf(targets);
    }
  }
}
