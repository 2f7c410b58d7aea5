package dk.ledelseskatalog.webhooks;

import dk.ledelseskatalog.audit.AuditLog;
import dk.ledelseskatalog.http.TargetHttp;
import dk.ledelseskatalog.http.Targets;
import dk.ledelseskatalog.identity.Person;
import dk.ledelseskatalog.identity.Pseudonyms;
import dk.ledelseskatalog.identity.Roles;
import dk.ledelseskatalog.persistence.Database;
import dk.ledelseskatalog.persistence.DatabaseSettings;
import dk.ledelseskatalog.persistence.PostgreSqlServer;
import dk.ledelseskatalog.persistence.Transactions;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import javax.net.ssl.SSLContext;

/**
 * How many messages a second reach receivers on this machine that answer at once: what signing, a
 * connection for each and the bookkeeping cost. The receiver shares the processor.
 */
final class WebhookBenchmark {
  private static final Clock CLOCK = Clock.systemUTC();
  private static final URI SITE = URI.create("https://ledelse.example.dk");
  private static final Person ADMINISTRATOR =
      new Person("https://login.example.dk", "drift", Set.of(Roles.ADMINISTRATOR));

  private WebhookBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    int events = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5_000;
    Path folder = Files.createTempDirectory("webhooks");
    try (Database database = Database.open(DatabaseSettings.embeddedIn(folder))) {
      run("H2", database.transactions(), events);
    }
    try (PostgreSqlServer server = PostgreSqlServer.start();
        Database database = Database.open(server.newDatabase())) {
      run("PostgreSQL", database.transactions(), events);
    }
    System.exit(0);
  }

  private static void run(String name, Transactions transactions, int events) throws Exception {
    Targets targets = new Targets(List.of(TestReceiver.HOST), InetAddress::getAllByName);
    SecretSeal seal = new SecretSeal(new byte[SecretSeal.KEY_BYTES], new SecureRandom());
    Deliverer deliverer =
        new Deliverer(
            targets,
            new TargetHttp(targets, SSLContext.getDefault(), Duration.ofSeconds(10)),
            seal,
            CLOCK);
    AuditLog audit = new AuditLog(CLOCK);
    try (TestReceiver receiver = TestReceiver.start();
        Courier courier = new Courier(transactions, deliverer, audit, CLOCK)) {
      Webhooks webhooks =
          new Webhooks(
              transactions, deliverer, seal, SITE, new Pseudonyms(), audit, CLOCK, () -> {});
      courier.start();
      subscribe(webhooks, receiver);
      told(transactions, courier, receiver, 500); // so that it is compiled
      report(name, 1, events, told(transactions, courier, receiver, events));
      for (int more = 0; more < 3; more++) {
        subscribe(webhooks, receiver);
      }
      report(name, 4, 4 * events, told(transactions, courier, receiver, events));
    }
  }

  private static void subscribe(Webhooks webhooks, TestReceiver receiver) {
    webhooks.create(
        ADMINISTRATOR,
        new WebhookSettings(receiver.url(), EnumSet.of(EventType.COMPLETION_RECORDED), "", true));
  }

  /** Leaves events, and waits until all of them are told. */
  private static Duration told(
      Transactions transactions, Courier courier, TestReceiver receiver, int events)
      throws Exception {
    WebhookOutbox outbox = new WebhookOutbox(SITE, CLOCK);
    for (int left = 0; left < events; left += 500) {
      int some = Math.min(500, events - left);
      transactions.inTransaction(
          manager -> {
            for (int i = 0; i < some; i++) {
              outbox.append(manager, new Event.CompletionRecorded(UUID.randomUUID(), 1));
            }
            return some;
          });
    }
    int expected = receiver.received().size() + Math.toIntExact(courier.status().waiting());
    long begun = System.nanoTime();
    courier.nudge();
    while (courier.status().waiting() > 0 || receiver.received().size() < expected) {
      Thread.sleep(20);
    }
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  private static void report(String name, int webhooks, int messages, Duration took) {
    System.out.printf(
        Locale.ROOT,
        "%s, %d webhooks: %d messages in %d ms, %.0f/s%n",
        name,
        webhooks,
        messages,
        took.toMillis(),
        messages / (took.toMillis() / 1000.0));
  }
}
