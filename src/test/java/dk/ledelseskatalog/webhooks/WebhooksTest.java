package dk.ledelseskatalog.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dk.ledelseskatalog.audit.AuditLog;
import dk.ledelseskatalog.contentmodel.EntryId;
import dk.ledelseskatalog.http.TargetHttp;
import dk.ledelseskatalog.http.Targets;
import dk.ledelseskatalog.identity.Person;
import dk.ledelseskatalog.identity.Pseudonyms;
import dk.ledelseskatalog.identity.Roles;
import dk.ledelseskatalog.identity.SettableClock;
import dk.ledelseskatalog.jsonapi.ErrorObject;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import dk.ledelseskatalog.jsonapi.Page;
import dk.ledelseskatalog.persistence.Database;
import dk.ledelseskatalog.persistence.DatabaseSettings;
import dk.ledelseskatalog.persistence.NewDatabase;
import dk.ledelseskatalog.persistence.Stored;
import dk.ledelseskatalog.persistence.Transactions;
import dk.ledelseskatalog.relay.Rhythm;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.SSLContext;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Webhooks from the event to a real receiver, on both databases. */
class WebhooksTest {
  private static final URI SITE = URI.create("https://ledelse.example.dk");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Person ADMINISTRATOR =
      new Person("https://login.example.dk", "drift", Set.of(Roles.ADMINISTRATOR));
  private static final byte[] KEY = new byte[SecretSeal.KEY_BYTES];

  @Nested
  @ExtendWith(NewDatabase.OnH2.class)
  class OnH2 extends Contract {}

