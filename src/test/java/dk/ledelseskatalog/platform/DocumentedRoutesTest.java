package dk.ledelseskatalog.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dk.ledelseskatalog.contentmodel.ContentModel;
import dk.ledelseskatalog.openapi.OpenApi;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The routes that are deployed and the routes that are described are the same. */
class DocumentedRoutesTest {
  private static final Set<String> OF_THE_CONTAINER =
      Set.of("/health", "/health/live", "/health/ready", "/metrics");

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
    for (DeployedRoute route : DeployedRoute.all()) {
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
                            Optional<DeployedRoute> route = route(method, path.getKey());
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
                            DeployedRoute route =
                                route(operation.getKey(), path.getKey()).orElseThrow();
                            Set<String> roles = route.roles();
                            String says = operation.getValue().path("description").asText();
                            assertThat(says.contains("API tokens need "))
                                .as(operation.getKey() + " " + path.getKey())
                                .isEqualTo(route.scope().isPresent());
                            route
                                .scope()
                                .ifPresent(
                                    scope ->
                                        assertThat(says)
                                            .contains("API tokens need " + scope.code() + "."));
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

  private static Optional<DeployedRoute> route(String method, String path) {
    return DeployedRoute.of(method, path.replaceAll("\\{[^}]*}", "x"));
  }
}
