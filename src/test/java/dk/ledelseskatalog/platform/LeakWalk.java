package dk.ledelseskatalog.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks every deployed GET route as nobody and as everybody, directly and through a cache that many
 * use, and tells what that cache gave to somebody it was not for.
 */
final class LeakWalk {
  private static final String NOBODY = "nobody";
  private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)[^}]*}");
  private static final Pattern LIST = Pattern.compile("(.*)/\\{id[^}]*}.*");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final URI service;
  private final Map<String, String> tokens = new LinkedHashMap<>();
  private final Set<String> personal = new TreeSet<>();
  private final List<String> faults = new ArrayList<>();

  /**
   * @param tokens by whose they are
   */
  LeakWalk(URI service, Map<String, String> tokens) {
    this.service = service;
    this.tokens.putAll(tokens);
    this.tokens.put(NOBODY, "");
  }

  /** What is wrong; empty if nothing leaks. */
  List<String> faults() {
    return faults;
  }

  /** The addresses whose answer depends on who asks. */
  Set<String> personal() {
    return personal;
  }

  /** Every address there is to walk, one or a few for each route. */
  Set<String> addresses() throws Exception {
    Set<String> addresses = new LinkedHashSet<>();
    for (DeployedRoute route : DeployedRoute.all()) {
      if (route.method().equals("GET")) {
        for (String id : ids(route.template())) {
          addresses.add(concrete(route.template(), id));
        }
      }
    }
    return addresses;
  }

  void through(CachingProxy proxy, Set<String> addresses) throws Exception {
    for (String address : addresses) {
      walk(proxy, address, "*/*");
      if (address.matches("/api/(completions|enrolments)")) {
        walk(proxy, address, "text/csv");
      }
    }
  }

  private void walk(CachingProxy proxy, String address, String accept) throws Exception {
    Map<String, HttpResponse<String>> direct = new LinkedHashMap<>();
    for (String person : tokens.keySet()) {
      direct.put(person, get(service, address, accept, person));
    }
    HttpResponse<String> open = get(service, address, accept, NOBODY);
    boolean depends = direct.values().stream().anyMatch(answer -> !same(answer, open));
    if (depends) {
      personal.add(address);
      direct.forEach(
          (person, answer) -> {
            String control = String.join(",", answer.headers().allValues("Cache-Control"));
            if (!control.contains("no-store") || control.matches(".*(public|s-maxage).*")) {
              faults.add(address + " for " + person + " is sent with " + control);
            }
          });
    }
    // Whoever has a token asks first, then nobody, then the first of them once more, and nobody.
    List<String> order = new ArrayList<>(tokens.keySet());
    order.add(order.get(0));
    order.add(NOBODY);
    for (String person : order) {
      HttpResponse<String> answer = get(proxy.address(), address, accept, person);
      boolean kept = answer.headers().firstValue("X-Cache").orElse("").equals("HIT");
      String where = address + " for " + person + " (" + accept + ") by the cache";
      if (answer.headers().firstValue("X-Cache").isEmpty()) {
        faults.add(where + ": nothing says whether it was kept");
      }
      if (depends && kept) {
        faults.add(where + ": it was kept");
      }
      HttpResponse<String> expected = direct.getOrDefault(person, open);
      if (answer.statusCode() != expected.statusCode()) {
        faults.add(where + ": " + answer.statusCode());
      }
      if (person.equals(NOBODY) && !same(answer, open)) {
        faults.add(where + ": " + answer.body() + " instead of " + open.body());
      }
    }
  }

  private static boolean same(HttpResponse<String> one, HttpResponse<String> other) {
    return one.statusCode() == other.statusCode() && one.body().equals(other.body());
  }

  /** Of what stands in the list above, as each person sees it; an entry's for content. */
  private Set<String> ids(String template) throws Exception {
    Matcher list = LIST.matcher(template);
    if (!list.matches() || list.group(1).contains("{type")) {
      return Set.of("tillid");
    }
    Set<String> ids = new LinkedHashSet<>();
    for (String person : tokens.keySet()) {
      HttpResponse<String> answer = get(service, concrete(list.group(1), "x"), "*/*", person);
      if (answer.statusCode() == 200) {
        JsonNode first = JSON.readTree(answer.body()).at("/data/0/id");
        if (!first.isMissingNode()) {
          ids.add(first.asText());
        }
      }
    }
    return ids.isEmpty() ? Set.of("x") : ids;
  }

  private static String concrete(String template, String id) {
    return VARIABLE
        .matcher(template)
        .replaceAll(
            variable ->
                switch (variable.group(1)) {
                  case "type" -> "themes";
                  case "id" -> id;
                  case "relationship" -> "principles";
                  case "number" -> "1";
                  case "night" -> "2026-01-01";
                  default -> "completed";
                });
  }

  private HttpResponse<String> get(URI site, String address, String accept, String person)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(site.resolve(address)).header("Accept", accept);
    String token = tokens.getOrDefault(person, "");
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }
}
