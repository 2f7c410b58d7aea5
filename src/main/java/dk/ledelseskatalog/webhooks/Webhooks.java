package dk.ledelseskatalog.webhooks;

import dk.ledelseskatalog.audit.AuditEvent;
import dk.ledelseskatalog.audit.AuditLog;
import dk.ledelseskatalog.audit.Purpose;
import dk.ledelseskatalog.http.RefusedTargetException;
import dk.ledelseskatalog.identity.Person;
import dk.ledelseskatalog.identity.Pseudonyms;
import dk.ledelseskatalog.identity.Roles;
import dk.ledelseskatalog.jsonapi.ErrorObject;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import dk.ledelseskatalog.jsonapi.Page;
import dk.ledelseskatalog.persistence.Transactions;
import dk.ledelseskatalog.relay.Pace;
import jakarta.persistence.EntityManager;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Lets administrators make webhooks and look after them. Thread-safe.
 *
 * <p>A secret is shown when it is made, and never again. Whatever is done leaves a trace in the
 * audit log.
 */
public final class Webhooks {
  /** An id of a webhook, as addresses have it. */
  static final Pattern ID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  /** Each event costs a message for each of them. */
  static final int MOST_WEBHOOKS = 20;

  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,17}");

  private final Transactions transactions;
  private final Deliverer deliverer;
  private final SecretSeal seal;
  private final MessageBodies bodies;
  private final Pseudonyms pseudonyms;
  private final AuditLog audit;
  private final Clock clock;
  private final Runnable afterCommit;
  private final SecureRandom random = new SecureRandom();

  /**
   * @param publicUrl the service's address, without a slash at its end
   * @param afterCommit told when a message may be delivered that could not before
   */
  public Webhooks(
      Transactions transactions,
      Deliverer deliverer,
      SecretSeal seal,
      URI publicUrl,
      Pseudonyms pseudonyms,
      AuditLog audit,
      Clock clock,
      Runnable afterCommit) {
    this.transactions = transactions;
    this.deliverer = deliverer;
    this.seal = seal;
    this.bodies = new MessageBodies(publicUrl);
    this.pseudonyms = pseudonyms;
    this.audit = audit;
    this.clock = clock;
    this.afterCommit = afterCommit;
  }

  /**
   * A webhook and how telling it goes.
   *
   * @param at when it was looked at
   * @param secret only right after it was made
   */
  record Standing(
      Webhook webhook,
      Set<EventType> events,
      long waiting,
      long parked,
      Instant at,
      Optional<Secret> secret) {
    Standing showing(Secret made) {
      return new Standing(webhook, events, waiting, parked, at, Optional.of(made));
    }
  }

  /**
   * One page of something.
   *
   * @param total over all pages
   */
  record Slice<T>(int total, List<T> page) {
    Slice {
      page = List.copyOf(page);
    }
  }

  /**
   * What was made to wait again.
   *
   * @param messages how many
   */
  record Replayed(Standing standing, int messages) {}

  /**
   * @throws JsonApiException 422 if nothing may be sent to its address; 409 if there are enough
   */
  Standing create(Person by, WebhookSettings settings) {
    requireTarget(settings.url());
    UUID id = UUID.randomUUID();
    Secret secret = Secret.random(random);
    return transactions
        .inTransactionRetryingRaces(
            manager -> {
              WebhookRepository repository = new WebhookRepository(manager);
              if (repository.all().size() >= MOST_WEBHOOKS) {
                throw tooMany();
              }
              Webhook webhook = new Webhook(id, settings, seal.seal(id.toString(), secret), now());
              manager.persist(webhook);
              repository.subscribe(webhook.id(), settings.events());
              trace(manager, by, "webhook.made", target(webhook));
              return standing(repository, webhook);
            })
        .showing(secret);
  }

  List<Standing> list() {
    return transactions.inTransaction(
        manager -> {
          WebhookRepository repository = new WebhookRepository(manager);
          Map<String, Set<EventType>> events = repository.subscriptions();
          Map<String, Long> waiting = repository.counts(MessageState.PENDING);
          Map<String, Long> parked = repository.counts(MessageState.PARKED);
          Instant now = clock.instant();
          return repository.all().stream()
              .map(
                  webhook ->
                      new Standing(
                          webhook,
                          events.getOrDefault(webhook.id(), EnumSet.noneOf(EventType.class)),
                          waiting.getOrDefault(webhook.id(), 0L),
                          parked.getOrDefault(webhook.id(), 0L),
                          now,
                          Optional.empty()))
              .toList();
        });
  }

  /**
   * @throws JsonApiException 404 if there is none
   */
  Standing find(String id) {
    return transactions.inTransaction(
        manager -> {
          WebhookRepository repository = new WebhookRepository(manager);
          return standing(repository, repository.find(id).orElseThrow(Webhooks::unknown));
        });
  }

  /**
   * @throws JsonApiException 404 if there is none, 422 if nothing may be sent to its new address
   */
  Standing change(Person by, String id, WebhookRequest request) {
    request.url().ifPresent(this::requireTarget);
    Standing changed =
        transactions.inTransactionRetryingRaces(
            manager -> {
              WebhookRepository repository = new WebhookRepository(manager);
              Webhook webhook = repository.findLocked(id).orElseThrow(Webhooks::unknown);
              WebhookSettings settings = request.over(webhook, subscribed(repository, id));
              webhook.change(settings, now());
              repository.subscribe(id, settings.events());
              trace(manager, by, "webhook.changed", target(webhook));
              return standing(repository, webhook);
            });
    afterCommit.run();
    return changed;
  }

  /**
   * Removes a webhook, what was to be sent to it, and its log.
   *
   * @throws JsonApiException 404 if there is none
   */
  void remove(Person by, String id) {
    var unused =
        transactions.inTransactionRetryingRaces(
            manager -> {
              WebhookRepository repository = new WebhookRepository(manager);
              Webhook webhook = repository.findLocked(id).orElseThrow(Webhooks::unknown);
              repository.remove(webhook);
              trace(manager, by, "webhook.removed", target(webhook));
              return id;
            });
  }

  /**
   * Makes another secret. The one before is signed with as well for a while, so that the receiver
   * can change over when it suits; one before that is not.
   *
   * @throws JsonApiException 404 if there is none
   */
  Standing rotate(Person by, String id, Duration overlap) {
    Secret secret = Secret.random(random);
    Standing rotated =
        transactions
            .inTransactionRetryingRaces(
                manager -> {
                  WebhookRepository repository = new WebhookRepository(manager);
                  Webhook webhook = repository.findLocked(id).orElseThrow(Webhooks::unknown);
                  Instant now = now();
                  webhook.rotate(seal.seal(id, secret), now.plus(overlap), now);
                  trace(manager, by, "webhook.secret-rotated", target(webhook));
                  return standing(repository, webhook);
                })
            .showing(secret);
    afterCommit.run();
    return rotated;
  }

  /**
   * Delivers a test at once, whether the webhook is active or not, and says what was answered.
   *
   * @throws JsonApiException 404 if there is none
   */
  LoggedDelivery test(Person by, String id) {
    Receiver receiver =
        transactions.inTransaction(
            manager ->
                new WebhookRepository(manager)
                    .find(id)
                    .map(webhook -> Receiver.of(webhook, clock.instant()))
                    .orElseThrow(Webhooks::unknown));
    String message = WebhookOutbox.newId();
    // Outside of a transaction: the receiver may take its time.
    Attempt attempt = deliverer.post(receiver, message, bodies.test(message, now(), id));
    LoggedDelivery logged =
        transactions.inTransactionRetryingRaces(
            manager -> {
              WebhookRepository repository = new WebhookRepository(manager);
              Webhook webhook = repository.findLocked(id).orElseThrow(Webhooks::unknown);
              if (attempt.verdict() instanceof Verdict.Delivered) {
                webhook.keepPace(new Pace.Flowing());
              }
              repository.log(id, message, EventType.TEST, attempt);
              trace(manager, by, "webhook.tested", target(webhook));
              return repository.deliveries(id, message).get(0);
            });
    afterCommit.run();
    return logged;
  }

  /**
   * Makes a webhook's messages wait again.
   *
   * @throws JsonApiException 404 if there is none
   */
  Replayed replay(Person by, String id, WebhookRequest.Replay replay) {
    Replayed replayed =
        transactions.inTransactionRetryingRaces(
            manager -> {
              WebhookRepository repository = new WebhookRepository(manager);
              Webhook webhook = repository.findLocked(id).orElseThrow(Webhooks::unknown);
              int messages = repository.replay(id, replay.state(), replay.since(), now());
              webhook.tryAtOnce();
              trace(manager, by, "webhook.replayed", target(webhook));
              return new Replayed(standing(repository, webhook), messages);
            });
    afterCommit.run();
    return replayed;
  }

  Slice<LoggedDelivery> deliveries(String id, Page page) {
    return transactions.inTransaction(
        manager -> {
          WebhookRepository repository = new WebhookRepository(manager);
          var unused = repository.find(id).orElseThrow(Webhooks::unknown);
          return new Slice<>(
              Math.toIntExact(repository.countDeliveries(id)),
              repository.deliveries(id, page.offset(), page.size()));
        });
  }

  /**
   * @throws JsonApiException 404 if there is none
   */
  LoggedDelivery delivery(String id, String number) {
    return transactions.inTransaction(
        manager ->
            number(number)
                .flatMap(known -> new WebhookRepository(manager).delivery(id, known))
                .orElseThrow(Webhooks::unknownDelivery));
  }

  Slice<WebhookMessage> messages(WebhookMessageQuery query) {
    return transactions.inTransaction(
        manager -> {
          WebhookRepository repository = new WebhookRepository(manager);
          return new Slice<>(Math.toIntExact(repository.count(query)), repository.messages(query));
        });
  }

  /**
   * @throws JsonApiException 404 if there is none
   */
  WebhookMessage message(String number) {
    return transactions.inTransaction(
        manager ->
            number(number)
                .flatMap(new WebhookRepository(manager)::message)
                .orElseThrow(Webhooks::unknownMessage));
  }

  /**
   * Makes one message wait again.
   *
   * @throws JsonApiException 404 if there is none, 409 if it waits already
   */
  WebhookMessage replayMessage(Person by, String number) {
    long id = number(number).orElseThrow(Webhooks::unknownMessage);
    WebhookMessage replayed =
        transactions.inTransactionRetryingRaces(
            manager -> {
              WebhookRepository repository = new WebhookRepository(manager);
              // The state is the condition, so of two who replay at once one is told.
              boolean waits = repository.replay(id, now());
              WebhookMessage message = repository.message(id).orElseThrow(Webhooks::unknownMessage);
              if (!waits) {
                throw waitsAlready();
              }
              repository.findLocked(message.webhook()).ifPresent(Webhook::tryAtOnce);
              trace(manager, by, "webhook-message.replayed", WebhookMessage.TYPE + '/' + id);
              return message;
            });
    afterCommit.run();
    return replayed;
  }

  private Standing standing(WebhookRepository repository, Webhook webhook) {
    return new Standing(
        webhook,
        subscribed(repository, webhook.id()),
        repository.counts(MessageState.PENDING).getOrDefault(webhook.id(), 0L),
        repository.counts(MessageState.PARKED).getOrDefault(webhook.id(), 0L),
        clock.instant(),
        Optional.empty());
  }

  private static Set<EventType> subscribed(WebhookRepository repository, String webhook) {
    return repository.subscriptions().getOrDefault(webhook, EnumSet.noneOf(EventType.class));
  }

  private void requireTarget(String url) {
    try {
      deliverer.requireReachable(url);
    } catch (RefusedTargetException e) {
      throw UrlFault.of(e);
    }
  }

  private void trace(EntityManager manager, Person by, String action, String target) {
    audit.append(
        manager,
        new AuditEvent(
            Optional.of(pseudonyms.of(manager, by)),
            Roles.ADMINISTRATOR,
            action,
            Purpose.OPERATION,
            Optional.empty(),
            target));
  }

  private static String target(Webhook webhook) {
    return Webhook.TYPE + '/' + webhook.id();
  }

  /** To what the database can keep, so that what is answered is what is read later. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /** Ids are numbers of the database; what cannot be one is an id nobody has. */
  private static Optional<Long> number(String text) {
    return NUMBER.matcher(text).matches() ? Optional.of(Long.valueOf(text)) : Optional.empty();
  }

  static JsonApiException unknown() {
    return new JsonApiException(
        ErrorObject.of(
            404,
            "unknown-webhook",
            "Der er ingen webhook med dette id; se dem alle på /api/webhooks.",
            "There is no webhook with this id; see all of them at /api/webhooks."));
  }

  private static JsonApiException unknownMessage() {
    return new JsonApiException(
        ErrorObject.of(
            404,
            "unknown-message",
            "Der er ingen meddelelse med dette id; se dem alle på /api/webhook-messages.",
            "There is no message with this id; see all of them at /api/webhook-messages."));
  }

  private static JsonApiException unknownDelivery() {
    return new JsonApiException(
        ErrorObject.of(
            404,
            "unknown-delivery",
            "Der er ingen levering med dette id; se dem alle i webhookens log.",
            "There is no delivery with this id; see all of them in the webhook's log."));
  }

  private static JsonApiException waitsAlready() {
    return new JsonApiException(
        ErrorObject.of(
            409,
            "waits-already",
            ErrorObject.Source.pointer("/data/attributes/state"),
            "Meddelelsen venter allerede på at blive sendt.",
            "The message waits to be sent already."));
  }

  private static JsonApiException tooMany() {
    return new JsonApiException(
        ErrorObject.of(
            409,
            "too-many-webhooks",
            "Der er allerede " + MOST_WEBHOOKS + " webhooks; slet en, der ikke bruges.",
            "There are " + MOST_WEBHOOKS + " webhooks already; delete one that is not used."));
  }
}
