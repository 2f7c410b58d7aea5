package dk.ledelseskatalog.persistence;

import java.nio.file.Path;

/**
 * Where the database is.
 *
 * @param url a JDBC URL of H2 (a file) or PostgreSQL
 */
public record DatabaseSettings(String url, String username, String password) {
  public DatabaseSettings {
    if (!url.startsWith("jdbc:h2:file:") && !url.startsWith("jdbc:postgresql:")) {
      throw new IllegalArgumentException(
          "a JDBC URL of PostgreSQL is needed, such as jdbc:postgresql://host:5432/ledelseskatalog");
    }
  }

  /** The embedded database in a folder, each commit written before it is acknowledged. */
  public static DatabaseSettings embeddedIn(Path folder) {
    return new DatabaseSettings(
        "jdbc:h2:file:"
            + folder.toAbsolutePath().normalize().resolve("ledelseskatalog")
            + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE",
        "sa",
        "");
  }

  /** Whether the database runs inside this process. */
  public boolean embedded() {
    return url.startsWith("jdbc:h2:");
  }

  /** The address without parameters, which may hold a password. */
  public String urlWithoutSecrets() {
    return url.replaceFirst("[?;].*$", "").replaceFirst("//[^/@]*@", "//");
  }

  @Override
  public String toString() {
    return urlWithoutSecrets();
  }
}
