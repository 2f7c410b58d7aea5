package dk.ledelseskatalog.learning;

import dk.ledelseskatalog.catalogue.Catalogue;
import dk.ledelseskatalog.catalogue.Snapshot;
import dk.ledelseskatalog.identity.Caller;
import dk.ledelseskatalog.identity.Person;
import dk.ledelseskatalog.identity.Pseudonyms;
import dk.ledelseskatalog.identity.Roles;
import dk.ledelseskatalog.jsonapi.ErrorObject;
import dk.ledelseskatalog.jsonapi.ErrorObject.Source;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import dk.ledelseskatalog.outbox.Outbox;
import dk.ledelseskatalog.outbox.State;
import dk.ledelseskatalog.persistence.Transactions;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Puts wrong completions right and shows what was put right. Thread-safe.
 *
 * <p>A completion is corrected once: it is voided and, where the caller says what is right, said
 * anew. A leader corrects their own, facilitators and administrators everybody's; nobody does after
 * the time allowed. A completion of a masterclass follows from attendance and is corrected there.
 */
public final class Corrections {
  private static final String MASTERCLASSES = "masterclasses";

  private final Catalogue catalogue;
  private final Transactions transactions;
  private final Pseudonyms pseudonyms;
  private final CompletionWriter writer;
  private final Outbox outbox;
  private final Duration window;
  private final Clock clock;
  private final Runnable afterCommit;

  /**
   * @param window how long after a registration was first recorded it can be corrected
   * @param afterCommit told after each correction, so that delivery need not wait for its next look
   */
  public Corrections(
      Catalogue catalogue,
      Transactions transactions,
      Pseudonyms pseudonyms,
      CompletionWriter writer,
      Outbox outbox,
      Duration window,
      Clock clock,
      Runnable afterCommit) {
    this.catalogue = catalogue;
    this.transactions = transactions;
    this.pseudonyms = pseudonyms;
    this.writer = writer;
    this.outbox = outbox;
    this.window = window;
    this.clock = clock;
    this.afterCommit = afterCommit;
  }

  /**
   * What became of a request to correct.
   *
   * @param created false if it was so corrected before
   */
  public record Corrected(TrackedCorrection correction, boolean created) {}

  /**
   * One page of corrections, newest first.
   *
   * @param total over all pages
   */
  public record Slice(int total, List<TrackedCorrection> corrections) {
    public Slice {
      corrections = List.copyOf(corrections);
    }
  }

  /**
   * Voids a completion and says anew what is right, both or neither. The same asked again is
   * answered with what became of it.
   *
   * @throws JsonApiException if it cannot be so; then nothing is written
   */
  public Corrected correct(Person person, CorrectionRequest request) {
    Instant now = clock.instant();
    Completions.requireNotInTheFuture(request.completedAt(), now);
    Corrected corrected;
    try (Catalogue.Lease lease = catalogue.acquire()) {
      Snapshot snapshot = lease.snapshot();
      corrected =
          transactions.inTransactionRetryingRaces(
              manager -> correctIn(manager, person, request, snapshot, now));
    }
    if (corrected.created()) {
      afterCommit.run();
    }
    return corrected;
  }

  /** A correction that this caller may see. */
  public Optional<TrackedCorrection> find(Caller caller, UUID id) {
    return transactions.inTransaction(
        manager -> {
          Optional<Correction> found =
              Optional.ofNullable(manager.find(Correction.class, id.toString()));
          if (!seesEverybodys(caller)) {
            Optional<UUID> self = pseudonyms.find(manager, caller);
            found =
                found.filter(
                    correction ->
                        completion(manager, correction.completion())
                            .map(Completion::person)
                            .equals(self));
          }
          return found.map(correction -> tracked(manager, List.of(correction)).get(0));
        });
  }

