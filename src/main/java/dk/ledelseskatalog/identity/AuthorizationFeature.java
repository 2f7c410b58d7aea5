package dk.ledelseskatalog.identity;

import dk.ledelseskatalog.jsonapi.ErrorObject;
import dk.ledelseskatalog.jsonapi.ErrorObject.Source;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.security.Principal;
import java.util.Optional;
import java.util.Set;

/**
 * Denies by default: a resource method is callable only as its own {@code @PermitAll} or
 * {@code @RolesAllowed} says. The container leaves unannotated methods open, and an annotation on
 * the class would silently cover a method added later; so neither counts here. To service clients a
 * method that needs a role is closed unless {@link ScopeAllowed} opens it.
 */
@Provider
public final class AuthorizationFeature implements DynamicFeature {
  private static final String OURS = "dk.ledelseskatalog.";

  /** Before the container's own filter for {@code @RolesAllowed}, which knows no scopes. */
  private static final int FIRST = Priorities.AUTHORIZATION - 100;

  @Override
  public void configure(ResourceInfo resource, FeatureContext context) {
    Method method = resource.getResourceMethod();
    RolesAllowed roles = method.getAnnotation(RolesAllowed.class);
    if (roles != null) {
      Optional<Scope> scope =
          Optional.ofNullable(method.getAnnotation(ScopeAllowed.class)).map(ScopeAllowed::value);
      context.register(new RoleFilter(Set.of(roles.value()), scope), FIRST);
    } else if (!method.isAnnotationPresent(PermitAll.class)) {
      boolean ours = resource.getResourceClass().getName().startsWith(OURS);
      context.register(new DenyFilter(ours), FIRST);
    }
  }

  /** The error of a service client where only a person can do something. */
  static JsonApiException needsPerson() {
    return new JsonApiException(
        ErrorObject.of(
            403,
            "person-needed",
            "Det kan kun en person, der er logget ind; et API-token kan ikke.",
            "Only a person who is signed in can do this; an API token cannot."));
  }

  /** Lets through whoever has one of the roles, and clients of the scope, if there is one. */
  private record RoleFilter(Set<String> roles, Optional<Scope> scope)
      implements ContainerRequestFilter {
    @Override
    public void filter(ContainerRequestContext request) {
      if (request.getSecurityContext().getUserPrincipal() instanceof Caller caller) {
        if (caller instanceof ServiceClient client) {
          requireScope(client);
          request.setSecurityContext(new LetIn(request.getSecurityContext(), roles));
        } else {
          requireRole(caller);
        }
      } else {
        throw new JsonApiException(
            ErrorObject.of(
                401,
                "not-signed-in",
                Source.header(HttpHeaders.AUTHORIZATION),
                "Log ind, og send dit token i headeren Authorization.",
                "Sign in and send your token in the Authorization header."));
      }
    }

    private void requireScope(ServiceClient client) {
      Scope needed = scope.orElseThrow(AuthorizationFeature::needsPerson);
      if (!client.has(needed)) {
        throw new JsonApiException(
            ErrorObject.of(
                403,
                "scope-missing",
                "API-tokenet har ikke området "
                    + needed.code()
                    + "; bed en administrator om et, der har.",
                "The API token lacks the scope "
                    + needed.code()
                    + "; ask an administrator for one that has it."));
      }
    }

    private void requireRole(Caller person) {
      if (roles.stream().noneMatch(person::has)) {
        throw new JsonApiException(
            ErrorObject.of(
                403,
                "not-allowed",
                "Din rolle giver ikke adgang til dette; bed en administrator om den rette rolle.",
                "Your role does not allow this; ask an administrator for the right one."));
      }
    }
  }

  /**
   * A client whose scope was enough for this method: to the container, which asks after it, it has
   * the roles that this method takes.
   */
  private record LetIn(SecurityContext outer, Set<String> roles) implements SecurityContext {
    @Override
    public Principal getUserPrincipal() {
      return outer.getUserPrincipal();
    }

    @Override
    public boolean isUserInRole(String role) {
      return roles.contains(role);
    }

    @Override
    public boolean isSecure() {
      return outer.isSecure();
    }

    @Override
    public String getAuthenticationScheme() {
      return outer.getAuthenticationScheme();
    }
  }

  /**
   * Lets nobody through, except to the runtime's own answer to OPTIONS, which only lists methods.
   */
  private record DenyFilter(boolean ours) implements ContainerRequestFilter {
    @Override
    public void filter(ContainerRequestContext request) {
      if (ours || !HttpMethod.OPTIONS.equals(request.getMethod())) {
        throw new JsonApiException(
            ErrorObject.of(
                403,
                "not-open",
                "Denne adresse er ikke åben for nogen.",
                "This address is not open to anybody."));
      }
    }
  }
}
