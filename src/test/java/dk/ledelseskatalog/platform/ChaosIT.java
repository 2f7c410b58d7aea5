package dk.ledelseskatalog.platform;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * That every acknowledged completion is in the store once, whatever dies. {@code bench/chaos/run}
 * is the same with the whole load.
 */
class ChaosIT {
  @Test
  void onPostgreSqlWithTwoNodesEveryAcknowledgedCompletionReachesTheStoreOnce(@TempDir Path folder)
      throws Exception {
    Chaos.onPostgreSql(new Chaos.Plan(600, 20, 2, 2, 2, Duration.ofSeconds(1), 1), folder);
  }

  @Test
  void onH2EveryAcknowledgedCompletionReachesTheStoreOnce(@TempDir Path folder) throws Exception {
    Chaos.onH2(new Chaos.Plan(300, 20, 1, 2, 2, Duration.ofSeconds(1), 0), folder);
  }
}