  /**
   * The corrections that this caller may see, newest first.
   *
   * @param completion the only completion whose correction is listed; empty for all
   */
  public Slice list(Caller caller, Optional<UUID> completion, int offset, int limit) {
    return transactions.inTransaction(
        manager -> {
          Optional<UUID> self = Optional.empty();
          if (!seesEverybodys(caller)) {
            self = pseudonyms.find(manager, caller);
            if (self.isEmpty()) {
              return new Slice(0, List.of());
            }
          }
          long total =
              query(manager, "select count(c)", "", Long.class, self, completion).getSingleResult();
          List<Correction> found =
              query(
                      manager,
                      "select c",
                      " order by c.recordedAt desc, c.id desc",
                      Correction.class,
                      self,
                      completion)
                  .setFirstResult(offset)
                  .setMaxResults(limit)
                  .getResultList();
          return new Slice(Math.toIntExact(total), tracked(manager, found));
        });
  }

  /** The error of a completion that does not exist, or not for whoever asks. */
  static JsonApiException unknownCompletion() {
    return refused(
        404,
        "unknown-completion",
        "Du har ingen gennemførelse med dette id; se dine egne på /api/completions.",
        "You have no completion with this id; see yours at /api/completions.");
  }

  private static boolean seesEverybodys(Caller caller) {
    return Completions.seesEverybodys(caller) || caller.has(Roles.FACILITATOR);
  }

  private Corrected correctIn(
      EntityManager manager,
      Person person,
      CorrectionRequest request,
      Snapshot snapshot,
      Instant now) {
    String role =
        completion(manager, request.completion())
            .flatMap(completion -> roleToCorrect(manager, person, completion))
            .orElseThrow(Corrections::unknownCompletion);
    Completion wrong =
        CompletionWriter.lock(manager, request.completion())
            .orElseThrow(Corrections::unknownCompletion);
    if (wrong.activity().type().equals(MASTERCLASSES)) {
      throw refused(
          422,
          "corrected-by-attendance",
          "En masterclass gennemføres ved at deltage; bed facilitatoren rette fremmødet.",
          "A masterclass is completed by attending it; ask its facilitator to put the attendance"
              + " right.");
    }
    Optional<Correction> before = CompletionWriter.correctionOf(manager, wrong.id());
    if (before.isPresent()) {
      return asBefore(manager, before.get(), request);
    }
    requireInTime(manager, wrong, now);
    requireADifference(wrong, request);
    Recorder by = new Recorder(pseudonyms.of(manager, person), role);
    Correction correction = writer.voidCompletion(manager, wrong, request.reason(), by);
    if (request.saysAnew()) {
      var unused = writer.record(manager, right(wrong, request, snapshot, now), by);
    }
    return new Corrected(tracked(manager, List.of(correction)).get(0), true);
  }

  /** In which role this person may correct the completion; empty if in none. */
  private Optional<String> roleToCorrect(
      EntityManager manager, Person person, Completion completion) {
    if (person.has(Roles.LEADER)
        && pseudonyms.find(manager, person).equals(Optional.of(completion.person()))) {
      return Optional.of(Roles.LEADER);
    }
    return Stream.of(Roles.FACILITATOR, Roles.ADMINISTRATOR).filter(person::has).findFirst();
  }

  /** Counted from the registration's first record, so that a correction does not prolong it. */
  private void requireInTime(EntityManager manager, Completion wrong, Instant now) {
    Instant first =
        manager
            .createQuery(
                "select c.recordedAt from Completion c where c.registration = :registration"
                    + " order by c.ordinal",
                Instant.class)
            .setParameter("registration", wrong.registration().toString())
            .setMaxResults(1)
            .getSingleResult();
    if (now.isAfter(first.plus(window))) {
      throw refused(
          403,
          "correction-window-closed",
          "Fristen for at rette denne gennemførelse udløb " + first.plus(window) + ".",
          "The time in which this completion could be corrected ended " + first.plus(window) + ".");
    }
  }

  private static void requireADifference(Completion wrong, CorrectionRequest request) {
    if (request.saysAnew()
        && request.completedAt().orElse(wrong.completedAt()).equals(wrong.completedAt())
        && request.duration().or(wrong::duration).equals(wrong.duration())) {
      throw new JsonApiException(
          ErrorObject.of(
              422,
              "nothing-to-correct",
              Source.pointer("/data/attributes"),
              "Det er præcis, hvad gennemførelsen siger; send det rigtige tidspunkt eller den"
                  + " rigtige varighed.",
              "This is exactly what the completion says; send the right time or the right"
                  + " duration."));
    }
  }

