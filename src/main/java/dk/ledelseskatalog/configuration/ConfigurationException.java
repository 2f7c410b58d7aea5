package dk.ledelseskatalog.configuration;

/** Thrown when a value is wrong; the message is one sentence that names the variable. */
public final class ConfigurationException extends Exception {
  private static final long serialVersionUID = 1L;

  public ConfigurationException(String message) {
    super(message);
  }
}
