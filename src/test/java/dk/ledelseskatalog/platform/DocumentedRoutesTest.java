package dk.ledelseskatalog.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dk.ledelseskatalog.contentmodel.ContentModel;
import dk.ledelseskatalog.openapi.OpenApi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.core.Application;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The routes that are deployed and the routes that are described are the same. */
class DocumentedRoutesTest {
  private static final Set<String> OF_THE_CONTAINER =
      Set.of("/health", "/health/live", "/health/ready", "/metrics");

  /** A method of a resource and the addresses it answers. */
  private record Deployed(String method, String template, Set<String> roles) {
    boolean matches(String path) {
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

    /** The most literal template wins, as in JAX-RS. */
    int literals() {
      return template.replaceAll("\\{[^}]*}", "").length();
    }
  }

  private static JsonNode paths = new ObjectMapper().createObjectNode();

  @BeforeAll
  static void describe() throws Exception {
    paths =
        new ObjectMapper()
            .readTree(
                OpenApi.of(
                        ContentModel.read(java.nio.file.Path.of("content-model")),
                        URI.create("http://localhost"))
                    .toJson())
            .path("paths");
  }

  @Test
  void whatIsDeployedIsDescribedAndWhatIsDescribedIsDeployed() {
    Map<String, Set<String>> described = new TreeMap<>();
    for (Deployed route : deployed()) {
      described.put(route.method() + " " + route.template(), new TreeSet<>());
    }
    paths
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        method -> {
                          if (!OF_THE_CONTAINER.contains(path.getKey())) {
                            Optional<Deployed> route = route(method, path.getKey());
                            assertThat(route)
                                .as("deployed: " + method + " " + path.getKey())
                                .isPresent();
                            described
                                .getOrDefault(
                                    route.get().method() + " " + route.get().template(), Set.of())
                                .add(path.getKey());
                          }
                        }));
    described.forEach(
        (route, by) ->
            assertThat(by)
                .as("Describe " + route + " in a class of dk.ledelseskatalog.openapi")
                .isNotEmpty());
  }

  @Test
  void whoMayIsDescribed() {
    paths
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        operation -> {
                          if (!OF_THE_CONTAINER.contains(path.getKey())) {
                            Set<String> roles =
                                route(operation.getKey(), path.getKey()).orElseThrow().roles();
                            String says = operation.getValue().path("description").asText();
                            String who = says.replaceAll("(?s).*(For |Open to )", "");
                            assertThat(
                                    who.equals("everybody.")
                                        ? Set.of()
                                        : Set.of(who.replace(".", "").split(", ")))
                                .as(operation.getKey() + " " + path.getKey())
                                .isEqualTo(roles);
                          }
                        }));
  }

  private static Optional<Deployed> route(String method, String path) {
    String concrete = path.replaceAll("\\{[^}]*}", "x");
    return deployed().stream()
        .filter(route -> route.method().equalsIgnoreCase(method) && route.matches(concrete))
        .max(Comparator.comparingInt(Deployed::literals));
  }

  private static List<Deployed> deployed() {
    List<Deployed> routes = new ArrayList<>();
    routes.addAll(of(new ApiApplication(), path(ApiApplication.class)));
    routes.addAll(of(new XapiApplication(), path(XapiApplication.class)));
    routes.addAll(of(new DemoApplication(), path(DemoApplication.class)));
    routes.addAll(of(new OpenApiApplication(), "/openapi"));
    return routes;
  }

  private static List<Deployed> of(Application application, String base) {
    List<Deployed> routes = new ArrayList<>();
    for (Class<?> resource : application.getClasses()) {
      jakarta.ws.rs.Path root = resource.getAnnotation(jakarta.ws.rs.Path.class);
      if (root == null) {
        continue;
      }
      for (Method method : resource.getDeclaredMethods()) {
        jakarta.ws.rs.Path below = method.getAnnotation(jakarta.ws.rs.Path.class);
        String path = join(join(base, root.value()), below == null ? "" : below.value());
        RolesAllowed roles = method.getAnnotation(RolesAllowed.class);
        for (Annotation annotation : method.getAnnotations()) {
          HttpMethod verb = annotation.annotationType().getAnnotation(HttpMethod.class);
          if (verb != null && annotation.annotationType() != OPTIONS.class) {
            routes.add(
                new Deployed(verb.value(), path, roles == null ? Set.of() : Set.of(roles.value())));
          }
        }
      }
    }
    return routes;
  }

  private static String path(Class<?> application) {
    return application.getAnnotation(ApplicationPath.class).value();
  }

  private static String join(String base, String path) {
    String below = path.replaceAll("^/|/$", "");
    return below.isEmpty() ? base : base + "/" + below;
  }
}
