package dk.ledelseskatalog.platform;

/**
 * What the launcher asks of the application before it ends, across the class loaders that keep the
 * two apart. Registered as {@code ledelseskatalog:type=Departure}; names and types are those of
 * JMX.
 */
public interface DepartureMXBean {
  /** From now on the service says that it is not ready, and keeps no connection open. */
  void leave();

  /** How many requests are being answered. */
  int getAnswering();
}
