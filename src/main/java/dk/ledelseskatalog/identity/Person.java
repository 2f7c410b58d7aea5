package dk.ledelseskatalog.identity;

import java.security.Principal;
import java.util.Set;

/**
 * Who makes a request, as a validated token says. {@code issuer} and {@code subject} together are
 * the identity; a name or address is never read.
 *
 * @param roles of {@link Roles} only
 */
public record Person(String issuer, String subject, Set<String> roles) implements Principal {
  public Person {
    roles = Set.copyOf(roles);
  }

  @Override
  public String getName() {
    return subject;
  }

  public boolean has(String role) {
    return roles.contains(role);
  }
}
