package dk.ledelseskatalog.contentmodel;

import java.util.List;
import java.util.Optional;

/**
 * One relationship that entries of a type have. A <em>declared</em> relationship stands in the
 * entry's own file; a <em>derived</em> one is the other end of a declared one and is computed, so
 * the two can never disagree.
 *
 * @param name the member name in {@code relationships}
 * @param targetTypes the content types it may point to, in the order the schema lists them
 * @param toMany whether it holds a list
 * @param inverse for a derived relationship, the name of the declared one on the target; empty for
 *     a declared one
 */
public record Relationship(
    String name, List<String> targetTypes, boolean toMany, Optional<String> inverse) {
  public Relationship {
    targetTypes = List.copyOf(targetTypes);
  }

  public boolean derived() {
    return inverse.isPresent();
  }
}
