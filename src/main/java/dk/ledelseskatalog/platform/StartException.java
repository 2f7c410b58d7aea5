package dk.ledelseskatalog.platform;

/** Thrown when the service cannot start; the message is what the operator is told. */
final class StartException extends Exception {
  private static final long serialVersionUID = 1L;

  StartException(String message, Throwable cause) {
    super(message, cause);
  }
}
