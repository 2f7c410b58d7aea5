package dk.ledelseskatalog.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dk.ledelseskatalog.access.Exclusion.Effect;
import dk.ledelseskatalog.access.Exclusion.Reason;
import dk.ledelseskatalog.audit.AuditLog;
import dk.ledelseskatalog.identity.NamedPerson;
import dk.ledelseskatalog.identity.Person;
import dk.ledelseskatalog.identity.Pseudonyms;
import dk.ledelseskatalog.identity.Refusal;
import dk.ledelseskatalog.identity.Roles;
import dk.ledelseskatalog.identity.SettableClock;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import dk.ledelseskatalog.persistence.Database;
import dk.ledelseskatalog.persistence.DatabaseSettings;
import dk.ledelseskatalog.persistence.NewDatabase;
import dk.ledelseskatalog.persistence.Transactions;
import dk.ledelseskatalog.privacy.PersonalData;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

class ExclusionsTest {
  private static final Instant NOW = Instant.parse("2026-11-24T09:00:00.123Z");
  private static final String ISSUER = "https://issuer.example";
  private static final Person ADMINISTRATOR =
      new Person(ISSUER, "boss", Set.of(Roles.ADMINISTRATOR));
  private static final Person LEADER = new Person(ISSUER, "leader-1", Set.of(Roles.LEADER));
  private static final Person ANOTHER = new Person(ISSUER, "leader-2", Set.of(Roles.LEADER));

  @Nested
  @ExtendWith(NewDatabase.OnH2.class)
  class OnH2 extends Contract {}

  @Nested
  @ExtendWith(NewDatabase.OnPostgreSql.class)
  class OnPostgreSql extends Contract {}

  abstract static class Contract {
    private final SettableClock clock = new SettableClock(NOW);
    private final Pseudonyms pseudonyms = new Pseudonyms();
    private final PersonalData decisions = new AccessDecisions();
    private Database database;
    private Transactions transactions;
    private Exclusions node;
    private Exclusions otherNode;

    @BeforeEach
    void open(DatabaseSettings settings) throws Exception {
      database = Database.open(settings);
      transactions = database.transactions();
      node = newNode();
      otherNode = newNode();
    }

    @AfterEach
    void close() {
      database.close();
    }

    private Exclusions newNode() {
      return new Exclusions(transactions, pseudonyms, new AuditLog(clock), ISSUER, clock);
    }

    @Test
    void whoIsShutOutIsRefusedAtOnceHereAndAtTheNextLookElsewhere() {
      shutOut(LEADER);

      assertThat(refusal(node, LEADER)).contains(Refusal.SHUT_OUT);
      assertThat(refusal(node, ANOTHER)).isEmpty();
      otherNode.refresh();
      assertThat(refusal(otherNode, LEADER)).contains(Refusal.SHUT_OUT);
      assertThat(refusal(otherNode, ANOTHER)).isEmpty();
    }

    @Test
    void aNodeLooksByItselfForWhatOthersDecided() throws Exception {
      try (Access other =
          new Access(transactions, pseudonyms, new AuditLog(clock), ISSUER, clock)) {
        shutOut(ANOTHER);
        other.start(Duration.ofMillis(20));
        assertThat(other.refusalOf(ANOTHER, Optional.empty()))
            .as("known when it begins")
            .contains(Refusal.SHUT_OUT);

        shutOut(LEADER);

        Instant deadline = Instant.now().plusSeconds(60);
        while (other.refusalOf(LEADER, Optional.empty()).isEmpty()) {
          assertThat(Instant.now()).isBefore(deadline);
          Thread.sleep(10);
        }
      }
    }

    @Test
    void theSameSubjectOfAnotherIssuerIsSomebodyElse() {
      shutOut(LEADER);

      assertThat(refusal(node, new Person("https://other.example", "leader-1", Set.of())))
          .isEmpty();
    }

