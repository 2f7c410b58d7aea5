package dk.ledelseskatalog.persistence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives each test a database of its own, with the schema and nothing in it: whoever asks for {@link
 * DatabaseSettings} gets it, and it is gone after the test. What all tests need, a server and the
 * schema to copy, is made once in a run.
 */
public abstract class NewDatabase implements ParameterResolver {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(NewDatabase.class);

  private NewDatabase() {}

  /** The embedded kind. */
  public static final class OnH2 extends NewDatabase {
    @Override
    TestDatabase make(ExtensionContext context) throws Exception {
      return EmbeddedCopy.of(shared(context, EmbeddedSchema.class, EmbeddedSchema::new).folder);
    }
  }

  /** The other. */
  public static final class OnPostgreSql extends NewDatabase {
    @Override
    TestDatabase make(ExtensionContext context) throws Exception {
      PostgreSqlServer server = shared(context, PostgreSqlServer.class, PostgreSqlServer::start);
      DatabaseSettings schema =
          shared(context, ServerSchema.class, () -> ServerSchema.on(server)).settings();
      return new ServerCopy(server, server.copyOf(schema));
    }
  }

  abstract TestDatabase make(ExtensionContext context) throws Exception;

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == DatabaseSettings.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    ExtensionContext.Store store = context.getStore(NAMESPACE);
    return store
        .getOrComputeIfAbsent(
            TestDatabase.class, key -> unchecked(() -> make(context)), TestDatabase.class)
        .settings();
  }

  private static <T> T shared(ExtensionContext context, Class<T> kind, Making<T> making) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(kind, key -> unchecked(making), kind);
  }

  private static <T> T unchecked(Making<T> making) {
    try {
      return making.make();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("A database for the test could not be made", e);
    }
  }

  @FunctionalInterface
  private interface Making<T> {
    T make() throws Exception;
  }

  /** Gone when closed. */
  private interface TestDatabase extends AutoCloseable {
    DatabaseSettings settings();

    @Override
    void close() throws IOException, SQLException;
  }

  private record ServerSchema(DatabaseSettings settings) {
    static ServerSchema on(PostgreSqlServer server) throws Exception {
      DatabaseSettings settings = server.newDatabase();
      Database.open(settings).close();
      return new ServerSchema(settings);
    }
  }

  private record ServerCopy(PostgreSqlServer server, DatabaseSettings settings)
      implements TestDatabase {
    @Override
    public void close() throws SQLException {
      server.drop(settings);
    }
  }

  private static final class EmbeddedSchema implements AutoCloseable {
    private final Path folder = Files.createTempDirectory("schema");

    EmbeddedSchema() throws Exception {
      Database.open(DatabaseSettings.embeddedIn(folder)).close();
    }

    @Override
    public void close() throws IOException {
      delete(folder);
    }
  }

  private record EmbeddedCopy(Path folder) implements TestDatabase {
    static EmbeddedCopy of(Path schema) throws IOException {
      Path folder = Files.createTempDirectory("database");
      try (Stream<Path> files = Files.list(schema)) {
        for (Path file : files.toList()) {
          Files.copy(file, folder.resolve(file.getFileName()));
        }
      }
      return new EmbeddedCopy(folder);
    }

    @Override
    public DatabaseSettings settings() {
      return DatabaseSettings.embeddedIn(folder);
    }

    @Override
    public void close() throws IOException {
      delete(folder);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .sorted(Comparator.reverseOrder())
          .forEach(
              file -> {
                try {
                  Files.delete(file);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }
}
