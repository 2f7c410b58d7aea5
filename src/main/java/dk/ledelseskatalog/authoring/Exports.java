package dk.ledelseskatalog.authoring;

import dk.ledelseskatalog.audit.AuditEvent;
import dk.ledelseskatalog.audit.AuditLog;
import dk.ledelseskatalog.audit.Purpose;
import dk.ledelseskatalog.identity.Person;
import dk.ledelseskatalog.identity.Pseudonyms;
import dk.ledelseskatalog.identity.Roles;
import dk.ledelseskatalog.persistence.Transactions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Exports for somebody who asks. The archive is written to a file first: the database is then free
 * however slowly it is fetched, and what cannot be written is told before an answer has begun.
 * Thread-safe; a node writes one at a time.
 */
final class Exports {
  private final Transactions transactions;
  private final CatalogueExport export;
  private final Pseudonyms pseudonyms;
  private final AuditLog audit;

  Exports(
      Transactions transactions, CatalogueExport export, Pseudonyms pseudonyms, AuditLog audit) {
    this.transactions = transactions;
    this.export = export;
    this.pseudonyms = pseudonyms;
    this.audit = audit;
  }

  /** An archive; gone when closed. */
  record File(Path path, long size) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      Files.deleteIfExists(path);
    }
  }

  /** Writes an archive, and into the audit log that it was asked for. */
  synchronized File write(Person person) throws IOException {
    Path path = Files.createTempFile("ledelseskatalog-export", ".zip");
    try {
      var manifest = export.write(path, Progress.UNSEEN);
      transactions.inTransactionRetryingRaces(
          manager -> {
            audit.append(
                manager,
                new AuditEvent(
                    Optional.of(pseudonyms.of(manager, person)),
                    Roles.ADMINISTRATOR,
                    "catalogue.exported",
                    Purpose.EDITING,
                    Optional.empty(),
                    "releases/" + manifest.counts().get("releases")));
            return manager;
          });
      return new File(path, Files.size(path));
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(path);
      throw e;
    }
  }
}
