package dk.ledelseskatalog.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Docker files, as far as they can be tried without a container engine. */
class DockerIT {
  @Test
  void theDockerfilesOwnStepsBuildAServiceThatIsHealthyAndEndsWhenAsked(@TempDir Path folder)
      throws Exception {
    File log = folder.resolve("log").toFile();
    Process check =
        new ProcessBuilder("docker/check").redirectErrorStream(true).redirectOutput(log).start();

    assertThat(check.waitFor(10, TimeUnit.MINUTES)).isTrue();

    assertThat(Files.readString(log.toPath())).contains("healthy after", "all well");
    assertThat(check.exitValue()).isZero();
  }
}
