package dk.ledelseskatalog.identity;

import java.security.Principal;

/** Who makes a request: a person, or another system. */
public sealed interface Caller extends Principal permits Person, ServiceClient {
  /** Whether they may see what this role of {@link Roles} sees. */
  boolean has(String role);
}
