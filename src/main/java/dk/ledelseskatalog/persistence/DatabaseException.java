package dk.ledelseskatalog.persistence;

/** Thrown when the database cannot be used; the message is one sentence for the operator. */
public final class DatabaseException extends Exception {
  private static final long serialVersionUID = 1L;

  public DatabaseException(String message) {
    super(message);
  }

  public DatabaseException(String message, Throwable cause) {
    super(message, cause);
  }
}
