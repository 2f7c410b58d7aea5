package dk.ledelseskatalog.privacy;

import static dk.ledelseskatalog.privacy.KeptData.administrator;
import static dk.ledelseskatalog.privacy.KeptData.leader;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.ledelseskatalog.identity.NamedPerson;
import dk.ledelseskatalog.identity.Person;
import dk.ledelseskatalog.identity.Roles;
import dk.ledelseskatalog.identity.SettableClock;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import dk.ledelseskatalog.persistence.DatabaseSettings;
import dk.ledelseskatalog.persistence.PostgreSqlServer;
import jakarta.persistence.EntityManager;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErasuresTest {
  private static final Instant NOW = Instant.parse("2026-11-24T09:00:00.123Z");

  @Nested
  class OnH2 extends Contract {
    private final Path folder;

    OnH2(@TempDir Path folder) {
      this.folder = folder;
    }

    @Override
    DatabaseSettings database() {
      return DatabaseSettings.embeddedIn(folder.resolve("database"));
    }

    @Override
    DatabaseSettings copy(DatabaseSettings database) throws Exception {
      Path copy = folder.resolve("restored");
      FileUtils.copyDirectory(folder.resolve("database").toFile(), copy.toFile());
      return DatabaseSettings.embeddedIn(copy);
    }
  }

  @Nested
  class OnPostgreSql extends Contract {
    private static PostgreSqlServer server;

    @BeforeAll
    static void start() throws Exception {
      server = PostgreSqlServer.start();
    }

    @AfterAll
    static void stop() throws Exception {
      server.close();
    }

    @Override
    DatabaseSettings database() throws Exception {
      return server.newDatabase();
    }

    @Override
    DatabaseSettings copy(DatabaseSettings database) throws Exception {
      return server.copyOf(database);
    }
  }

  abstract static class Contract {
    @TempDir Path outside;
    private final SettableClock clock = new SettableClock(NOW);
    private DatabaseSettings settings;
    private Path tombstones;
    private KeptData node;

    abstract DatabaseSettings database() throws Exception;

    /** What a restored backup is. */
    abstract DatabaseSettings copy(DatabaseSettings database) throws Exception;

    @BeforeEach
    void open() throws Exception {
      settings = database();
      tombstones = outside.resolve("erasures.jsonl");
      node = new KeptData(settings, tombstones, clock);
    }

    @AfterEach
    void close() {
      node.close();
    }

    @Test
    void whatNamesThePersonIsGoneAndWhatStaysBelongsToNobody() {
      UUID pseudonym = node.complete(leader("1"));
      node.settle(pseudonym, "DELIVERED");
      node.completeAs(pseudonym);

      Erasure erasure = node.erasures.eraseOneself(leader("1"), Roles.LEADER).orElseThrow();

      assertThat(node.rows("person")).isZero();
      assertThat(node.rows("outbox_message")).isZero();
      assertThat(node.rows("completion")).isEqualTo(2);
      assertThat(erasure.state()).isEqualTo(Erasure.State.ERASED);
      assertThat(erasure.report().removed())
          .containsEntry("deliveredStatements", 1)
          .containsEntry("waitingStatements", 1)
          .containsEntry("identities", 1);
      assertThat(erasure.report().kept()).containsEntry("completions", 2);
      assertThat(erasure.report().statements().values())
          .containsExactlyInAnyOrder("DELIVERED", "PENDING");
      assertThat(node.erasures.find(erasure.id())).contains(erasure);
    }

    @Test
    void everybodyElseKeepsWhatTheyHave() {
      node.complete(leader("1"));
      UUID other = node.complete(leader("2"));

      node.erasures.eraseOneself(leader("1"), Roles.LEADER);

      assertThat(node.rows("outbox_message")).isEqualTo(1);
      assertThat(node.rows("outbox_message where learner = '" + other + "'")).isEqualTo(1);
      assertThat(node.complete(leader("2"))).isEqualTo(other);
    }

    @Test
    void whoAskedAndWhatWasDoneIsWrittenDown() {
      UUID pseudonym = node.complete(leader("1"));

      Erasure erasure = erase(new NamedPerson.ByPseudonym(pseudonym)).erasure();

      String on = " and subject = '" + pseudonym + "' and target = 'erasures/" + erasure.id() + "'";
      assertThat(
              node.rows(
                  "audit_event where action = 'erasure.requested' and role = 'administrator'" + on))
          .isEqualTo(1);
      assertThat(node.rows("audit_event where action = 'erasure.carried-out'" + on)).isEqualTo(1);
    }

    @Test
    void askedAgainItIsTheSameErasure() {
      UUID pseudonym = node.complete(leader("1"));

      Erasures.Requested first = erase(new NamedPerson.ByIdentity("https://issuer.example", "1"));
      Erasures.Requested second = erase(new NamedPerson.ByPseudonym(pseudonym));

      assertThat(first.created()).isTrue();
      assertThat(second.created()).isFalse();
      assertThat(second.erasure()).isEqualTo(first.erasure());
      assertThat(node.erasures.list(0, 10).erasures()).containsExactly(first.erasure());
    }

    @Test
    void whoIsNotKnownCannotBeErasedAndIsNotMadeKnown() {
      assertThat(node.erasures.eraseOneself(leader("1"), Roles.LEADER)).isEmpty();
      assertThatThrownBy(() -> erase(new NamedPerson.ByPseudonym(UUID.randomUUID())))
          .isInstanceOf(JsonApiException.class);
      assertThatThrownBy(() -> erase(new NamedPerson.ByIdentity("https://issuer.example", "1")))
          .isInstanceOf(JsonApiException.class);

      assertThat(node.rows("person")).isZero();
      assertThat(node.rows("erasure")).isZero();
    }

    @Test
    void whoComesBackIsANewPerson() {
      UUID before = node.complete(leader("1"));
      node.erasures.eraseOneself(leader("1"), Roles.LEADER);

      UUID after = node.complete(leader("1"));
      clock.advance(Duration.ofHours(1));
      node.erasures.resume();

      assertThat(after).isNotEqualTo(before);
      assertThat(node.rows("outbox_message where learner = '" + after + "'")).isEqualTo(1);
      assertThat(node.erasures.eraseOneself(leader("1"), Roles.LEADER)).isPresent();
    }

    @Test
    void killedAfterTheTombstoneTheNextStartFinishesIt() throws Exception {
      UUID pseudonym = node.complete(leader("1"));
      Erasures dying = node.erasures(tombstones, List.of(node.messages, new Death()));
      assertThatThrownBy(() -> dying.eraseOneself(leader("1"), Roles.LEADER))
          .isInstanceOf(Death.class);
      assertThat(node.rows("outbox_message")).as("all or nothing").isEqualTo(1);

      node.erasures.resume();

      assertThat(node.rows("person")).isZero();
      assertThat(node.rows("outbox_message")).isZero();
      assertThat(node.erasures.list(0, 10).erasures())
          .singleElement()
          .satisfies(
              erasure -> {
                assertThat(erasure.pseudonym()).isEqualTo(pseudonym);
                assertThat(erasure.state()).isEqualTo(Erasure.State.ERASED);
              });
    }

    @Test
    void whatWasUnderWayAtThatMomentIsErasedAMinuteLater() {
      UUID pseudonym = node.complete(leader("1"));
      Erasure erasure = node.erasures.eraseOneself(leader("1"), Roles.LEADER).orElseThrow();
      node.completeAs(pseudonym);

      node.erasures.resume();
      assertThat(node.rows("outbox_message")).as("too early to say").isEqualTo(1);
      clock.advance(Erasures.SETTLING);
      node.erasures.resume();

      assertThat(node.rows("outbox_message")).isZero();
      Erasure complete = node.erasures.find(erasure.id()).orElseThrow();
      assertThat(complete.state()).isEqualTo(Erasure.State.COMPLETE);
      assertThat(complete.report().removed())
          .containsEntry("waitingStatements", 2)
          .containsEntry("identities", 1);
      assertThat(complete.report().statements()).hasSize(2).containsValue("PENDING");
    }

    @Test
    void aRestoredBackupIsErasedAgain() throws Exception {
      UUID pseudonym = node.complete(leader("1"));
      UUID other = node.complete(leader("2"));
      node.close();
      DatabaseSettings backup = copy(settings);
      node = new KeptData(settings, tombstones, clock);
      Erasure erasure = node.erasures.eraseOneself(leader("1"), Roles.LEADER).orElseThrow();
      node.close();

      node = new KeptData(backup, tombstones, clock);
      assertThat(node.rows("person")).as("the backup has them").isEqualTo(2);
      node.erasures.resume();

      assertThat(node.rows("person where pseudonym = '" + other + "'")).isEqualTo(1);
      assertThat(node.rows("person")).isEqualTo(1);
      assertThat(node.rows("outbox_message where learner = '" + pseudonym + "'")).isZero();
      Erasure again = node.erasures.find(erasure.id()).orElseThrow();
      assertThat(again.reason()).isEqualTo(ErasureReason.OWN_REQUEST);
      assertThat(again.requestedAt()).isEqualTo(erasure.requestedAt());
      assertThat(again.state()).isEqualTo(Erasure.State.ERASED);
    }

    @Test
    void everyNodesFileKnowsEveryTombstone() throws Exception {
      UUID pseudonym = node.complete(leader("1"));
      node.erasures.eraseOneself(leader("1"), Roles.LEADER);
      Path elsewhere = outside.resolve("folder").resolve("other-node.jsonl");

      node.erasures(elsewhere, node.kinds()).resume();

      assertThat(TombstoneFile.open(elsewhere).read())
          .extracting(Tombstone::pseudonym)
          .containsExactly(pseudonym);
    }

    @Test
    void aLineThatACrashCutIsWrittenAgain() throws Exception {
      node.complete(leader("1"));
      node.complete(leader("2"));
      node.erasures.eraseOneself(leader("1"), Roles.LEADER);
      String whole = Files.readString(tombstones);
      Files.writeString(tombstones, whole.substring(0, whole.length() / 2));

      node.erasures.eraseOneself(leader("2"), Roles.LEADER);
      node.erasures.resume();

      assertThat(TombstoneFile.open(tombstones).read())
          .extracting(Tombstone::pseudonym)
          .containsExactlyInAnyOrderElementsOf(
              node.erasures.list(0, 10).erasures().stream().map(Erasure::pseudonym).toList());
    }

    @Test
    void theFileSaysNothingOfWhoItWas() throws Exception {
      Person person = new Person("https://secret-issuer.example", "canary-7f3a", Set.of("leader"));
      node.complete(person);

      node.erasures.eraseOneself(person, Roles.LEADER);

      assertThat(Files.readString(tombstones))
          .contains("own-request")
          .doesNotContain("canary")
          .doesNotContain("secret-issuer");
    }

    @Test
    void whatOthersWroteIntoTheFileIsPassedOver() throws Exception {
      Files.writeString(
          tombstones, "\n{}\nnot json\n{\"reason\": \"own-request\"}\n", StandardOpenOption.APPEND);
      node.complete(leader("1"));

      node.erasures.eraseOneself(leader("1"), Roles.LEADER);
      node.erasures.resume();

      assertThat(TombstoneFile.open(tombstones).read()).hasSize(1);
    }

    @Test
    void nodesThatGoOnWithTheSameErasureAtOnceDoItOnce() throws Exception {
      UUID pseudonym = node.complete(leader("1"));
      Erasures dying = node.erasures(tombstones, List.of(new Death()));
      assertThatThrownBy(() -> dying.eraseOneself(leader("1"), Roles.LEADER))
          .isInstanceOf(Death.class);
      Erasures other = node.erasures(outside.resolve("other.jsonl"), node.kinds());

      List<Callable<Boolean>> all = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        Erasures one = i % 2 == 0 ? node.erasures : other;
        all.add(
            () -> {
              one.resume();
              return true;
            });
      }
      ExecutorService threads = Executors.newFixedThreadPool(all.size());
      try {
        for (Future<Boolean> done : threads.invokeAll(all)) {
          assertThat(done.get()).isTrue();
        }
      } finally {
        threads.shutdownNow();
      }

      assertThat(
              node.rows(
                  "audit_event where action = 'erasure.carried-out' and subject = '"
                      + pseudonym
                      + "'"))
          .isEqualTo(1);
      assertThat(node.erasures.list(0, 10).erasures().get(0).report().removed())
          .containsEntry("waitingStatements", 1);
    }

    private Erasures.Requested erase(NamedPerson who) {
      return node.erasures.erase(administrator(), new ErasureRequest(who, ErasureReason.LEFT));
    }
  }

  /** Stands for the process being killed while it erases. */
  private static final class Death extends RuntimeException implements PersonalData {
    private static final long serialVersionUID = 1L;

    @Override
    public String name() {
      return "death";
    }

    @Override
    public Set<String> columns() {
      return Set.of();
    }

    @Override
    public List<Item> export(
        EntityManager manager, UUID pseudonym, Optional<String> after, int limit) {
      throw this;
    }

    @Override
    public Erased erase(EntityManager manager, UUID pseudonym) {
      throw this;
    }
  }
}
