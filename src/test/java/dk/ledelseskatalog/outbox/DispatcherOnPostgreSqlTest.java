package dk.ledelseskatalog.outbox;

import dk.ledelseskatalog.persistence.Database;
import dk.ledelseskatalog.persistence.PostgreSqlServer;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;

class DispatcherOnPostgreSqlTest extends DispatcherContract {
  private Optional<PostgreSqlServer> server = Optional.empty();

  @Override
  Database openDatabase(Path folder) throws Exception {
    PostgreSqlServer started = PostgreSqlServer.start();
    server = Optional.of(started);
    return Database.open(started.newDatabase());
  }

  @AfterAll
  void stopServer() throws Exception {
    if (server.isPresent()) {
      server.get().close();
    }
  }
}
