package dk.ledelseskatalog.learning;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dk.ledelseskatalog.audit.AuditLog;
import dk.ledelseskatalog.catalogue.Catalogue;
import dk.ledelseskatalog.contentmodel.CatalogueFiles;
import dk.ledelseskatalog.contentmodel.ContentModel;
import dk.ledelseskatalog.contentmodel.EntryId;
import dk.ledelseskatalog.identity.Pseudonyms;
import dk.ledelseskatalog.identity.Roles;
import dk.ledelseskatalog.outbox.Outbox;
import dk.ledelseskatalog.persistence.ChangeOrder;
import dk.ledelseskatalog.persistence.Database;
import dk.ledelseskatalog.persistence.DatabaseSettings;
import dk.ledelseskatalog.persistence.Stored;
import dk.ledelseskatalog.persistence.Transactions;
import dk.ledelseskatalog.publishing.CatalogueUpdater;
import dk.ledelseskatalog.publishing.Publisher;
import dk.ledelseskatalog.search.LuceneSearchIndexBuilder;
import dk.ledelseskatalog.webhooks.WebhookOutbox;
import dk.ledelseskatalog.xapi.StatementFactory;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** The learning side as it is wired in the service. */
public final class LearningService implements AutoCloseable {
  static final Duration CORRECTION_WINDOW = Duration.ofDays(30);

  /** A registration that a leader could know of and may not complete anything with. */
  static final UUID GIVEN_ELSEWHERE = UUID.fromString("5e0c3f0a-6c7e-4b5f-8f5e-0d9a4b1c2d3e");

  final AtomicInteger nudges = new AtomicInteger();
  final Transactions transactions;
  final ChangeOrder order;
  final CompletionWriter writer;
  final Completions completions;
  final Corrections corrections;
  final Teams teams;
  private final Catalogue catalogue;
  private final Clock clock;
  private final Database database;

  LearningService(Catalogue catalogue, DatabaseSettings settings, Clock clock) throws Exception {
    this(
        catalogue,
        settings,
        clock,
        new StatementFactory(
            URI.create("https://ledelse.example.dk"),
            URI.create("https://www.halsnaes.dk"),
            "Ledelseskatalog",
            clock));
  }

  LearningService(
      Catalogue catalogue, DatabaseSettings settings, Clock clock, StatementFactory statements)
      throws Exception {
    this.catalogue = catalogue;
    this.clock = clock;
    database = Database.open(settings);
    transactions = database.transactions();
    order = new ChangeOrder(transactions, clock, "completion", "recorded_at");
    Learning learning =
        new Learning(
            catalogue,
            transactions,
            new Pseudonyms(),
            statements,
            new Outbox(clock),
            new WebhookOutbox(URI.create("https://ledelse.example.dk"), clock),
            new AuditLog(clock),
            (manager, registration) -> registration.equals(GIVEN_ELSEWHERE),
            CORRECTION_WINDOW,
            clock,
            nudges::incrementAndGet);
    writer = learning.writer();
    completions = learning.completions();
    corrections = learning.corrections();
    teams = learning.teams();
  }

  /** The whole catalogue and its examples, published as release 1. */
  public static Catalogue catalogue(DatabaseSettings settings, Clock clock) throws Exception {
    Path folder = Path.of("content-model");
    ContentModel model = ContentModel.read(folder);
    Catalogue catalogue = new Catalogue();
    try (Database database = Database.open(settings);
        CatalogueUpdater updater =
            new CatalogueUpdater(
                database.transactions(), model, new LuceneSearchIndexBuilder(), catalogue)) {
      var unused =
          new Publisher(database.transactions(), model, clock)
              .importFirst(new CatalogueFiles(folder, model).readWithExamples(), "test", "first");
      updater.update();
      assertThat(updater.failure()).isEmpty();
    }
    return catalogue;
  }

  /** Completes something as attendance does: without asking whether somebody may say so. */
  UUID completed(UUID person, EntryId activity) {
    try (Catalogue.Lease lease = catalogue.acquire()) {
      LearningActivity found =
          LearningActivity.of(lease.snapshot(), lease.snapshot().entry(activity).orElseThrow());
      return transactions.inTransaction(
          manager ->
              writer
                  .record(
                      manager,
                      Accomplishment.alone(
                          person, UUID.randomUUID(), found, clock.instant(), Optional.empty()),
                      new Recorder(person, Roles.FACILITATOR))
                  .completion()
                  .id());
    }
  }

  /** The statements waiting, in the order they were left. */
  List<JsonNode> statements() throws Exception {
    return new Stored(database).statements();
  }

  /** What the audit log holds, oldest first. */
  List<String> audit() throws Exception {
    List<String> events = new ArrayList<>();
    try (Connection connection = database.dataSource().getConnection();
        Statement query = connection.createStatement();
        ResultSet rows =
            query.executeQuery(
                "select actor, role, action, purpose, subject, target from audit_event"
                    + " order by id")) {
      while (rows.next()) {
        List<String> event = new ArrayList<>();
        for (int column = 1; column <= 6; column++) {
          event.add(rows.getString(column));
        }
        events.add(String.join(" ", event));
      }
      connection.rollback();
    }
    return events;
  }

  /** Where whoever follows the completions finds this one. */
  long position(Completion completion) throws Exception {
    try (Connection connection = database.dataSource().getConnection();
        PreparedStatement query =
            connection.prepareStatement("select position from completion where id = ?")) {
      query.setString(1, completion.id().toString());
      try (ResultSet rows = query.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    }
  }

  /** Puts so many people into a team. */
  void fillTeam(UUID team, int people) {
    var unused =
        transactions.inTransaction(
            manager -> {
              for (int i = 0; i < people; i++) {
                manager.persist(new TeamMembership(team, UUID.randomUUID(), clock.instant()));
              }
              return people;
            });
  }

  int rows(String table) throws Exception {
    return new Stored(database).rows(table);
  }

  @Override
  public void close() {
    database.close();
  }
}
