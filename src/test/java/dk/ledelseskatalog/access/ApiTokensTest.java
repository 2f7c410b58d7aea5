package dk.ledelseskatalog.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.ledelseskatalog.audit.AuditLog;
import dk.ledelseskatalog.identity.Person;
import dk.ledelseskatalog.identity.Pseudonyms;
import dk.ledelseskatalog.identity.Refusal;
import dk.ledelseskatalog.identity.Roles;
import dk.ledelseskatalog.identity.Scope;
import dk.ledelseskatalog.identity.ServiceClient;
import dk.ledelseskatalog.identity.SettableClock;
import dk.ledelseskatalog.identity.Verdict;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import dk.ledelseskatalog.persistence.Database;
import dk.ledelseskatalog.persistence.DatabaseSettings;
import dk.ledelseskatalog.persistence.NewDatabase;
import dk.ledelseskatalog.persistence.Transactions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

class ApiTokensTest {
  private static final Instant NOW = Instant.parse("2026-11-24T09:00:00.123Z");
  private static final Person ADMINISTRATOR =
      new Person("https://issuer.example", "boss", Set.of(Roles.ADMINISTRATOR));

  @Nested
  @ExtendWith(NewDatabase.OnH2.class)
  class OnH2 extends Contract {}

  @Nested
  @ExtendWith(NewDatabase.OnPostgreSql.class)
  class OnPostgreSql extends Contract {}

  abstract static class Contract {
    private final SettableClock clock = new SettableClock(NOW);
    private Database database;
    private Transactions transactions;
    private Node node;
    private Node otherNode;

    /** What each node has of its own. */
    private static final class Node implements AutoCloseable {
      private final LastUses lastUses;
      private final ApiTokens tokens;

      Node(Transactions transactions, SettableClock clock) {
        lastUses = new LastUses(transactions);
        tokens =
            new ApiTokens(
                transactions,
                new Pseudonyms(),
                new AuditLog(clock),
                lastUses,
                new SecureRandom(),
                clock);
      }

      @Override
      public void close() {
        lastUses.close();
      }
    }

    @BeforeEach
    void open(DatabaseSettings settings) throws Exception {
      database = Database.open(settings);
      transactions = database.transactions();
      node = new Node(transactions, clock);
      otherNode = new Node(transactions, clock);
    }

    @AfterEach
    void close() {
      node.close();
      otherNode.close();
      database.close();
    }

    @Test
    void aTokenLetsItsClientInOnEveryNodeWithItsScopes() {
      ApiTokens.Created created = create(Scope.LEARNING_RECORDS, Scope.AUDIT_LOG);

      for (Node any : List.of(node, otherNode)) {
        assertThat(any.tokens.judge(created.secret().text()))
            .isEqualTo(
                new Verdict.Accepted(
                    new ServiceClient(
                        created.token().id(), Set.of(Scope.LEARNING_RECORDS, Scope.AUDIT_LOG))));
      }
    }

    @Test
    void theSecretIsNowhereInTheDatabaseAndWhatIsThereIsNoToken() {
      ApiTokens.Created created = create(Scope.CATALOGUE);
      String secret = created.secret().text();

      List<String> kept = everythingKept();

      String random = secret.substring(secret.lastIndexOf('_') + 1);
      assertThat(kept).contains(created.secret().digest());
      assertThat(kept).noneMatch(value -> value.contains(random));
      for (String value : kept) {
        for (String guess :
            List.of(value, "lk_" + value, "lk_" + created.token().id() + "_" + value)) {
          assertThat(node.tokens.judge(guess))
              .isEqualTo(new Verdict.Refused(Refusal.API_TOKEN_INVALID));
        }
      }
    }

    @Test
    void anotherTokensSecretUnderThisIdIsNoToken() {
      ApiTokenSecret other = ApiTokenSecret.draw(new SecureRandom());
      ApiTokens.Created created = create(Scope.CATALOGUE);

      assertThat(node.tokens.judge(other.text()))
          .isEqualTo(new Verdict.Refused(Refusal.API_TOKEN_INVALID));
      transactions.inTransaction(
          manager ->
              manager
                  .createNativeQuery("update api_token set digest = ?1 where id = ?2")
                  .setParameter(1, other.digest())
                  .setParameter(2, created.token().id())
                  .executeUpdate());
      assertThat(node.tokens.judge(created.secret().text()))
          .isEqualTo(new Verdict.Refused(Refusal.API_TOKEN_INVALID));
    }

    @Test
    void aRevokedTokenIsRefusedAtTheNextRequestOnEveryNode() {
      ApiTokens.Created created = create(Scope.CATALOGUE);
      ApiTokens.Created another = create(Scope.CATALOGUE);
      assertThat(otherNode.tokens.judge(created.secret().text()))
          .isInstanceOf(Verdict.Accepted.class);

      node.tokens.revoke(ADMINISTRATOR, created.token().id());

      for (Node any : List.of(node, otherNode)) {
        assertThat(any.tokens.judge(created.secret().text()))
            .isEqualTo(new Verdict.Refused(Refusal.API_TOKEN_REVOKED));
        assertThat(any.tokens.judge(another.secret().text())).isInstanceOf(Verdict.Accepted.class);
      }
    }

