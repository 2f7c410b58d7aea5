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
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.util.Set;

/**
 * Denies by default: a resource method is callable only as its own {@code @PermitAll} or
 * {@code @RolesAllowed} says. The container leaves unannotated methods open, and an annotation on
 * the class would silently cover a method added later; so neither counts here.
 */
@Provider
public final class AuthorizationFeature implements DynamicFeature {
  private static final String OURS = "dk.ledelseskatalog.";

  @Override
  public void configure(ResourceInfo resource, FeatureContext context) {
    Method method = resource.getResourceMethod();
    RolesAllowed roles = method.getAnnotation(RolesAllowed.class);
    if (roles != null) {
      context.register(new RoleFilter(Set.of(roles.value())), Priorities.AUTHORIZATION);
    } else if (!method.isAnnotationPresent(PermitAll.class)) {
      boolean ours = resource.getResourceClass().getName().startsWith(OURS);
      context.register(new DenyFilter(ours), Priorities.AUTHORIZATION);
    }
  }

  /** Lets through whoever has one of the roles. */
  private record RoleFilter(Set<String> roles) implements ContainerRequestFilter {
    @Override
    public void filter(ContainerRequestContext request) {
      if (!(request.getSecurityContext().getUserPrincipal() instanceof Person person)) {
        throw new JsonApiException(
            ErrorObject.of(
                401,
                "not-signed-in",
                Source.header(HttpHeaders.AUTHORIZATION),
                "Log ind, og send dit token i headeren Authorization.",
                "Sign in and send your token in the Authorization header."));
      }
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
