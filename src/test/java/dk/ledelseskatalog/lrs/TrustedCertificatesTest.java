package dk.ledelseskatalog.lrs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dk.ledelseskatalog.outbox.LrsClient.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** TLS to a real server, whose certificate an authority of our own has signed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class TrustedCertificatesTest {
  private Path folder;
  private HttpsServer right;
  private HttpsServer wrongName;

  @BeforeAll
  void start(@TempDir Path given) throws Exception {
    folder = given;
    keytool("-genkeypair -alias ca -keystore ca.p12 -keyalg EC -dname CN=Kommunens-CA -ext bc:c");
    keytool("-exportcert -rfc -alias ca -keystore ca.p12 -file ca.pem");
    keytool("-importcert -noprompt -alias ca -keystore trust.p12 -file ca.pem");
    keytool("-genkeypair -alias ca -keystore other.p12 -keyalg EC -dname CN=Another-CA -ext bc:c");
    keytool("-exportcert -rfc -alias ca -keystore other.p12 -file other.pem");
    right = server("right", "san=ip:127.0.0.1");
    wrongName = server("wrong", "san=dns:lrs.example.dk");
  }

  @AfterAll
  void stop() {
    right.stop(0);
    wrongName.stop(0);
  }

  @Test
  void anUnknownAuthorityIsRefused() throws Exception {
    assertThat(store(right, TrustedCertificates.ofTheSystem()))
        .isInstanceOfSatisfying(
            Answer.Refused.class, refused -> assertThat(refused.detail()).startsWith("TLS"));
    assertThat(store(right, trust("other.pem", ""))).isInstanceOf(Answer.Refused.class);
  }

  @Test
  void anAuthorityThatWasNamedIsBelieved() throws Exception {
    assertThat(store(right, trust("ca.pem", ""))).isEqualTo(new Answer.Stored());
    assertThat(store(right, trust("trust.p12", "password"))).isEqualTo(new Answer.Stored());
  }

  @Test
  void theRightAuthorityWithAnotherHostsNameIsRefused() throws Exception {
    assertThat(store(wrongName, trust("ca.pem", "")))
        .isInstanceOfSatisfying(
            Answer.Refused.class, refused -> assertThat(refused.detail()).startsWith("TLS"));
  }

  @Test
  void aFileThatIsNoTrustStoreIsToldInWords() throws Exception {
    Files.writeString(folder.resolve("text"), "not a certificate");
    Files.writeString(
        folder.resolve("broken.pem"),
        "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
    for (String file : List.of("text", "broken.pem", "trust.p12")) {
      assertThatThrownBy(() -> trust(file, "wrong"))
          .isInstanceOf(IOException.class)
          .hasMessage("it is neither PEM nor a PKCS #12 key store of this password");
    }
    // A key with its certificate is who somebody is, not whom they believe.
    assertThatThrownBy(() -> trust("ca.p12", "password"))
        .isInstanceOf(IOException.class)
        .hasMessage("it has no certificate to trust");
  }

  private SSLContext trust(String file, String password) throws IOException {
    return TrustedCertificates.ofTheSystemAnd(
        folder.resolve(file), Optional.of(password).filter(text -> !text.isEmpty()));
  }

  private static Answer store(HttpsServer server, SSLContext trust) {
    URI endpoint = URI.create("https://127.0.0.1:" + server.getAddress().getPort());
    try (HttpLrsClient client =
        new HttpLrsClient(
            endpoint,
            Authorization.basic("a", "b"),
            trust,
            Clock.systemUTC(),
            Duration.ofSeconds(10))) {
      return client.store(List.of("{}".getBytes(StandardCharsets.UTF_8)));
    }
  }

  private HttpsServer server(String name, String host) throws Exception {
    String keys = name + ".p12";
    keytool("-genkeypair -alias lrs -keystore " + keys + " -keyalg EC -dname CN=lrs");
    keytool("-certreq -alias lrs -keystore " + keys + " -file lrs.csr");
    keytool("-gencert -alias ca -keystore ca.p12 -infile lrs.csr -outfile lrs.cer -ext " + host);
    keytool("-importcert -noprompt -alias ca -keystore " + keys + " -file ca.pem");
    keytool("-importcert -noprompt -alias lrs -keystore " + keys + " -file lrs.cer");
    char[] password = "password".toCharArray();
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(KeyStore.getInstance(folder.resolve(keys).toFile(), password), password);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(204, -1);
          }
        });
    server.start();
    return server;
  }

  private void keytool(String arguments) throws Exception {
    List<String> command =
        Stream.concat(
                Stream.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-storepass",
                    "password"),
                Stream.of(arguments.split(" ", -1)))
            .toList();
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
  }
}
