package dk.ledelseskatalog.learning;

import dk.ledelseskatalog.audit.AuditEvent;
import dk.ledelseskatalog.audit.AuditLog;
import dk.ledelseskatalog.audit.Purpose;
import dk.ledelseskatalog.jsonapi.ErrorObject;
import dk.ledelseskatalog.jsonapi.ErrorObject.Source;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import dk.ledelseskatalog.outbox.Outbox;
import dk.ledelseskatalog.persistence.ChangeOrder;
import dk.ledelseskatalog.webhooks.Event;
import dk.ledelseskatalog.webhooks.WebhookOutbox;
import dk.ledelseskatalog.xapi.Completed;
import dk.ledelseskatalog.xapi.Statement;
import dk.ledelseskatalog.xapi.StatementFactory;
import dk.ledelseskatalog.xapi.Voided;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Records completions and voids them in the caller's transaction: the fact, the statement that
 * tells it and the trace of who did it are kept together, or none is. Thread-safe.
 *
 * <p>Of one registration at most one completion stands. When that was voided, the next one is
 * recorded under the next ordinal, with a statement of its own. Two that record or void the same at
 * once are told apart by the database, so callers use {@link
 * dk.ledelseskatalog.persistence.Transactions#inTransactionRetryingRaces}, and nudge the dispatcher
 * after the commit.
 *
 * <p>Who may do it, and until when, the callers ask.
 */
public final class CompletionWriter {
  private final StatementFactory statements;
  private final Outbox outbox;
  private final WebhookOutbox webhooks;
  private final AuditLog audit;
  private final ChangeOrder order;
  private final Clock clock;

  /**
   * @param order of the completions
   */
  public CompletionWriter(
      StatementFactory statements,
      Outbox outbox,
      WebhookOutbox webhooks,
      AuditLog audit,
      ChangeOrder order,
      Clock clock) {
    this.statements = statements;
    this.outbox = outbox;
    this.webhooks = webhooks;
    this.audit = audit;
    this.order = order;
    this.clock = clock;
  }

  /**
   * What became of it.
   *
   * @param created false if the registration's completion stood before
   */
  public record Written(Completion completion, boolean created) {}

  /**
   * Records a completion, unless the one of its registration stands. If that was voided, this takes
   * its place.
   *
   * @throws JsonApiException 409 if the registration is of another person or another activity
   */
  public Written record(EntityManager manager, Accomplishment done, Recorder by) {
    Optional<Completion> before = latest(manager, done.registration());
    // Asked here too: somebody else may have taken it since the caller looked.
    if (before.isPresent() && !before.get().isOf(done.person(), done.activity().id())) {
      throw registrationTaken();
    }
    if (before.isPresent() && !before.get().isVoided()) {
      return new Written(before.get(), false);
    }
    Completion completion = add(manager, done, before.map(Completion::ordinal).orElse(0) + 1, by);
    before.map(Completion::id).ifPresent(wrong -> replace(manager, wrong, completion));
    return new Written(completion, true);
  }

  /**
   * Records the first completion of a registration that the caller has seen to have none; of two
   * who see so at once the database refuses one.
   */
  Completion recordFirst(EntityManager manager, Accomplishment done, Recorder by) {
    return add(manager, done, 1, by);
  }

  /** Voids the completion of a registration; nothing happens if none stands. */
  public Optional<Correction> voidStanding(
      EntityManager manager, UUID registration, CorrectionReason reason, Recorder by) {
    return latest(manager, registration)
        .map(Completion::id)
        .flatMap(id -> lock(manager, id))
        .filter(completion -> !completion.isVoided())
        .map(completion -> voidCompletion(manager, completion, reason, by));
  }

  /** The last completion of a registration, standing or voided. */
  static Optional<Completion> latest(EntityManager manager, UUID registration) {
    return manager
        .createQuery(
            "select c from Completion c where c.registration = :registration"
                + " order by c.ordinal desc",
            Completion.class)
        .setParameter("registration", registration.toString())
        .setMaxResults(1)
        .getResultStream()
        .findFirst();
  }

  /** Why a completion was voided; empty if it stands. */
  static Optional<Correction> correctionOf(EntityManager manager, UUID wrong) {
    return manager
        .createQuery("select c from Correction c where c.completion = :wrong", Correction.class)
        .setParameter("wrong", wrong.toString())
        .getResultStream()
        .findFirst();
  }

  /** The completion as it is now, which nobody else changes before the transaction ends. */
  static Optional<Completion> lock(EntityManager manager, UUID id) {
    Optional<Completion> known = Optional.ofNullable(manager.find(Completion.class, id.toString()));
    // Locked and read in one: what was read before may have been changed since.
    known.ifPresent(completion -> manager.refresh(completion, LockModeType.PESSIMISTIC_WRITE));
    return known;
  }

  /**
   * @param standing locked
   */
  Correction voidCompletion(
      EntityManager manager, Completion standing, CorrectionReason reason, Recorder by) {
    Instant now = clock.instant();
    Statement statement =
        statements.voided(
            new Voided(standing.person(), standing.registration(), now, standing.statement()));
    standing.markVoided();
    // Before what takes its place is added: until then both would stand.
    manager.flush();
    order.changed(manager, standing.id().toString());
    Correction correction = new Correction(standing, reason, by.role(), statement.id(), now);
    manager.persist(correction);
    outbox.append(manager, statement.id(), standing.person(), statement.toJson());
    webhooks.append(manager, new Event.CompletionVoided(standing.id()));
    trace(manager, "completion.voided", Purpose.CORRECTION, standing, by);
    return correction;
  }

  private Completion add(EntityManager manager, Accomplishment done, int ordinal, Recorder by) {
    LearningActivity activity = done.activity();
    Statement statement =
        statements.completed(
            new Completed(
                done.person(),
                done.registration(),
                done.occasion().map(Occasion::team),
                done.at(),
                done.duration(),
                activity.activity(),
                activity.theme(),
                activity.catalogue(),
                activity.release(),
                ordinal));
    Completion completion = new Completion(done, ordinal, statement.id(), clock.instant());
    manager.persist(completion);
    // A correction that leads here needs the row.
    manager.flush();
    outbox.append(manager, statement.id(), done.person(), statement.toJson());
    webhooks.append(manager, new Event.CompletionRecorded(completion.id(), activity.release()));
    trace(manager, "completion.recorded", Purpose.LEARNING_RECORD, completion, by);
    return completion;
  }

  private void trace(
      EntityManager manager, String action, String purpose, Completion completion, Recorder by) {
    audit.append(
        manager,
        new AuditEvent(
            Optional.of(by.pseudonym()),
            by.role(),
            action,
            purpose,
            Optional.of(completion.person()),
            CompletionRequest.TYPE + '/' + completion.id()));
  }

  static JsonApiException registrationTaken() {
    return new JsonApiException(
        ErrorObject.of(
            409,
            "registration-taken",
            Source.pointer("/data/attributes/registration"),
            "Denne registration hører til en anden person, en anden aktivitet eller et andet team;"
                + " dan en ny UUID, eller udelad den.",
            "This registration belongs to another person, another activity or another team; make a"
                + " new UUID, or leave it out."));
  }

  private void replace(EntityManager manager, UUID wrong, Completion right) {
    correctionOf(manager, wrong).orElseThrow().replacedBy(right);
    order.changed(manager, wrong.toString());
  }
}
