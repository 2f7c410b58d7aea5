package dk.ledelseskatalog.privacy;

import dk.ledelseskatalog.audit.AuditEvent;
import dk.ledelseskatalog.audit.AuditLog;
import dk.ledelseskatalog.audit.AuditTrail;
import dk.ledelseskatalog.audit.Purpose;
import dk.ledelseskatalog.identity.Person;
import dk.ledelseskatalog.identity.Pseudonyms;
import dk.ledelseskatalog.identity.Roles;
import dk.ledelseskatalog.learning.LearnerCompletions;
import dk.ledelseskatalog.learning.LearnerTeams;
import dk.ledelseskatalog.outbox.LearnerMessages;
import dk.ledelseskatalog.outbox.OperatorRequests;
import dk.ledelseskatalog.outbox.Outbox;
import dk.ledelseskatalog.persistence.Database;
import dk.ledelseskatalog.persistence.DatabaseSettings;
import dk.ledelseskatalog.persistence.Transactions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** One node with what it keeps of people, and rows for it to keep. */
final class KeptData implements AutoCloseable {
  final Database database;
  final Transactions transactions;
  final Pseudonyms pseudonyms = new Pseudonyms();
  final AuditLog audit;
  final AuditedActions audited = new AuditedActions(new AuditTrail());
  final LearnerCompletions completions = new LearnerCompletions();
  final LearnerMessages messages = new LearnerMessages();
  final Erasures erasures;
  private final Clock clock;

  KeptData(DatabaseSettings settings, Path tombstones, Clock clock) throws Exception {
    this.database = Database.open(settings);
    this.transactions = database.transactions();
    this.audit = new AuditLog(clock);
    this.clock = clock;
    this.erasures = erasures(tombstones, kinds());
  }

  List<PersonalData> kinds() {
    return List.of(completions, new LearnerTeams(), messages, new OperatorRequests(), audited);
  }

  Erasures erasures(Path tombstones, List<PersonalData> kinds) throws Exception {
    return new Erasures(
        transactions, pseudonyms, kinds, audit, TombstoneFile.open(tombstones), clock);
  }

  static Person leader(String subject) {
    return new Person("https://issuer.example", subject, Set.of(Roles.LEADER));
  }

  static Person administrator() {
    return new Person("https://issuer.example", "boss", Set.of(Roles.ADMINISTRATOR));
  }

  /** A completion as the service records it: fact, pseudonym, statement and trace. */
  UUID complete(Person person) {
    return transactions.inTransaction(
        manager -> {
          UUID pseudonym = pseudonyms.of(manager, person);
          complete(manager, pseudonym);
          return pseudonym;
        });
  }

  /** The same by a transaction that had looked the pseudonym up before. */
  UUID completeAs(UUID pseudonym) {
    return transactions.inTransaction(manager -> complete(manager, pseudonym));
  }

  private UUID complete(jakarta.persistence.EntityManager manager, UUID pseudonym) {
    UUID statement = UUID.randomUUID();
    String id = UUID.randomUUID().toString();
    manager
        .createNativeQuery(
            "insert into completion (id, person, activity_type, activity_id, registration,"
                + " release_number, completed_at, statement_id, recorded_at)"
                + " values (?, ?, 'reflections', 'paa-fast-grund', ?, 1, ?, ?, ?)")
        .setParameter(1, id)
        .setParameter(2, pseudonym.toString())
        .setParameter(3, UUID.randomUUID().toString())
        .setParameter(4, clock.millis())
        .setParameter(5, statement.toString())
        .setParameter(6, clock.millis())
        .executeUpdate();
    new Outbox(clock)
        .append(
            manager,
            statement,
            pseudonym,
            ("{\"id\": \"" + statement + "\"}").getBytes(StandardCharsets.UTF_8));
    audit.append(
        manager,
        AuditEvent.byOneself(
            pseudonym,
            Roles.LEADER,
            "completion.recorded",
            Purpose.LEARNING_RECORD,
            "completions/" + id));
    return statement;
  }

  /** As the dispatcher leaves messages that it has done with. */
  void settle(UUID pseudonym, String state) {
    transactions.inTransaction(
        manager ->
            manager
                .createNativeQuery(
                    "update outbox_message set state = ?, settled_at = ? where learner = ?"
                        + " and settled_at is null")
                .setParameter(1, state)
                .setParameter(2, clock.millis())
                .setParameter(3, pseudonym.toString())
                .executeUpdate());
  }

  int rows(String table) {
    return transactions.inTransaction(
        manager ->
            ((Number) manager.createNativeQuery("select count(*) from " + table).getSingleResult())
                .intValue());
  }

  @Override
  public void close() {
    database.close();
  }
}
