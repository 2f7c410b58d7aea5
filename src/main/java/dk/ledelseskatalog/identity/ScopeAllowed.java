package dk.ledelseskatalog.identity;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Opens a resource method that needs a role to service clients of a scope as well. Without it a
 * method with {@code @RolesAllowed} is for people only.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface ScopeAllowed {
  Scope value();
}
