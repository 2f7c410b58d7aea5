package dk.ledelseskatalog.outbox;

import dk.ledelseskatalog.persistence.Database;
import dk.ledelseskatalog.persistence.DatabaseSettings;
import java.nio.file.Path;

class DispatcherOnH2Test extends DispatcherContract {
  @Override
  Database openDatabase(Path folder) throws Exception {
    return Database.open(DatabaseSettings.embeddedIn(folder));
  }
}
