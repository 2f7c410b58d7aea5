package dk.ledelseskatalog.persistence;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.function.Function;

/**
 * Runs work in a database transaction. Thread-safe; transactions do not nest, work that belongs
 * together takes the {@link EntityManager} as a parameter.
 */
public final class Transactions {
  private final EntityManagerFactory factory;

  public Transactions(EntityManagerFactory factory) {
    this.factory = factory;
  }

  /** Commits what the work did, or rolls all of it back if it throws. */
  public <T> T inTransaction(Function<EntityManager, T> work) {
    EntityManager manager = factory.createEntityManager();
    try {
      manager.getTransaction().begin();
      T result = work.apply(manager);
      manager.getTransaction().commit();
      return result;
    } finally {
      if (manager.getTransaction().isActive()) {
        manager.getTransaction().rollback();
      }
      manager.close();
    }
  }
}
