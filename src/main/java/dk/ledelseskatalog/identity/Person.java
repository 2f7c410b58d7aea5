package dk.ledelseskatalog.identity;

import java.util.Set;

/**
 * Who makes a request, as a validated token says. {@code issuer} and {@code subject} together are
 * the identity; a name or address is never read.
 *
 * @param roles of {@link Roles} only
 */
public record Person(String issuer, String subject, Set<String> roles) implements Caller {
  public Person {
    roles = Set.copyOf(roles);
  }

  /**
   * What this issuer and subject are recognised by where they may not stand themselves. Whoever can
   * guess both can make it too.
   */
  public String digest() {
    // Neither has control characters, so no two people share the text.
    return TokenDigest.of(issuer + '\n' + subject);
  }

  @Override
  public String getName() {
    return subject;
  }

  @Override
  public boolean has(String role) {
    return roles.contains(role);
  }
}
