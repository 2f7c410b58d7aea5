package dk.ledelseskatalog.platform;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several nodes as one service. {@code bench/nodes/run} is the same with the whole load. */
class NodesIT {
  @Test
  void whateverDiesEveryNodeEndsWithTheSameReleaseAndNobodyReadsHalfOfOne(@TempDir Path folder)
      throws Exception {
    Nodes.publishWhileNodesDie(20, 2, folder);
  }
}
