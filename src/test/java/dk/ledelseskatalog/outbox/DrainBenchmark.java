package dk.ledelseskatalog.outbox;

import dk.ledelseskatalog.lrs.Authorization;
import dk.ledelseskatalog.lrs.HttpLrsClient;
import dk.ledelseskatalog.lrs.LrsProcess;
import dk.ledelseskatalog.lrs.TrustedCertificates;
import dk.ledelseskatalog.persistence.Database;
import dk.ledelseskatalog.persistence.DatabaseSettings;
import dk.ledelseskatalog.persistence.PostgreSqlServer;
import dk.ledelseskatalog.persistence.Transactions;
import dk.ledelseskatalog.xapi.Examples;
import dk.ledelseskatalog.xapi.Statement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * How fast waiting statements are drained, against what the same store takes from a bare loop that
 * sends batches of 50 and remembers nothing. The two take turns, each with an empty store, so that
 * both meet the machine in the same moods; only the ratio says something.
 */
final class DrainBenchmark {
  private static final Clock CLOCK = Clock.systemUTC();
  private static final int ROUNDS = 3;

  private long number;

  private DrainBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
    String only = arguments.length > 1 ? arguments[1] : "";
    DrainBenchmark benchmark = new DrainBenchmark();
    if (!only.equals("postgresql")) {
      Path folder = Files.createTempDirectory("drain");
      try (Database database = Database.open(DatabaseSettings.embeddedIn(folder))) {
        benchmark.run("H2", database.transactions(), count);
      }
    }
    if (!only.equals("h2")) {
      try (PostgreSqlServer server = PostgreSqlServer.start();
          Database database = Database.open(server.newDatabase())) {
        benchmark.run("PostgreSQL", database.transactions(), count);
      }
    }
  }

  private void run(String name, Transactions transactions, int count) throws Exception {
    var unused = drained(transactions, 2_000); // so that both are compiled
    unused = bare(2_000);
    List<Double> ratios = new ArrayList<>();
    for (int round = 1; round <= ROUNDS; round++) {
      double bare = bare(count / ROUNDS);
      double drained = drained(transactions, count / ROUNDS);
      ratios.add(drained / bare);
      System.out.printf(
          Locale.ROOT,
          "%s round %d: drained %.0f/s, bare loop %.0f/s, ratio %.0f%%%n",
          name,
          round,
          drained,
          bare,
          100 * drained / bare);
    }
    System.out.printf(
        Locale.ROOT,
        "%s: %.0f%% of the bare loop%n",
        name,
        100 * ratios.stream().sorted().toList().get(ROUNDS / 2));
  }

  /** Statements a second. */
  private double bare(int count) throws Exception {
    List<byte[]> statements = statements(count).stream().map(Statement::toJson).toList();
    try (LrsProcess lrs = LrsProcess.start();
        HttpLrsClient client = client(lrs)) {
      long begun = System.nanoTime();
      for (int from = 0; from < count; from += Dispatcher.BATCH) {
        LrsClient.Answer answer =
            client.store(statements.subList(from, Math.min(from + Dispatcher.BATCH, count)));
        if (!(answer instanceof LrsClient.Answer.Stored)) {
          throw new IllegalStateException(answer.toString());
        }
      }
      return perSecond(count, begun);
    }
  }

  private double drained(Transactions transactions, int count) throws Exception {
    Outbox outbox = new Outbox(CLOCK);
    List<Statement> statements = statements(count);
    for (int from = 0; from < count; from += 1_000) {
      List<Statement> some = statements.subList(from, Math.min(from + 1_000, count));
      transactions.inTransaction(
          manager -> {
            some.forEach(
                each -> outbox.append(manager, each.id(), UUID.randomUUID(), each.toJson()));
            return some;
          });
    }
    try (LrsProcess lrs = LrsProcess.start();
        HttpLrsClient client = client(lrs);
        Dispatcher dispatcher = new Dispatcher(transactions, Optional.of(client), CLOCK)) {
      long begun = System.nanoTime();
      dispatcher.start();
      dispatcher.nudge();
      while (waits(transactions)) {
        Thread.sleep(20);
      }
      double speed = perSecond(count, begun);
      if (dispatcher.status().parked() > 0) {
        throw new IllegalStateException("Some were parked");
      }
      return speed;
    }
  }

  private static boolean waits(Transactions transactions) {
    return transactions.inTransaction(
        manager -> new OutboxRepository(manager).oldestWaitingSince().isPresent());
  }

  private List<Statement> statements(int count) {
    List<Statement> statements = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      statements.add(Examples.completedReflection(UUID.randomUUID(), ++number));
    }
    return statements;
  }

  private static HttpLrsClient client(LrsProcess lrs) {
    return new HttpLrsClient(
        lrs.endpoint(),
        Authorization.basic("test", "test"),
        TrustedCertificates.ofTheSystem(),
        CLOCK,
        Duration.ofSeconds(30));
  }

  private static double perSecond(int count, long begun) {
    return count / (Duration.ofNanos(System.nanoTime() - begun).toMillis() / 1000.0);
  }
}
