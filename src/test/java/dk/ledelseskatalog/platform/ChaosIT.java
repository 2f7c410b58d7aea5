package dk.ledelseskatalog.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dk.ledelseskatalog.persistence.DatabaseSettings;
import dk.ledelseskatalog.persistence.PostgreSqlServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * That every acknowledged completion is in the store once, whatever dies: bounded here, and as the
 * whole load with {@code -Dchaos=full} (see {@code bench/chaos/run}).
 */
class ChaosIT {
  private static final boolean FULL = "full".equals(System.getProperty("chaos"));

  @TempDir Path folder;

  @Test
  void onPostgreSqlWithTwoNodesEveryAcknowledgedCompletionReachesTheStoreOnce() throws Exception {
    try (PostgreSqlServer server = PostgreSqlServer.start()) {
      assertThat(server.setting("fsync")).isEqualTo("on");
      assertThat(server.setting("synchronous_commit")).isEqualTo("on");
      DatabaseSettings database = server.newDatabase();
      Chaos.Plan plan =
          FULL
              ? new Chaos.Plan(10_000, 50, 2, 10, 2, Duration.ofSeconds(2), 3)
              : new Chaos.Plan(600, 20, 2, 2, 2, Duration.ofSeconds(1), 1);
      Map<String, String> environment =
          Map.of(
              "LEDELSESKATALOG_DATA_DIR", folder.toString(),
              "LEDELSESKATALOG_DATABASE_URL", database.url(),
              "LEDELSESKATALOG_DATABASE_USERNAME", database.username(),
              "LEDELSESKATALOG_DATABASE_PASSWORD", database.password());
      try (Chaos chaos = new Chaos(plan, environment, server::crashAndRestart, System.nanoTime())) {
        chaos.run();
      }
    }
  }

  @Test
  void onH2EveryAcknowledgedCompletionReachesTheStoreOnce() throws Exception {
    Chaos.Plan plan =
        FULL
            ? new Chaos.Plan(10_000, 50, 1, 10, 2, Duration.ofSeconds(2), 0)
            : new Chaos.Plan(300, 20, 1, 2, 2, Duration.ofSeconds(1), 0);
    try (Chaos chaos =
        new Chaos(
            plan,
            Map.of("LEDELSESKATALOG_DATA_DIR", folder.toString()),
            () -> {},
            System.nanoTime())) {
      chaos.run();
    }
  }
}
