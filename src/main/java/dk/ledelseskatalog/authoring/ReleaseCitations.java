package dk.ledelseskatalog.authoring;

import jakarta.persistence.EntityManager;

/** Knows whether something was kept or sent that names a release, so that none may become other. */
@FunctionalInterface
public interface ReleaseCitations {
  boolean any(EntityManager manager);
}
