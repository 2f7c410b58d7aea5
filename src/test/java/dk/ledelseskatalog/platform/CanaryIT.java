package dk.ledelseskatalog.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dk.ledelseskatalog.lrs.LrsProcess;
import dk.ledelseskatalog.persistence.Database;
import dk.ledelseskatalog.persistence.DatabaseSettings;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A thousand marked strings (names, mail addresses, what somebody wrote, tokens) through every
 * input of the delivered program: none may be in the store, the outbox, the log, the metrics, the
 * index, the answers to what was refused, the audit log, or anywhere else in the database but where
 * the person's identity is.
 */
class CanaryIT {
  private static final int CANARIES = 1_000;
  private static final String MARK = "zqcanary";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The one place that may know: a person is issuer and subject. */
  private static final String IDENTITIES = "person";

  @Test
  void noneOfAThousandCanariesIsFoundAnywhere(@TempDir Path folder) throws Exception {
    long seed = Long.getLong("canary.seed", new Random().nextLong());
    System.out.println("CanaryIT: -Dcanary.seed=" + seed);
    Random random = new Random(seed);
    List<String> leaks = new ArrayList<>();
    try (LrsProcess lrs = LrsProcess.start()) {
      Map<String, String> environment =
          Map.of(
              "LEDELSESKATALOG_DATA_DIR", folder.toString(),
              "LEDELSESKATALOG_PUBLIC_URL", "https://ledelse.example.dk",
              "LEDELSESKATALOG_EXAMPLES", "true",
              "LEDELSESKATALOG_LRS_ENDPOINT", lrs.endpoint().toString(),
              "LEDELSESKATALOG_LRS_USERNAME", "username",
              "LEDELSESKATALOG_LRS_PASSWORD", "password");
      List<String> output;
      try (RunningService service = RunningService.start(environment)) {
        Inputs inputs = new Inputs(service, folder);
        int accepted = 0;
        for (int i = 0; i < CANARIES; i++) {
          Input input = inputs.all.get(i % inputs.all.size());
          HttpResponse<String> answer = input.send(canary(random, i / inputs.all.size() + i));
          if (answer.statusCode() / 100 == 2) {
            accepted++;
          } else if (marked(answer.body()) || marked(answer.headers().map().toString())) {
            leaks.add("answer " + answer.statusCode() + ": " + answer.body());
          }
          assertThat(answer.statusCode()).as(answer.body()).isLessThan(500);
        }
        assertThat(accepted).as("some must get in to be looked for").isGreaterThan(CANARIES / 20);

        awaitDelivery(service);
        if (marked(service.get("/metrics").body())) {
          leaks.add("metrics");
        }
        if (marked(service.get("/health/ready").body())) {
          leaks.add("health");
        }
        String hits = service.get("/api/search?filter%5Bq%5D=" + MARK).body();
        if (!JSON.readTree(hits).path("data").isEmpty()) {
          leaks.add("index: " + hits);
        }
        assertThat(lrs.statements()).isNotEmpty();
        if (marked(lrs.statements().toString())) {
          leaks.add("store");
        }
        service.terminate();
        output = service.output();
      }
      output.stream().filter(CanaryIT::marked).forEach(line -> leaks.add("log: " + line));
    }
    leaks.addAll(inDatabase(folder));
    // Searched for above by this test: a bare word, which no canary is.
    leaks.remove("table SEARCH_COUNT: " + MARK);
    if (marked(Files.readString(folder.resolve("erasures.jsonl")))) {
      leaks.add("erasures.jsonl");
    }

    assertThat(leaks).isEmpty();
  }

  /** One way in. */
  private interface Input {
    HttpResponse<String> send(String canary) throws Exception;
  }

  /** Every way in. */
  private static final class Inputs {
    final List<Input> all = new ArrayList<>();
    private final RunningService service;
    private final ECKey key;
    private final Map<String, String> tokens;

    Inputs(RunningService service, Path folder) throws Exception {
      this.service = service;
      this.key = ECKey.parse(Files.readString(folder.resolve("demo-issuer.jwk")));
      this.tokens =
          Map.of(
              "leader", token("leder", "leader", ""),
              "facilitator", token("facilitator", "facilitator", ""),
              "administrator", token("administrator", "administrator", ""));
      bodies();
      queries();
      headers();
      paths();
      claims();
    }

