package dk.ledelseskatalog.lrs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A real Learning Record Store in a process of its own, on a free port of the loopback address. It
 * keeps statements in memory and takes any user and password. Run {@code npm ci} in {@code
 * src/test/lrs} first.
 */
public final class LrsProcess implements AutoCloseable {
  private static final Pattern READY = Pattern.compile("LRS ready at (\\S+)");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final URI endpoint;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private LrsProcess(Process process, URI endpoint) {
    this.process = process;
    this.endpoint = endpoint;
  }

  /** Starts one on a free port. */
  public static LrsProcess start() throws IOException {
    return start(0);
  }

  public static LrsProcess start(int port) throws IOException {
    Process process =
        new ProcessBuilder(
                "node",
                Path.of("src/test/lrs/start.mjs").toString(),
                Integer.toString(port),
                "--child")
            .redirectErrorStream(true)
            .start();
    BufferedReader output = process.inputReader();
    List<String> said = new ArrayList<>();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      Matcher ready = READY.matcher(line);
      if (ready.find()) {
        discard(process.getInputStream());
        return new LrsProcess(process, URI.create(ready.group(1)));
      }
      said.add(line);
    }
    throw new IOException("The LRS did not start; run npm ci in src/test/lrs: " + said);
  }

  /** The base address, with a slash at its end. */
  public URI endpoint() {
    return endpoint;
  }

  /** Every statement it holds, oldest first. */
  public List<JsonNode> statements() throws IOException, InterruptedException {
    // In one page: this store sorts by time and continues by random id, so its pages leave out
    // some.
    List<JsonNode> all = new ArrayList<>();
    JSON.readTree(get(endpoint.resolve("statements?ascending=true&limit=1000000")))
        .path("statements")
        .forEach(all::add);
    return all;
  }

  /** The ids of every statement it holds, oldest first. */
  public List<String> statementIds() throws IOException, InterruptedException {
    return statements().stream().map(statement -> statement.path("id").asText()).toList();
  }

  /** Stores one statement, as somebody else would. */
  public void store(byte[] statement) throws IOException, InterruptedException {
    HttpResponse<String> response =
        http.send(
            request(endpoint.resolve("statements"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(statement))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException(response.statusCode() + " " + response.body());
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private byte[] get(URI uri) throws IOException, InterruptedException {
    return http.send(request(uri).build(), HttpResponse.BodyHandlers.ofByteArray()).body();
  }

  private static HttpRequest.Builder request(URI uri) throws IOException {
    return HttpRequest.newBuilder(uri)
        .header("Authorization", Authorization.basic("test", "test").header())
        .header("X-Experience-API-Version", "1.0.3");
  }

  /** A process whose output nobody reads stops when the pipe is full. */
  private static void discard(InputStream output) {
    Thread reader =
        new Thread(
            () -> {
              try (output) {
                output.transferTo(java.io.OutputStream.nullOutputStream());
              } catch (IOException e) {
                // The process ended.
              }
            },
            "lrs-output");
    reader.setDaemon(true);
    reader.start();
  }
}
