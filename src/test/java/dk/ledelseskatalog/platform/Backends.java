package dk.ledelseskatalog.platform;

import dk.ledelseskatalog.lrs.LrsProcess;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.apache.commons.io.FileUtils;
import org.jspecify.annotations.Nullable;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Starts what the service talks to, once for all integration tests of a run: a real Learning Record
 * Store, and a real PostgreSQL where the run is on it.
 */
public final class Backends implements LauncherSessionListener {
  private @Nullable EmbeddedPostgres postgres;
  private @Nullable LrsProcess lrs;

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    String lrsPort = System.getProperty("it.lrs.port");
    if (lrsPort == null) {
      return;
    }
    try {
      FileUtils.deleteDirectory(Path.of(System.getenv("LEDELSESKATALOG_DATA_DIR")).toFile());
      lrs = LrsProcess.start(Integer.parseInt(lrsPort));
      if (System.getenv("LEDELSESKATALOG_DATABASE_URL") != null) {
        postgres =
            EmbeddedPostgres.builder()
                .setPort(Integer.getInteger("it.postgres.port"))
                // Its defaults are fast and lose acknowledged commits; ours must not.
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void launcherSessionClosed(LauncherSession session) {
    try {
      if (lrs != null) {
        lrs.close();
      }
      if (postgres != null) {
        postgres.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
