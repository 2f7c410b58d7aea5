package dk.ledelseskatalog.identity;

import java.util.Optional;
import java.util.Set;

/**
 * Another system, as its API token says. It is nobody: it has no pseudonym, so nothing of a
 * person's can be done by it, and methods are open to it only where {@link ScopeAllowed} says so.
 *
 * @param token the id of its token, which is no secret
 */
public record ServiceClient(String token, Set<Scope> scopes) implements Caller {
  public ServiceClient {
    scopes = Set.copyOf(scopes);
  }

  @Override
  public String getName() {
    return token;
  }

  @Override
  public boolean has(String role) {
    return scopes.stream().anyMatch(scope -> scope.seesLike().equals(Optional.of(role)));
  }

  public boolean has(Scope scope) {
    return scopes.contains(scope);
  }
}