    @Test
    void aTokenEndsAtItsTime() {
      ApiTokens.Created created = create(Scope.CATALOGUE);

      clock.advance(Duration.ofDays(30).minusMillis(1));
      assertThat(node.tokens.judge(created.secret().text())).isInstanceOf(Verdict.Accepted.class);
      clock.advance(Duration.ofMillis(1));
      assertThat(node.tokens.judge(created.secret().text()))
          .isEqualTo(new Verdict.Refused(Refusal.API_TOKEN_EXPIRED));
      assertThat(node.tokens.find(created.token().id()).orElseThrow().status(clock.instant()))
          .isEqualTo(ApiToken.Status.EXPIRED);
    }

    @Test
    void theLastUseIsWrittenOnceAMinuteAndByOneNode() {
      ApiTokens.Created created = create(Scope.CATALOGUE);
      assertThat(lastUse(created)).isEqualTo("never");

      use(created, node);
      Instant first = clock.instant();
      assertThat(lastUse(created)).isEqualTo(first.toString());

      clock.advance(Duration.ofSeconds(59));
      use(created, otherNode);
      assertThat(lastUse(created)).isEqualTo(first.toString());

      clock.advance(Duration.ofSeconds(1));
      node = new Node(transactions, clock);
      use(created, node);
      assertThat(lastUse(created)).isEqualTo(clock.instant().toString());
    }

    @Test
    void aTokenThatIsRefusedIsNotUsed() {
      ApiTokens.Created created = create(Scope.CATALOGUE);
      node.tokens.revoke(ADMINISTRATOR, created.token().id());

      use(created, node);

      assertThat(lastUse(created)).isEqualTo("never");
    }

    @Test
    void whoMadeAndRevokedOneIsInTheAuditLogOnce() {
      ApiTokens.Created created = create(Scope.CATALOGUE);
      node.tokens.revoke(ADMINISTRATOR, created.token().id());
      otherNode.tokens.revoke(ADMINISTRATOR, created.token().id());

      String actor = created.token().createdBy().toString();
      String target = "api-tokens/" + created.token().id();
      assertThat(events())
          .containsExactly(
              List.of(actor, "administrator", "api-token.created", "access-control", target),
              List.of(actor, "administrator", "api-token.revoked", "access-control", target));
    }

    @Test
    void ofManyWhoRevokeAtOnceOneDoes() throws Exception {
      ApiTokens.Created created = create(Scope.CATALOGUE);
      ExecutorService threads = Executors.newFixedThreadPool(4);
      try {
        Callable<String> revoking =
            () -> {
              node.tokens.revoke(ADMINISTRATOR, created.token().id());
              return "";
            };
        for (var each : threads.invokeAll(List.of(revoking, revoking, revoking, revoking))) {
          assertThat(each.get()).isEmpty();
        }
      } finally {
        threads.shutdownNow();
      }

      assertThat(events()).hasSize(2);
    }

    @Test
    void theListHasTheLastFirstAndKeepsWhatEnded() {
      ApiTokens.Created first = create(Scope.CATALOGUE);
      clock.advance(Duration.ofSeconds(1));
      ApiTokens.Created second = create(Scope.AUDIT_LOG);
      node.tokens.revoke(ADMINISTRATOR, second.token().id());

      ApiTokens.Slice all = node.tokens.list(0, 20);

      assertThat(all.total()).isEqualTo(2);
      assertThat(all.tokens().stream().map(ApiToken::id))
          .containsExactly(second.token().id(), first.token().id());
      assertThat(all.tokens().get(0).status(clock.instant())).isEqualTo(ApiToken.Status.REVOKED);
      assertThat(all.tokens().get(0).revoked().orElseThrow().at()).isEqualTo(clock.instant());
      assertThat(all.tokens().get(1)).isEqualTo(first.token());
      assertThat(node.tokens.list(1, 1).tokens()).containsExactly(first.token());
    }

    @Test
    void whatThereIsNotCannotBeRevoked() {
      for (String id : List.of("000000000000", "x", "", "lk_", "' or 1=1--")) {
        assertThat(node.tokens.find(id)).isEmpty();
        assertThatThrownBy(() -> node.tokens.revoke(ADMINISTRATOR, id))
            .isInstanceOf(JsonApiException.class);
      }
      assertThat(events()).isEmpty();
    }

    private ApiTokens.Created create(Scope... scopes) {
      return node.tokens.create(
          ADMINISTRATOR,
          new ApiTokenRequest(
              "Læringsplatformen", Set.of(scopes), clock.instant().plus(Duration.ofDays(30))));
    }

    /** Uses the token, and waits for what is written of it. */
    private void use(ApiTokens.Created created, Node by) {
      var unused = by.tokens.judge(created.secret().text());
      by.close();
    }

    private String lastUse(ApiTokens.Created created) {
      return node.tokens
          .find(created.token().id())
          .orElseThrow()
          .lastUsedAt()
          .map(Instant::toString)
          .orElse("never");
    }

    private List<String> everythingKept() {
      return transactions
          .inTransaction(
              manager ->
                  (List<?>)
                      manager
                          .createNativeQuery(
                              "select id, digest, name, scopes, created_by from api_token union all"
                                  + " select target, action, role, purpose, actor from audit_event")
                          .getResultList())
          .stream()
          .flatMap(row -> Arrays.stream((Object[]) row))
          .map(String::valueOf)
          .toList();
    }

    private List<List<Object>> events() {
      return transactions
          .inTransaction(
              manager ->
                  (List<?>)
                      manager
                          .createNativeQuery(
                              "select actor, role, action, purpose, target from audit_event order by"
                                  + " id")
                          .getResultList())
          .stream()
          .map(row -> List.of((Object[]) row))
          .toList();
    }
  }
}
