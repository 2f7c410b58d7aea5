package dk.ledelseskatalog.platform;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The delivered program as a process of its own, started as an operator starts it. */
final class RunningService implements AutoCloseable {
  private static final Path SERVER = Path.of("target", "dist", "ledelseskatalog-server.jar");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  private final Process process;
  private final int port;
  private final List<String> output = new CopyOnWriteArrayList<>();
  private final CompletableFuture<String> ready = new CompletableFuture<>();

  private RunningService(Process process, int port) {
    this.process = process;
    this.port = port;
    Thread reader = new Thread(this::read, "service-output");
    reader.setDaemon(true);
    reader.start();
  }

  /** Starts it on a free port; returns at once. */
  static RunningService launch(Map<String, String> environment) throws IOException {
    return launch(freePort(), environment);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  static RunningService launch(int port, Map<String, String> environment) throws IOException {
    // Most of a short life is spent compiling: a third less without the second compiler.
    return launch(port, environment, List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"));
  }

  private static RunningService launch(
      int port, Map<String, String> environment, List<String> machine) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(machine);
    command.addAll(List.of("-jar", SERVER.toString()));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("LEDELSESKATALOG_"));
    builder.environment().put("PORT", Integer.toString(port));
    builder.environment().putAll(environment);
    return new RunningService(builder.start(), port);
  }

  /**
   * Runs a command of the delivered program.
   *
   * @return its exit status and what it printed
   */
  static String command(Map<String, String> environment, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-jar", SERVER.toString()));
    command.addAll(List.of(arguments));
    Path output = Files.createTempFile("command", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("LEDELSESKATALOG_"));
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().putAll(environment);
    Process process = builder.start();
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
    return process.exitValue() + " " + Files.readString(output);
  }

  /** Starts it and waits until it is ready. */
  static RunningService start(Map<String, String> environment) throws Exception {
    RunningService service = launch(environment);
    service.awaitReady();
    return service;
  }

  /** The same for a long life, to be measured; with these options for the virtual machine. */
  static RunningService startToMeasure(Map<String, String> environment, List<String> machine)
      throws Exception {
    RunningService service = launch(freePort(), environment, machine);
    service.awaitReady();
    return service;
  }

  /** The line it prints when it is ready. */
  String awaitReady() throws InterruptedException, ExecutionException {
    try {
      return ready.get(300, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      process.destroyForcibly();
      throw new AssertionError("Not ready after 300 s:\n" + String.join("\n", output), e);
    }
  }

  int port() {
    return port;
  }

  long pid() {
    return process.pid();
  }

  /** The processor time it has taken so far. */
  Duration cpuTime() {
    return process.info().totalCpuDuration().orElseThrow();
  }

  /** Everything it has printed. */
  List<String> output() {
    return List.copyOf(output);
  }

  URI uri(String path) {
    return URI.create("http://localhost:" + port + path);
  }

  /** A token of the demo issuer. */
  String token(String person) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(uri("/demo/token?person=" + person))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build());
    return JSON.readTree(answer.body()).path("access_token").asText();
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(uri(path)).build());
  }

  HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
  }

  /** {@code kill -9}. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** {@code kill -TERM}; how long it took to end. */
  Duration terminate() throws InterruptedException {
    long begin = System.nanoTime();
    process.destroy();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  /** The exit status of a start that fails. */
  int awaitExit() throws InterruptedException {
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
      throw new AssertionError("Still running:\n" + String.join("\n", output));
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    kill();
  }

  private void read() {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String line;
      while ((line = reader.readLine()) != null) {
        output.add(line);
        if (line.startsWith("Ready: ")) {
          ready.complete(line);
        }
      }
    } catch (IOException e) {
      output.add("(the output ended: " + e.getMessage() + ")");
    }
    ready.completeExceptionally(
        new AssertionError("It ended before it was ready:\n" + String.join("\n", output)));
  }

  /** Copies the content model, for a test to break. */
  static Path copyOfContentModel(Path folder) throws IOException {
    Path source = Path.of("content-model");
    try (var files = Files.walk(source)) {
      for (Path file : files.toList()) {
        Path target = folder.resolve(source.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
    return folder;
  }
}