    private void bodies() {
      String[] completions = {
        "{\"data\": {\"type\": \"completions\", \"attributes\": {\"note\": %s}}}",
        "{\"data\": {\"type\": \"completions\", \"attributes\": {%s: 1}}}",
        "{\"data\": {\"type\": \"completions\", \"attributes\": {\"registration\": %s},"
            + " \"relationships\": {\"activity\": {\"data\":"
            + " {\"type\": \"reflections\", \"id\": \"paa-fast-grund\"}}}}}",
        "{\"data\": {\"type\": \"completions\", \"attributes\": {\"completedAt\": %s},"
            + " \"relationships\": {\"activity\": {\"data\":"
            + " {\"type\": \"reflections\", \"id\": \"paa-fast-grund\"}}}}}",
        "{\"data\": {\"type\": \"completions\", \"attributes\": {\"durationSeconds\": %s},"
            + " \"relationships\": {\"activity\": {\"data\":"
            + " {\"type\": \"reflections\", \"id\": \"paa-fast-grund\"}}}}}",
        // These two are allowed, and recorded without it.
        "{\"data\": {\"type\": \"completions\", \"lid\": %s, \"relationships\": {\"activity\":"
            + " {\"data\": {\"type\": \"reflections\", \"id\": \"paa-fast-grund\"}}}}}",
        "{\"data\": {\"type\": \"completions\", \"attributes\": {\"@note\": %s},"
            + " \"relationships\": {\"activity\": {\"data\":"
            + " {\"type\": \"reflections\", \"id\": \"paa-fast-grund\"}}}}}",
        "{\"data\": {\"type\": \"completions\", \"relationships\": {\"activity\": {\"data\":"
            + " {\"type\": \"reflections\", \"id\": %s}}}}}",
        "{\"data\": {\"type\": \"completions\", \"relationships\": {\"activity\": {\"data\":"
            + " {\"type\": %s, \"id\": \"x\"}}}}}",
        "{\"data\": {\"type\": \"completions\", \"relationships\": {%s: {}}}}",
        "{\"data\": {\"type\": \"completions\", \"relationships\": {%s: {\"data\": null}}}}",
        "{\"data\": {\"type\": %s}}",
        "{\"data\": {\"type\": \"completions\", \"id\": %s}}",
        "{\"data\": %s}",
        "{%s: {}}",
        "%s",
        "{\"data\": {\"type\": \"completions\" %s",
      };
      for (String body : completions) {
        all.add(canary -> post("/api/completions", "leader", body.formatted(quoted(canary))));
      }
      for (String type : List.of("sessions", "enrolments", "teams", "corrections", "dialogues")) {
        String body = "{\"data\": {\"type\": \"" + type + "\", \"attributes\": {\"note\": %s}}}";
        String role = type.equals("sessions") ? "facilitator" : "leader";
        all.add(canary -> post("/api/" + type, role, body.formatted(quoted(canary))));
      }
      for (String attribute : List.of("pseudonym", "issuer", "subject", "reason", "note")) {
        String body =
            "{\"data\": {\"type\": \"erasures\", \"attributes\": {\"" + attribute + "\": %s}}}";
        all.add(canary -> post("/api/erasures", "administrator", body.formatted(quoted(canary))));
      }
      all.add(
          canary ->
              post(
                  "/api/erasures",
                  "administrator",
                  ("{\"data\": {\"type\": \"erasures\", \"attributes\": {\"issuer\": %s,"
                          + " \"subject\": %s, \"reason\": \"left\"}}}")
                      .formatted(quoted(canary), quoted(canary))));
      all.add(
          canary ->
              send(
                  request("/api/sessions/x/attendance", "facilitator")
                      .header("Content-Type", "text/csv")
                      .POST(BodyPublishers.ofString("enrolment,status\n" + canary + ",attended"))));
    }