  @Nested
  @ExtendWith(NewDatabase.OnPostgreSql.class)
  class OnPostgreSql extends Contract {}

  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  abstract static class Contract {
    private final List<AutoCloseable> running = new ArrayList<>();
    private Clock clock = Clock.systemUTC();
    private Database database;
    private Transactions transactions;
    private TestReceiver receiver;
    private Webhooks webhooks;

    @BeforeEach
    void open(DatabaseSettings settings) throws Exception {
      database = Database.open(settings);
      transactions = database.transactions();
      receiver = TestReceiver.start();
      webhooks = webhooks(KEY);
    }

    @AfterEach
    void close() throws Exception {
      for (AutoCloseable each : running) {
        each.close();
      }
      receiver.close();
      database.close();
    }

    @Test
    void anEventIsToldToThoseWhoSubscribeAndToNobodyElse() throws Exception {
      Webhooks.Standing told = make("/told", EventType.COMPLETION_RECORDED);
      make("/other", EventType.RELEASE_PUBLISHED);
      UUID completion = UUID.randomUUID();
      courier();

      append(new Event.CompletionRecorded(completion, 7));

      await(() -> receiver.received().size() == 1);
      TestReceiver.Delivered delivered = receiver.received().get(0);
      assertThat(delivered.path()).isEqualTo("/told");
      JsonNode message = JSON.readTree(delivered.body());
      assertThat(message.path("type").asText()).isEqualTo("completion.recorded");
      assertThat(message.path("id").asText()).isEqualTo(delivered.id()).startsWith("msg_");
      assertThat(message.at("/data/release").asInt()).isEqualTo(7);
      assertThat(message.at("/data/links/completion").asText())
          .isEqualTo("https://ledelse.example.dk/api/completions/" + completion);
      assertThat(message.size()).isEqualTo(4);
      await(() -> standing(told).waiting() == 0);
      assertThat(new Stored(database).rows("webhook_message")).isEqualTo(1);
    }

    @Test
    void aMessageIsKeptExactlyIfItsEventIs() {
      make("/told", EventType.COMPLETION_RECORDED);

      assertThatThrownBy(
              () ->
                  transactions.inTransaction(
                      manager -> {
                        outbox()
                            .append(manager, new Event.CompletionRecorded(UUID.randomUUID(), 1));
                        throw new IllegalStateException("the event did not happen");
                      }))
          .isInstanceOf(IllegalStateException.class);

      assertThat(messages("")).isEmpty();
    }

    @Test
    void aMessageIsSignedSoThatItsReceiverCanTellWhoSentItAndWhen() throws Exception {
      String secret = shown(make("/told", EventType.COMPLETION_RECORDED));
      courier();

      append(new Event.CompletionRecorded(UUID.randomUUID(), 1));

      await(() -> receiver.received().size() == 1);
      TestReceiver.Delivered delivered = receiver.received().get(0);
      assertThat(secret).matches("whsec_[A-Za-z0-9+/]{43}=");
      assertThat(signatures(delivered)).containsExactly(signature(secret, delivered));
      assertThat(Long.parseLong(delivered.header("webhook-timestamp")))
          .isBetween(Instant.now().getEpochSecond() - 60, Instant.now().getEpochSecond() + 1);
      assertThat(delivered.header("content-type")).isEqualTo("application/json");
    }

    @Test
    void twoSecretsAreSignedWithWhileOneReplacesTheOther() throws Exception {
      SettableClock settable = new SettableClock(Instant.now());
      clock = settable;
      webhooks = webhooks(KEY);
      Webhooks.Standing made = make("/told", EventType.COMPLETION_RECORDED);
      String old = shown(made);

      String next = shown(webhooks.rotate(ADMINISTRATOR, id(made), Duration.ofHours(24)));
      TestReceiver.Delivered during = test(made);
      settable.advance(Duration.ofHours(25));
      TestReceiver.Delivered after = test(made);
      String last = shown(webhooks.rotate(ADMINISTRATOR, id(made), Duration.ZERO));
      TestReceiver.Delivered atOnce = test(made);

      assertThat(signatures(during))
          .containsExactly(signature(next, during), signature(old, during));
      assertThat(signatures(after)).containsExactly(signature(next, after));
      assertThat(signatures(atOnce)).containsExactly(signature(last, atOnce));
      assertThat(standing(made).secret()).isEmpty();
    }

    @Test
    void aSecretCannotBeReadFromTheDatabaseNorByANodeWithAnotherKey() throws Exception {
      Webhooks.Standing made = make("/told", EventType.COMPLETION_RECORDED);
      byte[] secret = Base64.getDecoder().decode(shown(made).substring("whsec_".length()));
      byte[] stored =
          transactions.inTransaction(
              manager -> new WebhookRepository(manager).find(id(made)).orElseThrow().secret());
      assertThat(new String(stored, StandardCharsets.ISO_8859_1))
          .doesNotContain(new String(secret, StandardCharsets.ISO_8859_1));
      byte[] another = KEY.clone();
      another[0] = 1;
      Courier courier = courier(another);

      append(new Event.CompletionRecorded(UUID.randomUUID(), 1));

      await(() -> standing(made).webhook().paceName().equals("REFUSED"));
      assertThat(standing(made).webhook().refusal().orElseThrow())
          .contains("LEDELSESKATALOG_WEBHOOK_KEY");
      assertThat(receiver.received()).isEmpty();
      assertThat(messages("").get(0).attempts()).isZero();
      courier.close();
      courier();
      await(() -> receiver.received().size() == 1);
    }

    @Test
    void whatFailedIsTriedAgainWithTheSameBytes() throws Exception {
      Webhooks.Standing made = make("/told", EventType.COMPLETION_RECORDED);
      receiver.answer(500);
      courier();

      append(new Event.CompletionRecorded(UUID.randomUUID(), 1));
      await(() -> receiver.received().size() >= 3);
      receiver.answer(204);

      await(() -> standing(made).waiting() == 0);
      assertThat(messages("filter[state]=DELIVERED")).hasSize(1);
      assertThat(receiver.received().stream().map(TestReceiver.Delivered::body).distinct())
          .hasSize(1);
      List<LoggedDelivery> log = log(made);
      assertThat(log.get(0).outcome()).isEqualTo("DELIVERED");
      assertThat(log.get(0).status()).contains(204);
      assertThat(log.get(log.size() - 1).outcome()).isEqualTo("FAILED");
      assertThat(log.get(log.size() - 1).answer()).isEqualTo("answer 500");
      assertThat(log).hasSize(receiver.received().size());
    }

    @Test
    void aMessageThatIsNeverTakenIsParkedAfterItsTriesAndCanBeReplayed() throws Exception {
      Webhooks.Standing made = make("/told", EventType.COMPLETION_RECORDED);
      receiver.answer(500);
      courier();

      append(new Event.CompletionRecorded(UUID.randomUUID(), 1));
      await(() -> standing(made).parked() == 1);
      assertThat(receiver.received()).hasSize(Courier.MOST_ATTEMPTS);
      assertThat(messages("").get(0).lastAnswer()).contains("500 answer 500");
      receiver.answer(204);
      int messages =
          webhooks
              .replay(
                  ADMINISTRATOR,
                  id(made),
                  new WebhookRequest.Replay(MessageState.PARKED, Instant.EPOCH))
              .messages();

      assertThat(messages).isEqualTo(1);
      await(() -> standing(made).parked() == 0 && standing(made).waiting() == 0);
      assertThat(messages("").get(0).state()).isEqualTo(MessageState.DELIVERED);
      assertThat(audit()).contains("webhook.made", "webhook.replayed");
    }

    @Test
    void anAnswerThatWillNotChangeParksAtOnce() throws Exception {
      Webhooks.Standing made = make("/told", EventType.COMPLETION_RECORDED);
      courier();
      int sent = 0;
      for (int status : List.of(301, 302, 307, 400, 413, 422)) {
        receiver.answer(status);
        append(new Event.CompletionRecorded(UUID.randomUUID(), 1));
        int parked = ++sent;
        await(() -> standing(made).parked() == parked);
      }
      assertThat(receiver.received()).hasSize(sent);
      assertThat(standing(made).webhook().paceName()).isEqualTo("FLOWING");
    }

    @Test
    void oneMessageCanBeReplayedAndOnlyWhenItIsSettled() throws Exception {
      Webhooks.Standing made = make("/told", EventType.COMPLETION_RECORDED);
      Courier courier = courier();
      append(new Event.CompletionRecorded(UUID.randomUUID(), 1));
      await(() -> standing(made).waiting() == 0 && !messages("").isEmpty());
      courier.close();
      String number = Long.toString(messages("").get(0).id());

      WebhookMessage replayed = webhooks.replayMessage(ADMINISTRATOR, number);

      assertThat(replayed.state()).isEqualTo(MessageState.PENDING);
      assertThat(refused(() -> webhooks.replayMessage(ADMINISTRATOR, number)).code())
          .isEqualTo("waits-already");
      assertThat(refused(() -> webhooks.replayMessage(ADMINISTRATOR, "0")).status()).isEqualTo(404);
      courier();
      await(() -> receiver.received().size() == 2);
      assertThat(receiver.received().get(1).id()).isEqualTo(receiver.received().get(0).id());
    }

    @Test
    void aReceiverThatSaysItIsGoneIsAskedNoMore() throws Exception {
      Webhooks.Standing made = make("/told", EventType.COMPLETION_RECORDED);
      receiver.answer(410);
      courier();

      append(new Event.CompletionRecorded(UUID.randomUUID(), 1));

      await(() -> !standing(made).webhook().active());
      assertThat(standing(made).webhook().gone()).isTrue();
      assertThat(standing(made).parked()).isEqualTo(1);
      append(new Event.CompletionRecorded(UUID.randomUUID(), 1));
      assertThat(messages("")).hasSize(1);
      assertThat(audit()).contains("webhook.turned-off");
      assertThat(
              webhooks
                  .change(
                      ADMINISTRATOR,
                      id(made),
                      WebhookRequest.readChange(body("{\"active\": true}", id(made)), id(made)))
                  .webhook()
                  .gone())
          .isFalse();
    }

    @Test
    void aReceiverThatAsksForTimeIsGivenIt() throws Exception {
      Webhooks.Standing made = make("/told", EventType.COMPLETION_RECORDED);
      receiver.answer(delivered -> new TestReceiver.Answer(429, "slower", "120"));
      courier(timing(Duration.ofMinutes(5)));

      append(new Event.CompletionRecorded(UUID.randomUUID(), 1));

      await(() -> standing(made).webhook().paceName().equals("THROTTLED"));
      assertThat(standing(made).webhook().pace().notBefore())
          .isBetween(Instant.now().plusSeconds(60), Instant.now().plusSeconds(121));
      assertThat(log(made).get(0).outcome()).isEqualTo("THROTTLED");
    }

    @Test
    void oneThatIsNotTakenHoldsUpNoOther() throws Exception {
      Webhooks.Standing made = make("/told", EventType.COMPLETION_RECORDED);
      UUID poison = UUID.randomUUID();
      receiver.answer(
          delivered ->
              TestReceiver.Answer.of(delivered.body().contains(poison.toString()) ? 500 : 204));
      append(new Event.CompletionRecorded(poison, 1));
      for (int i = 0; i < 60; i++) {
        append(new Event.CompletionRecorded(UUID.randomUUID(), 1));
      }

      courier();

      await(() -> messages("filter[state]=DELIVERED", 100).size() == 60);
      await(() -> standing(made).parked() == 1);
    }

    @Test
    void aReceiverThatDoesNotAnswerHoldsUpNoOther() throws Exception {
      CountDownLatch asleep = new CountDownLatch(1);
      make("/asleep", EventType.COMPLETION_RECORDED);
      Webhooks.Standing awake = make("/awake", EventType.COMPLETION_RECORDED);
      receiver.answer(
          delivered -> {
            if (delivered.path().equals("/asleep")) {
              awaitQuietly(asleep);
            }
            return TestReceiver.Answer.of(204);
          });
      courier();
      for (int i = 0; i < 20; i++) {
        append(new Event.CompletionRecorded(UUID.randomUUID(), 1));
      }

      await(() -> standing(awake).waiting() == 0);
      asleep.countDown();
    }

    @Test
    void ofTwoNodesOneDeliversAndEachMessageComesOnce() throws Exception {
      make("/told", EventType.COMPLETION_RECORDED);
      Courier one = courier();
      Courier other = courier();
      for (int i = 0; i < 100; i++) {
        append(new Event.CompletionRecorded(UUID.randomUUID(), 1));
        one.nudge();
        other.nudge();
      }

      await(() -> messages("filter[state]=DELIVERED", 100).size() == 100);

      assertThat(receiver.received()).hasSize(100);
      assertThat(ids()).hasSize(100);
    }

    @Test
    void whatANodeLeftBehindIsDeliveredByAnother() throws Exception {
      make("/told", EventType.COMPLETION_RECORDED);
      CountDownLatch dying = new CountDownLatch(1);
      receiver.answer(
          delivered -> {
            awaitQuietly(dying);
            return TestReceiver.Answer.of(204);
          });
      Courier one = courier();
      append(new Event.CompletionRecorded(UUID.randomUUID(), 1));
      await(() -> receiver.received().size() == 1);
      one.close();
      dying.countDown();
      receiver.answer(204);

      courier();

      await(() -> messages("filter[state]=DELIVERED").size() == 1);
      assertThat(receiver.received()).hasSize(2);
      assertThat(ids()).hasSize(1);
      assertThat(messages("").get(0).attempts()).isEqualTo(1);
    }

    @Test
    void aReleaseIsToldWhenEveryNodeServesIt() throws Exception {
      make("/told", EventType.RELEASE_PUBLISHED, EventType.ENTRIES_UNPUBLISHED);
      List<EntryId> gone =
          IntStream.range(0, 150).mapToObj(i -> new EntryId("principles", "p-" + i)).toList();

      append(new Event.ReleasePublished(8));
      append(new Event.EntriesUnpublished(8, gone));

      List<WebhookMessage> waiting = messages("");
      assertThat(waiting)
          .allSatisfy(
              message -> assertThat(message.dueAt()).isEqualTo(message.createdAt().plusSeconds(2)));
      JsonNode unpublished = JSON.readTree(waiting.get(0).bodyText());
      assertThat(unpublished.path("type").asText()).isEqualTo("entries.unpublished");
      assertThat(unpublished.at("/data/total").asInt()).isEqualTo(150);
      assertThat(unpublished.at("/data/entries")).hasSize(MessageBodies.MOST_ENTRIES);
      assertThat(unpublished.at("/data/entries/0").toString())
          .isEqualTo("{\"type\":\"principles\",\"id\":\"p-0\"}");
      JsonNode published = JSON.readTree(waiting.get(1).bodyText());
      assertThat(published.at("/data/links/release").asText())
          .isEqualTo("https://ledelse.example.dk/api/releases/8");
      assertThat(published.at("/data/links/changes").asText())
          .isEqualTo("https://ledelse.example.dk/api/releases/8/changes");
    }

    @Test
    void aTestTellsWhatWasAnsweredAlsoWhileNothingElseIsSent() throws Exception {
      Webhooks.Standing made = make("/told", EventType.COMPLETION_RECORDED);
      webhooks.change(
          ADMINISTRATOR,
          id(made),
          WebhookRequest.readChange(body("{\"active\": false}", id(made)), id(made)));
      receiver.answer(
          delivered ->
              new TestReceiver.Answer(418, "\u0000\nte\u0007potte" + "!".repeat(5_000), ""));

      LoggedDelivery delivery = webhooks.test(ADMINISTRATOR, id(made));

      assertThat(delivery.status()).contains(418);
      assertThat(delivery.outcome()).isEqualTo("FAILED");
      assertThat(delivery.answer()).startsWith("te potte!").hasSizeLessThan(1_025);
      JsonNode message = JSON.readTree(receiver.received().get(0).body());
      assertThat(message.path("type").asText()).isEqualTo("webhook.tested");
      assertThat(audit()).contains("webhook.tested");
      assertThat(messages("")).isEmpty();
      receiver.close();
      LoggedDelivery unanswered = webhooks.test(ADMINISTRATOR, id(made));
      assertThat(unanswered.status()).isEmpty();
      assertThat(unanswered.answer()).contains("Cannot connect");
      assertThat(log(made)).hasSize(2);
    }

    @Test
    void anAddressThatLeadsInsideIsRefusedWhenItIsMadeAndWhenItIsUsed() throws Exception {
      for (String url : List.of("https://localhost/", "https://10.0.0.1/", "https://[::1]/")) {
        assertThat(refused(() -> make(url)).code()).isEqualTo("url-not-public");
      }
      assertThat(refused(() -> make("http://hook.example.dk/")).code()).isEqualTo("url-not-https");
      Webhooks.Standing made = make("/told", EventType.COMPLETION_RECORDED);
      sql("update webhook set url = 'https://localhost:" + receiver.port() + "/'");
      courier();

      append(new Event.CompletionRecorded(UUID.randomUUID(), 1));

      await(() -> standing(made).parked() == 1);
      assertThat(log(made).get(0).outcome()).isEqualTo("REFUSED");
      assertThat(log(made).get(0).answer()).contains("localhost leads to");
      assertThat(receiver.received()).isEmpty();
    }

    @Test
    void aWebhookThatIsRemovedTakesItsMessagesAndItsLogAlong() throws Exception {
      Webhooks.Standing made = make("/told", EventType.COMPLETION_RECORDED);
      append(new Event.CompletionRecorded(UUID.randomUUID(), 1));
      test(made);

      webhooks.remove(ADMINISTRATOR, id(made));

      for (String table :
          List.of("webhook", "webhook_subscription", "webhook_message", "webhook_delivery")) {
        assertThat(new Stored(database).rows(table)).as(table).isZero();
      }
      assertThat(refused(() -> webhooks.find(id(made))).code()).isEqualTo("unknown-webhook");
      assertThat(audit()).contains("webhook.removed");
    }

    @Test
    void whatWasSettledLongAgoIsRemovedAndWhatWaitsIsKept() throws Exception {
      Webhooks.Standing made = make("/told", EventType.COMPLETION_RECORDED);
      Courier courier = courier();
      append(new Event.CompletionRecorded(UUID.randomUUID(), 1));
      await(() -> standing(made).waiting() == 0 && receiver.received().size() == 1);
      courier.close();
      append(new Event.CompletionRecorded(UUID.randomUUID(), 1));

      int removed =
          transactions.inTransaction(
              manager ->
                  new WebhookHistory().removeBefore(manager, Instant.now().plusSeconds(60), 100));

      assertThat(removed).isEqualTo(2);
      assertThat(messages("")).hasSize(1);
      assertThat(log(made)).isEmpty();
    }

    @Test
    void thereAreNoMoreWebhooksThanCanBeTold() {
      for (int i = 0; i < Webhooks.MOST_WEBHOOKS; i++) {
        make("/" + i, EventType.RELEASE_PUBLISHED);
      }

      assertThat(refused(() -> make("/more", EventType.RELEASE_PUBLISHED)).code())
          .isEqualTo("too-many-webhooks");
      assertThat(webhooks.list()).hasSize(Webhooks.MOST_WEBHOOKS);
    }

    // The rest is words for the tests above.

    private Webhooks.Standing make(String path, EventType first, EventType... more) {
      return webhooks.create(
          ADMINISTRATOR,
          new WebhookSettings(
              "http://" + TestReceiver.HOST + ':' + receiver.port() + path,
              EnumSet.of(first, more),
              "",
              true));
    }

    private void make(String url) {
      webhooks.create(
          ADMINISTRATOR,
          new WebhookSettings(url, EnumSet.of(EventType.RELEASE_PUBLISHED), "", true));
    }

    private static String id(Webhooks.Standing standing) {
      return standing.webhook().id();
    }

    private static String shown(Webhooks.Standing standing) {
      return standing.secret().orElseThrow().shown();
    }

    private Webhooks.Standing standing(Webhooks.Standing of) {
      return webhooks.find(id(of));
    }

    private TestReceiver.Delivered test(Webhooks.Standing standing) {
      webhooks.test(ADMINISTRATOR, id(standing));
      return receiver.received().get(receiver.received().size() - 1);
    }

    private WebhookOutbox outbox() {
      return new WebhookOutbox(SITE, clock);
    }

    private void append(Event event) {
      var unused =
          transactions.inTransaction(
              manager -> {
                outbox().append(manager, event);
                return event;
              });
      nudge();
    }

    private void nudge() {
      running.stream()
          .filter(Courier.class::isInstance)
          .forEach(courier -> ((Courier) courier).nudge());
    }

    private List<WebhookMessage> messages(String filter) {
      return messages(filter, 20);
    }

    private List<WebhookMessage> messages(String filter, int size) {
      return webhooks
          .messages(
              WebhookMessageQuery.parse(
                  filter + (filter.isEmpty() ? "" : "&") + "page[size]=" + size))
          .page();
    }

    private List<LoggedDelivery> log(Webhooks.Standing standing) {
      return webhooks.deliveries(id(standing), new Page(1, 100)).page();
    }

    private Set<String> ids() {
      Set<String> ids = new HashSet<>();
      receiver.received().forEach(delivered -> ids.add(delivered.id()));
      return ids;
    }

    private Deliverer deliverer(byte[] key) throws Exception {
      Targets targets = new Targets(List.of(TestReceiver.HOST), InetAddress::getAllByName);
      TargetHttp http = new TargetHttp(targets, SSLContext.getDefault(), Duration.ofSeconds(20));
      return new Deliverer(targets, http, new SecretSeal(key, new SecureRandom()), clock);
    }

    private Webhooks webhooks(byte[] key) throws Exception {
      Deliverer deliverer = deliverer(key);
      running.add(deliverer);
      return new Webhooks(
          transactions,
          deliverer,
          new SecretSeal(key, new SecureRandom()),
          SITE,
          new Pseudonyms(),
          new AuditLog(clock),
          clock,
          this::nudge);
    }

    private Courier courier() throws Exception {
      return courier(KEY);
    }

    private Courier courier(byte[] key) throws Exception {
      return courier(key, timing(Duration.ofMillis(20)));
    }

    private Courier courier(Courier.Timing timing) throws Exception {
      return courier(KEY, timing);
    }

    private Courier courier(byte[] key, Courier.Timing timing) throws Exception {
      Courier courier =
          new Courier(transactions, deliverer(key), new AuditLog(clock), clock, timing);
      running.add(courier);
      courier.start();
      return courier;
    }

    private static Courier.Timing timing(Duration longest) {
      Rhythm rhythm =
          new Rhythm(Duration.ofMillis(1), longest, Duration.ofMillis(20), new Random(1));
      return new Courier.Timing(
          Duration.ofSeconds(20),
          Duration.ofMillis(200),
          Duration.ofMillis(50),
          Duration.ofMillis(20),
          Duration.ofMillis(500),
          rhythm,
          rhythm);
    }

    private List<String> audit() {
      return transactions.inTransaction(
          manager -> {
            List<?> actions =
                manager
                    .createNativeQuery("select action from audit_event order by id")
                    .getResultList();
            return actions.stream().map(String::valueOf).toList();
          });
    }

    private void sql(String statement) {
      var unused =
          transactions.inTransaction(
              manager -> manager.createNativeQuery(statement).executeUpdate());
    }
  }

  private static InputStream body(String attributes, String id) {
    String document =
        "{\"data\": {\"type\": \"webhooks\", \"id\": \"%s\", \"attributes\": %s}}"
            .formatted(id, attributes);
    return new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> signatures(TestReceiver.Delivered delivered) {
    return List.of(delivered.header("webhook-signature").split(" ", -1));
  }

  /** As whoever reads the specification makes it. */
  private static String signature(String secret, TestReceiver.Delivered delivered)
      throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(
        new SecretKeySpec(
            Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
    String signed =
        delivered.id() + "." + delivered.header("webhook-timestamp") + "." + delivered.body();
    return "v1,"
        + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
  }

  private static ErrorObject refused(ThrowingCallable call) {
    return catchThrowableOfType(JsonApiException.class, call).errors().get(0);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      var unused = latch.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    Instant deadline = Instant.now().plusSeconds(30);
    while (!condition.call()) {
      assertThat(Instant.now()).isBefore(deadline);
      Thread.sleep(20);
    }
  }
}
