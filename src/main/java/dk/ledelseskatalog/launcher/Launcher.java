package dk.ledelseskatalog.launcher;

import dk.ledelseskatalog.configuration.Configuration;
import dk.ledelseskatalog.configuration.ConfigurationException;
import fish.payara.micro.BootstrapException;
import fish.payara.micro.boot.AdminCommandRunner;
import fish.payara.micro.boot.PayaraMicroBoot;
import fish.payara.micro.boot.PayaraMicroLauncher;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** The main class of {@code ledelseskatalog-server.jar}. */
public final class Launcher {
  private static final String LISTENER =
      "configs.config.server-config.network-config.network-listeners.network-listener.http-listener";
  private static final String HTTP =
      "configs.config.server-config.network-config.protocols.protocol.http-listener.http";

  private static final String TRANSPORT =
      "configs.config.server-config.network-config.transports.transport.tcp";

  private static final String LEADER_FOLLOWER =
      "org.glassfish.grizzly.strategies.LeaderFollowerNIOStrategy";

  private Launcher() {}

  public static void main(String[] arguments) throws Exception {
    PrintStream out = System.out;
    try {
      if (arguments.length > 0) {
        Commands.run(war(), payara(), arguments);
        return;
      }
      start(out);
    } catch (StartException | ConfigurationException e) {
      System.err.println(e.getMessage());
      System.err.flush();
      // Not exit: a half-started container's shutdown hooks can wait for each other for ever.
      Runtime.getRuntime().halt(1);
    }
  }

  private static void start(PrintStream out) throws Exception {
    Configuration configuration = Configuration.read(Launcher::setting);
    int port = configuration.port();
    String address = configuration.bindAddress();
    requireFree(address, port);

    AtomicReference<AdminCommandRunner> commands = new AtomicReference<>();
    PayaraMicroBoot payara = PayaraMicroLauncher.getBootClass();
    payara
        .setNoCluster(true)
        .setNoHazelcast(true)
        .setPrintLogo(false)
        .setHttpPort(port)
        .setLogPropertiesFile(logging().toFile())
        .addDeploymentFile(war().toFile())
        .setPreBootHandler(
            runner -> {
              commands.set(runner);
              // Closed until there is something to answer: the container would answer by itself.
              runner.run("set", LISTENER + ".enabled=false");
              runner.run("set", LISTENER + ".address=" + address);
              runner.run("set", HTTP + ".xpowered-by=false");
              runner.run("set", HTTP + ".server-header=false");
              // For uploads over thin lines; other bodies are given a minute where they are read.
              runner.run("set", HTTP + ".request-timeout-seconds=900");
              // Who reads a request answers it: another thread would cost as much (ADR 0028).
              runner.run("set", TRANSPORT + ".io-strategy=" + LEADER_FOLLOWER);
              // How many requests a connection may carry: no client gains by opening another.
              runner.run("set", HTTP + ".max-connections=-1");
            });
    try {
      payara.bootStrap();
    } catch (BootstrapException e) {
      throw new StartException("The service did not start: " + e.getMessage());
    }
    String ready = System.getProperty("ledelseskatalog.ready");
    if (ready == null) {
      throw new StartException(
          System.getProperty(
              "ledelseskatalog.failure",
              "The service did not start; the log above says why (level SEVERE)."));
    }
    AdminCommandRunner runner = Objects.requireNonNull(commands.get());
    runner.run("set", LISTENER + ".enabled=true");
    new Departure(() -> runner.run("set", LISTENER + ".enabled=false")).onTerminate();
    out.println(ready);
    out.flush();
  }

  private static void requireFree(String address, int port) throws StartException {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(address), port));
    } catch (UnknownHostException e) {
      throw new StartException(
          "LEDELSESKATALOG_BIND_ADDRESS must be an address of this machine, not '"
              + address
              + "'.");
    } catch (IOException e) {
      throw new StartException(
          "Port "
              + port
              + " on "
              + address
              + " cannot be used ("
              + e.getMessage()
              + "); set PORT to a free one, or LEDELSESKATALOG_BIND_ADDRESS to an address of this"
              + " machine.");
    }
  }

  /**
   * As the WAR's MicroProfile Config does it, but system properties give way to the environment.
   */
  private static Optional<String> setting(String name) {
    return Optional.ofNullable(System.getenv(name))
        .or(() -> Optional.ofNullable(System.getProperty(name)));
  }

  private static Path war() throws URISyntaxException, StartException {
    return library("ledelseskatalog.war");
  }

  private static Path payara() throws URISyntaxException, StartException {
    return library("payara-micro.jar");
  }

  private static Path library(String name) throws URISyntaxException, StartException {
    Path jar = Path.of(Launcher.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path library = jar.resolveSibling("lib").resolve(name);
    if (!Files.isRegularFile(library)) {
      throw new StartException(
          "The folder lib beside "
              + jar.getFileName()
              + " lacks "
              + name
              + "; copy the whole dist folder.");
    }
    return library;
  }

  private static Path logging() throws IOException {
    Path file = Files.createTempFile("ledelseskatalog-logging", ".properties");
    file.toFile().deleteOnExit();
    try (InputStream properties = Launcher.class.getResourceAsStream("logging.properties")) {
      if (properties == null) {
        throw new IOException("logging.properties is missing in the jar");
      }
      Files.copy(properties, file, StandardCopyOption.REPLACE_EXISTING);
    }
    return file;
  }

  private static final class StartException extends Exception {
    private static final long serialVersionUID = 1L;

    StartException(String message) {
      super(message);
    }
  }
}