    private void queries() {
      for (String address :
          List.of(
              "/api/completions?filter%5Bactivity%5D=",
              "/api/completions?page%5Bsize%5D=",
              "/api/audit-events?filter%5Bsubject%5D=",
              "/api/audit-events?filter%5Baction%5D=",
              "/api/audit-events?filter%5Bfrom%5D=",
              "/api/audit-events?page%5Bafter%5D=",
              "/api/erasures?page%5Bnumber%5D=",
              "/api/retention-reports?page%5Bnumber%5D=",
              "/api/themes?include=",
              "/api/themes?sort=",
              "/api/themes?fields%5Bthemes%5D=",
              "/api/themes?page%5Bnumber%5D=",
              "/api/reflections?filter%5Btheme%5D=",
              "/api/search?filter%5Bq%5D=",
              "/api/search?filter%5Bq%5D=mod&filter%5Btype%5D=",
              "/api/suggestions?filter%5Bq%5D=",
              "/api/enrolments?filter%5Bsession%5D=",
              "/api/sessions?filter%5Bmasterclass%5D=",
              "/api/me?confirmErasure=")) {
        all.add(canary -> get(address + encoded(canary), "administrator"));
      }
      for (String address :
          List.of("/api/completions", "/api/themes", "/api/search", "/api/me", "/api/erasures")) {
        all.add(canary -> get(address + "?" + encoded(canary) + "=1", "administrator"));
        all.add(canary -> get(address + "?filter%5B" + encoded(canary) + "%5D=1", "administrator"));
      }
      all.add(
          canary -> send(request("/api/me?confirmErasure=" + encoded(canary), "leader").DELETE()));
      all.add(
          canary ->
              send(
                  request("/demo/token?person=" + encoded(canary), "leader")
                      .POST(BodyPublishers.noBody())));
    }

    private void headers() {
      for (String header :
          List.of(
              "Accept",
              "Accept-Language",
              "If-Match",
              "If-None-Match",
              "Origin",
              "User-Agent",
              "Referer",
              "Cookie",
              "X-Request-Id",
              "X-Forwarded-For")) {
        all.add(
            canary -> send(request("/api/completions", "leader").setHeader(header, canary).GET()));
      }
      for (String type : List.of("", "application/vnd.api+json;ext=", "application/json;name=")) {
        all.add(
            canary ->
                send(
                    request("/api/completions", "leader")
                        .setHeader("Content-Type", type + canary)
                        .POST(BodyPublishers.ofString("{}"))));
        all.add(
            canary -> send(request("/api/themes", "leader").setHeader("Accept", type + canary)));
      }
      for (String scheme : List.of("Bearer ", "Basic ", "")) {
        all.add(
            canary ->
                send(request("/api/me", "leader").setHeader("Authorization", scheme + canary)));
      }
    }

    private void paths() {
      for (String path :
          List.of(
              "/%s",
              "/api/%s",
              "/api/themes/%s",
              "/api/themes/mod/%s",
              "/api/themes/mod/relationships/%s",
              "/api/completions/%s",
              "/api/erasures/%s",
              "/api/retention-reports/%s",
              "/api/releases/%s",
              "/api/sessions/%s",
              "/api/enrolments/%s",
              "/demo/%s",
              "/xapi/%s",
              "/xapi/activities/reflections/%s",
              "/xapi/profile/versions/%s",
              "/xapi/verbs/%s")) {
        all.add(
            canary -> get(path.formatted(encoded(canary).replace("+", "%20")), "administrator"));
      }
    }

    /** A valid token of somebody whose every claim is marked completes, looks and goes. */
    private void claims() {
      all.add(
          canary ->
              send(
                  request("/api/completions", "leader")
                      .setHeader(
                          "Authorization", "Bearer " + token(subject(canary), "leader", canary))
                      .setHeader("Content-Type", "application/vnd.api+json")
                      .POST(BodyPublishers.ofString(completion()))));
      all.add(
          canary -> {
            String authorization = "Bearer " + token(subject(canary), "leader", canary);
            HttpResponse<String> recorded =
                send(
                    request("/api/completions", "leader")
                        .setHeader("Authorization", authorization)
                        .setHeader("Content-Type", "application/vnd.api+json")
                        .POST(BodyPublishers.ofString(completion())));
            assertThat(recorded.statusCode()).as(recorded.body()).isEqualTo(201);
            send(request("/api/me", "leader").setHeader("Authorization", authorization));
            return send(
                request("/api/me?confirmErasure=true", "leader")
                    .setHeader("Authorization", authorization)
                    .DELETE());
          });
      all.add(
          canary ->
              send(
                  request("/api/me", "leader")
                      .setHeader(
                          "Authorization",
                          "Bearer " + token(subject(canary), "not-a-role", canary))));
    }

