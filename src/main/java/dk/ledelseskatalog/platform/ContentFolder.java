package dk.ledelseskatalog.platform;

import dk.ledelseskatalog.configuration.Configuration;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the content model: the operator's own, or the one inside the program. */
final class ContentFolder {
  private ContentFolder() {}

  static Path of(Configuration configuration) throws IOException {
    Optional<Path> configured = configuration.contentModel();
    if (configured.isPresent()) {
      return configured.get();
    }
    URL types = ContentFolder.class.getResource("/content-model/types/common.json");
    if (types == null) {
      throw new IOException("The program lacks its content model; install it again.");
    }
    try {
      // The container unpacks the WAR, so its resources are files.
      return Path.of(new URI(types.toString())).resolveSibling("..").normalize();
    } catch (URISyntaxException e) {
      throw new IOException("The content model at " + types + " cannot be read", e);
    }
  }
}