  /** What holds instead: of the same person, registration and release, at the right time. */
  private static Accomplishment right(
      Completion wrong, CorrectionRequest request, Snapshot snapshot, Instant now) {
    LearningActivity activity =
        snapshot
            .entry(wrong.activity())
            .map(entry -> LearningActivity.of(snapshot, entry).ofRelease(wrong.release()))
            .orElseThrow(
                () ->
                    refused(
                        409,
                        "activity-withdrawn",
                        "Aktiviteten er ikke længere i kataloget, så den kan ikke siges på ny;"
                            + " udelad completedAt og durationSeconds for kun at tilbagekalde.",
                        "The activity is no longer in the catalogue, so it cannot be said anew;"
                            + " leave completedAt and durationSeconds out only to void."));
    return new Accomplishment(
        wrong.person(),
        wrong.registration(),
        activity,
        request.completedAt().map(told -> notAfter(now, told)).orElse(wrong.completedAt()),
        request.duration().or(wrong::duration),
        wrong.occasion());
  }

  private Corrected asBefore(
      EntityManager manager, Correction correction, CorrectionRequest request) {
    Optional<Completion> right = correction.replacement().flatMap(id -> completion(manager, id));
    boolean same =
        correction.reason() == request.reason()
            && right.isPresent() == request.saysAnew()
            && right.map(replacement -> says(replacement, request)).orElse(true);
    if (!same) {
      throw refused(
          409,
          "already-corrected",
          "Gennemførelsen er allerede rettet på en anden måde; se /api/corrections/"
              + correction.id()
              + ".",
          "The completion was already corrected in another way; see /api/corrections/"
              + correction.id()
              + ".");
    }
    return new Corrected(tracked(manager, List.of(correction)).get(0), false);
  }

  private static boolean says(Completion right, CorrectionRequest request) {
    return request
            .completedAt()
            .map(told -> notAfter(right.recordedAt(), told).equals(right.completedAt()))
            .orElse(true)
        && request.duration().map(told -> right.duration().equals(Optional.of(told))).orElse(true);
  }

  /** As it is kept: no later than when we were told, in milliseconds. */
  private static Instant notAfter(Instant now, Instant told) {
    return (told.isAfter(now) ? now : told).truncatedTo(ChronoUnit.MILLIS);
  }

  private static Optional<Completion> completion(EntityManager manager, UUID id) {
    return Optional.ofNullable(manager.find(Completion.class, id.toString()));
  }

  /** The names in the query are ours; what the caller sent is only ever a parameter. */
  private static <T> TypedQuery<T> query(
      EntityManager manager,
      String select,
      String order,
      Class<T> result,
      Optional<UUID> person,
      Optional<UUID> completion) {
    String where =
        person
                .map(
                    self ->
                        " and c.completion in"
                            + " (select d.id from Completion d where d.person = :person)")
                .orElse("")
            + completion.map(id -> " and c.completion = :completion").orElse("");
    TypedQuery<T> query =
        manager.createQuery(
            select + " from Correction c" + where.replaceFirst(" and", " where") + order, result);
    person.ifPresent(self -> query.setParameter("person", self.toString()));
    completion.ifPresent(id -> query.setParameter("completion", id.toString()));
    return query;
  }

  private List<TrackedCorrection> tracked(EntityManager manager, List<Correction> corrections) {
    Map<UUID, State> states =
        outbox.states(manager, corrections.stream().map(Correction::statement).toList());
    return corrections.stream()
        .map(
            correction ->
                new TrackedCorrection(
                    correction, Optional.ofNullable(states.get(correction.statement()))))
        .toList();
  }

  private static JsonApiException refused(int status, String code, String da, String en) {
    return new JsonApiException(
        ErrorObject.of(status, code, Source.pointer("/data/relationships/completion"), da, en));
  }
}
