package dk.ledelseskatalog.persistence;

import jakarta.persistence.PersistenceException;

/**
 * Ends work that the database cannot do just now: it is away, restarting, or too busy. Whether the
 * transaction was committed may be unknown; the same request can be made again later.
 */
public final class DatabaseUnavailableException extends PersistenceException {
  private static final long serialVersionUID = 1L;

  DatabaseUnavailableException(Throwable cause) {
    super("The database cannot be used just now", cause);
  }
}
