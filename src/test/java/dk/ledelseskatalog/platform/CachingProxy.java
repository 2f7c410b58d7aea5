package dk.ledelseskatalog.platform;

import java.net.URI;

/** A cache that many use, in front of the service. Says in X-Cache whether it answered itself. */
interface CachingProxy extends AutoCloseable {
  URI address();

  @Override
  void close();
}
