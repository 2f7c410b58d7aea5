package dk.ledelseskatalog.platform;

import dk.ledelseskatalog.identity.Scope;
import dk.ledelseskatalog.identity.ScopeAllowed;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A method of a resource that is deployed, and the addresses it answers.
 *
 * @param template with the variables as JAX-RS has them
 * @param roles any of which is needed; empty where everybody may
 * @param scope that lets an API token in where roles are needed
 */
record DeployedRoute(String method, String template, Set<String> roles, Optional<Scope> scope) {

  /** All there are, as JAX-RS is told of them. OPTIONS is answered everywhere and left out. */
  static List<DeployedRoute> all() {
    List<DeployedRoute> routes = new ArrayList<>();
    routes.addAll(of(new ApiApplication(), path(ApiApplication.class)));
    routes.addAll(of(new XapiApplication(), path(XapiApplication.class)));
    routes.addAll(of(new DemoApplication(), path(DemoApplication.class)));
    routes.addAll(of(new EntryPageApplication(), path(EntryPageApplication.class)));
    routes.addAll(of(new MediaApplication(), path(MediaApplication.class)));
    routes.addAll(of(new OpenApiApplication(), "/openapi"));
    return routes;
  }

  /** The one that answers. The most literal template wins, as in JAX-RS. */
  static Optional<DeployedRoute> of(String method, String path) {
    return all().stream()
        .filter(route -> route.method().equalsIgnoreCase(method) && route.matches(path))
        .max(
            Comparator.comparingInt(
                route -> route.template().replaceAll("\\{[^}]*}", "").length()));
  }

  private boolean matches(String path) {
    String pattern =
        Arrays.stream(template.split("/", -1))
            .map(
                segment ->
                    segment.startsWith("{")
                        ? segment.contains(":")
                            ? "(" + segment.replaceAll(".*: *|}$", "") + ")"
                            : "[^/]+"
                        : Pattern.quote(segment))
            .collect(Collectors.joining("/"));
    return path.matches(pattern);
  }

  private static List<DeployedRoute> of(Application application, String base) {
    List<DeployedRoute> routes = new ArrayList<>();
    for (Class<?> resource : application.getClasses()) {
      Path root = resource.getAnnotation(Path.class);
      if (root != null) {
        add(resource, join(base, root.value()), routes);
      }
    }
    return routes;
  }

  private static void add(Class<?> resource, String base, List<DeployedRoute> routes) {
    for (Method method : resource.getMethods()) {
      Path below = method.getAnnotation(Path.class);
      String path = join(base, below == null ? "" : below.value());
      RolesAllowed roles = method.getAnnotation(RolesAllowed.class);
      boolean answers = false;
      for (Annotation annotation : method.getAnnotations()) {
        HttpMethod verb = annotation.annotationType().getAnnotation(HttpMethod.class);
        answers |= verb != null;
        if (verb != null && annotation.annotationType() != OPTIONS.class) {
          routes.add(
              new DeployedRoute(
                  verb.value(),
                  path,
                  roles == null ? Set.of() : Set.of(roles.value()),
                  Optional.ofNullable(method.getAnnotation(ScopeAllowed.class))
                      .map(ScopeAllowed::value)));
        }
      }
      if (below != null && !answers) {
        add(method.getReturnType(), path, routes); // a resource below this one
      }
    }
  }

  private static String path(Class<?> application) {
    return application.getAnnotation(ApplicationPath.class).value();
  }

  private static String join(String base, String path) {
    String below = path.replaceAll("^/|/$", "");
    return below.isEmpty() ? base : base + "/" + below;
  }
}