    private static String subject(String canary) {
      return canary.substring(0, Math.min(canary.length(), 200));
    }

    private String token(String subject, String role, String canary) throws Exception {
      Instant now = Instant.now();
      SignedJWT token =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.ES256)
                  .type(new JOSEObjectType("at+jwt"))
                  .keyID(key.getKeyID())
                  .build(),
              new JWTClaimsSet.Builder()
                  .issuer("urn:ledelseskatalog:demo")
                  .subject(subject)
                  .audience("ledelseskatalog")
                  .issueTime(Date.from(now))
                  .expirationTime(Date.from(now.plusSeconds(3600)))
                  .claim("roles", List.of(role))
                  .claim("name", canary)
                  .claim("email", canary)
                  .claim("preferred_username", canary)
                  .build());
      token.sign(new ECDSASigner(key));
      return token.serialize();
    }

    private static String completion() {
      return """
      {"data": {"type": "completions", "attributes": {"registration": "%s"},
       "relationships": {"activity": {"data":
         {"type": "reflections", "id": "paa-fast-grund"}}}}}\
      """
          .formatted(UUID.randomUUID());
    }

    private HttpRequest.Builder request(String path, String role) {
      return HttpRequest.newBuilder(service.uri(path))
          .header("Authorization", "Bearer " + tokens.get(role));
    }

    private HttpResponse<String> get(String path, String role) throws Exception {
      return send(request(path, role));
    }

    private HttpResponse<String> post(String path, String role, String body) throws Exception {
      return send(
          request(path, role)
              .header("Content-Type", "application/vnd.api+json")
              .POST(BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request)
        throws IOException, InterruptedException {
      return service.send(request.build());
    }

    private static String quoted(String canary) throws IOException {
      return JSON.writeValueAsString(canary);
    }

    private static String encoded(String canary) {
      return URLEncoder.encode(canary, StandardCharsets.UTF_8);
    }
  }

  private static String canary(Random random, int kind) {
    byte[] bytes = new byte[6];
    random.nextBytes(bytes);
    String mark = MARK + HexFormat.of().formatHex(bytes);
    return switch (kind % 4) {
      case 0 -> "Anne " + mark + " Jensen";
      case 1 -> "anne." + mark + "@halsnaes.example.dk";
      case 2 -> "I dag var jeg bange for at sige fra, og " + mark + " fik det sidste ord.";
      default -> "eyJhbGciOiJub25lIn0." + mark.repeat(8) + ".";
    };
  }

  private static boolean marked(String text) {
    return text.contains(MARK);
  }

  private static void awaitDelivery(RunningService service) throws Exception {
    for (int i = 0; i < 600; i++) {
      String metrics = service.get("/metrics").body();
      if (metrics
          .lines()
          .anyMatch(line -> line.matches("ledelseskatalog_outbox_waiting.* 0(\\.0)?"))) {
        return;
      }
      Thread.sleep(50);
    }
    throw new AssertionError("Statements still wait");
  }

  /** Where in the database a canary is, apart from the identities. */
  private static List<String> inDatabase(Path folder) throws Exception {
    List<String> found = new ArrayList<>();
    try (Database database = Database.open(DatabaseSettings.embeddedIn(folder));
        Connection connection = database.dataSource().getConnection()) {
      for (String table : tables(connection)) {
        if (!table.equalsIgnoreCase(IDENTITIES)) {
          search(connection, table, found);
        }
      }
      connection.rollback();
    }
    return found;
  }

  private static Set<String> tables(Connection connection) throws SQLException {
    Set<String> tables = new TreeSet<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select table_name from information_schema.tables where table_schema = 'PUBLIC'")) {
      while (rows.next()) {
        tables.add(rows.getString(1));
      }
    }
    return tables;
  }

  private static void search(Connection connection, String table, List<String> found)
      throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select * from \"" + table + "\"")) {
      while (rows.next()) {
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          Object value = rows.getObject(i);
          String text =
              value instanceof byte[] bytes
                  ? new String(bytes, StandardCharsets.UTF_8)
                  : String.valueOf(value);
          if (marked(text)) {
            found.add("table " + table + ": " + text);
          }
        }
      }
    }
  }
}
