package dk.ledelseskatalog.authoring;

import jakarta.persistence.EntityManager;

/**
 * What is written along with an import, in its transaction: either both are there or neither.
 * Whatever it throws takes the import back.
 */
@FunctionalInterface
public interface Alongside {
  /** Writes nothing. */
  Alongside NOTHING = (manager, report) -> {};

  void write(EntityManager manager, ImportReport report);
}