    @Test
    void whoIsLetInAgainComesIn() {
      Exclusion exclusion = shutOut(LEADER).exclusion();
      otherNode.refresh();

      node.letIn(ADMINISTRATOR, exclusion.id());

      assertThat(refusal(node, LEADER)).isEmpty();
      otherNode.refresh();
      assertThat(refusal(otherNode, LEADER)).isEmpty();
      assertThat(node.find(exclusion.id())).isEmpty();
    }

    @Test
    void aPersonIsNamedByPseudonymOrByIdentityAndIsTheSame() {
      UUID pseudonym = known(LEADER);

      Exclusions.Decided first =
          exclude(new NamedPerson.ByPseudonym(pseudonym), Effect.SHUT_OUT, Reason.LEFT);
      Exclusions.Decided again = shutOut(LEADER);

      assertThat(first.created()).isTrue();
      assertThat(again.created()).isFalse();
      assertThat(again.exclusion()).isEqualTo(first.exclusion());
      assertThat(first.exclusion().person()).contains(pseudonym);
      assertThat(refusal(node, LEADER)).contains(Refusal.SHUT_OUT);
    }

    @Test
    void signInsFromBeforeCountNoMoreAndThoseAfterwardsDo() {
      exclude(identity(LEADER), Effect.SIGN_IN_ANEW, Reason.ROLES_CHANGED);

      assertThat(refusal(node, LEADER)).contains(Refusal.SIGN_IN_ANEW);
      assertThat(node.refusalOf(LEADER, Optional.of(NOW.minusSeconds(1))))
          .contains(Refusal.SIGN_IN_ANEW);
      // Tokens tell whole seconds: what was issued in the same one may have been before.
      assertThat(node.refusalOf(LEADER, Optional.of(NOW.truncatedTo(ChronoUnit.SECONDS))))
          .contains(Refusal.SIGN_IN_ANEW);
      assertThat(node.refusalOf(LEADER, Optional.of(NOW.plusSeconds(1)))).isEmpty();
    }

    @Test
    void askedAgainSignInsFromBeforeThenCountNoMore() {
      UUID first =
          exclude(identity(LEADER), Effect.SIGN_IN_ANEW, Reason.ROLES_CHANGED).exclusion().id();
      clock.advance(Duration.ofHours(1));

      Exclusions.Decided second =
          exclude(identity(LEADER), Effect.SIGN_IN_ANEW, Reason.ROLES_CHANGED);

      assertThat(second.created()).isTrue();
      assertThat(node.find(first)).isEmpty();
      assertThat(node.refusalOf(LEADER, Optional.of(NOW.plusSeconds(60))))
          .contains(Refusal.SIGN_IN_ANEW);
    }

    @Test
    void shuttingOutTakesThePlaceOfSigningInAnewAndNotTheOtherWayRound() {
      exclude(identity(LEADER), Effect.SIGN_IN_ANEW, Reason.ROLES_CHANGED);
      assertThat(shutOut(LEADER).created()).isTrue();

      JsonApiException refused =
          catchThrowableOfType(
              JsonApiException.class,
              () -> exclude(identity(LEADER), Effect.SIGN_IN_ANEW, Reason.ROLES_CHANGED));

      assertThat(refused.errors().get(0).code()).isEqualTo("shut-out-already");
      assertThat(refusal(node, LEADER)).contains(Refusal.SHUT_OUT);
      assertThat(node.list(0, 20).total()).isEqualTo(1);
    }

    @Test
    void nobodyShutsThemselvesOut() {
      UUID self = known(ADMINISTRATOR);

      for (NamedPerson who : List.of(identity(ADMINISTRATOR), new NamedPerson.ByPseudonym(self))) {
        JsonApiException refused =
            catchThrowableOfType(
                JsonApiException.class, () -> exclude(who, Effect.SHUT_OUT, Reason.LEFT));
        assertThat(refused.errors().get(0).code()).isEqualTo("oneself");
      }
      assertThat(refusal(node, ADMINISTRATOR)).isEmpty();
    }

