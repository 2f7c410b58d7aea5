package dk.ledelseskatalog.platform;

import dk.ledelseskatalog.configuration.Configuration;
import dk.ledelseskatalog.persistence.Database;
import dk.ledelseskatalog.persistence.DatabaseSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import java.nio.file.Files;
import java.util.Optional;

@ApplicationScoped
public class Components {
  void start(@Observes @Initialized(ApplicationScoped.class) Object event) throws Exception {
    Configuration c = Configuration.read(n -> Optional.ofNullable(System.getenv(n)));
    Files.createDirectories(c.dataDirectory());
    long t = System.nanoTime();
    Database.open(DatabaseSettings.embeddedIn(c.dataDirectory()));
    System.setProperty("ledelseskatalog.ready", "ready db " + (System.nanoTime() - t) / 1000000);
  }
}