    @Test
    void aPseudonymOfNobodyAndAnotherIssuerAreRefused() {
      assertThat(
              catchThrowableOfType(
                      JsonApiException.class,
                      () ->
                          exclude(
                              new NamedPerson.ByPseudonym(UUID.randomUUID()),
                              Effect.SHUT_OUT,
                              Reason.LEFT))
                  .errors()
                  .get(0)
                  .code())
          .isEqualTo("unknown-person");
      assertThat(
              catchThrowableOfType(
                      JsonApiException.class,
                      () ->
                          exclude(
                              new NamedPerson.ByIdentity("https://other.example", "leader-1"),
                              Effect.SHUT_OUT,
                              Reason.LEFT))
                  .errors()
                  .get(0)
                  .status())
          .isEqualTo(422);
      assertThat(node.list(0, 20).total()).isZero();
    }

    @Test
    void whoIsErasedStaysOutAndIsNamedNoMore() {
      Exclusion exclusion = shutOut(LEADER).exclusion();
      UUID pseudonym = exclusion.person().orElseThrow();
      assertThat(exported(pseudonym)).containsExactly("shut-out");

      transactions.inTransaction(
          manager -> {
            var unused = decisions.erase(manager, pseudonym);
            return pseudonyms.forget(manager, pseudonym);
          });

      node.refresh();
      assertThat(refusal(node, LEADER)).contains(Refusal.SHUT_OUT);
      assertThat(node.find(exclusion.id()).orElseThrow().person()).isEmpty();
      assertThat(exported(pseudonym)).isEmpty();
    }

    @Test
    void anAdministratorsOwnDataTellWhatTheyDecided() {
      shutOut(LEADER);

      assertThat(exported(known(ADMINISTRATOR))).containsExactly("exclusion-requested");
    }

    @Test
    void everyDecisionIsInTheAuditLogWithItsReason() {
      exclude(identity(LEADER), Effect.SIGN_IN_ANEW, Reason.ROLES_CHANGED);
      Exclusion exclusion = shutOut(LEADER).exclusion();
      shutOut(LEADER);
      node.letIn(ADMINISTRATOR, exclusion.id());

      String pseudonym = known(LEADER).toString();
      assertThat(events())
          .containsExactly(
              List.of("person.to-sign-in-anew", "roles-changed", pseudonym),
              List.of("person.shut-out", "compromised", pseudonym),
              List.of("person.let-in", "access-control", pseudonym));
    }

    @Test
    void whatIsNotThereCannotBeTakenBack() {
      assertThat(
              catchThrowableOfType(
                      JsonApiException.class, () -> node.letIn(ADMINISTRATOR, UUID.randomUUID()))
                  .errors()
                  .get(0)
                  .code())
          .isEqualTo("unknown-exclusion");
    }

    private Exclusions.Decided shutOut(Person person) {
      return exclude(identity(person), Effect.SHUT_OUT, Reason.COMPROMISED);
    }

    private Exclusions.Decided exclude(NamedPerson who, Effect effect, Reason reason) {
      return node.exclude(ADMINISTRATOR, new ExclusionRequest(who, effect, reason));
    }

    private static NamedPerson identity(Person person) {
      return new NamedPerson.ByIdentity(person.issuer(), person.subject());
    }

    private static Optional<Refusal> refusal(Exclusions at, Person person) {
      return at.refusalOf(person, Optional.empty());
    }

    private UUID known(Person person) {
      return transactions.inTransaction(manager -> pseudonyms.of(manager, person));
    }

    private List<String> exported(UUID pseudonym) {
      return transactions.inTransaction(
          manager ->
              decisions.export(manager, pseudonym, Optional.empty(), 100).stream()
                  .map(item -> item.content().path("kind").asText())
                  .toList());
    }

    private List<List<Object>> events() {
      return transactions
          .inTransaction(
              manager ->
                  (List<?>)
                      manager
                          .createNativeQuery(
                              "select action, purpose, subject from audit_event order by id")
                          .getResultList())
          .stream()
          .map(row -> List.of((Object[]) row))
          .toList();
    }
  }
}
