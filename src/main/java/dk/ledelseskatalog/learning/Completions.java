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
import dk.ledelseskatalog.jsonapi.Page;
import dk.ledelseskatalog.outbox.Outbox;
import dk.ledelseskatalog.outbox.State;
import dk.ledelseskatalog.persistence.ChangeOrder;
import dk.ledelseskatalog.persistence.Conditions;
import dk.ledelseskatalog.persistence.Transactions;
import dk.ledelseskatalog.records.Placed;
import dk.ledelseskatalog.records.RecordFeed;
import dk.ledelseskatalog.xapi.ParticipantRegistration;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Records completions and shows them to those who may see them. Thread-safe.
 *
 * <p>A leader sees their own. The learning platform and the administrators see everybody's, under
 * pseudonyms.
 */
public final class Completions {
  /** How far ahead of ours a caller's clock may be; the time recorded is then ours. */
  static final Duration SKEW = Duration.ofSeconds(60);

  private final Catalogue catalogue;
  private final Transactions transactions;
  private final Pseudonyms pseudonyms;
  private final CompletionWriter writer;
  private final RegistrationsElsewhere elsewhere;
  private final Outbox outbox;
  private final Clock clock;
  private final RecordFeed feed;
  private final Runnable afterCommit;

  /**
   * @param elsewhere registrations that no leader may complete something with
   * @param order of the completions
   * @param afterCommit told after each completion that was recorded, so that delivery need not wait
   *     for its next look
   */
  public Completions(
      Catalogue catalogue,
      Transactions transactions,
      Pseudonyms pseudonyms,
      CompletionWriter writer,
      RegistrationsElsewhere elsewhere,
      Outbox outbox,
      ChangeOrder order,
      Clock clock,
      Runnable afterCommit) {
    this.catalogue = catalogue;
    this.transactions = transactions;
    this.pseudonyms = pseudonyms;
    this.writer = writer;
    this.elsewhere = elsewhere;
    this.outbox = outbox;
    this.clock = clock;
    this.feed = new RecordFeed(order);
    this.afterCommit = afterCommit;
  }

  /**
   * What became of a request to record.
   *
   * @param completion of whoever asked
   * @param created false if the same was recorded before
   * @param participants for how many of a team it was recorded; empty without a team
   */
  public record Recorded(
      TrackedCompletion completion, boolean created, Optional<Integer> participants) {}

  /**
   * One page of completions, newest first.
   *
   * @param total over all pages
   */
  record Slice(int total, List<TrackedCompletion> completions) {
    Slice {
      completions = List.copyOf(completions);
    }
  }

  /**
   * Records that a person completed an activity, once for each registration, and for their team if
   * they say so: for each participant or for none. When this returns, the completions and their
   * statements are durable.
   *
   * @throws JsonApiException if it cannot be so; then nothing is written
   */
  public Recorded record(Person person, CompletionRequest request) {
    Instant now = clock.instant();
    requireNotInTheFuture(request.completedAt(), now);
    Recorded recorded;
    try (Catalogue.Lease lease = catalogue.acquire()) {
      Snapshot snapshot = lease.snapshot();
      // Two equal requests at once both find nothing and both write; only one of them commits.
      recorded =
          transactions.inTransactionRetryingRaces(
              manager -> recordIn(manager, person, request, snapshot, now));
    }
    if (recorded.created()) {
      afterCommit.run();
    }
    return recorded;
  }

  /** A completion that this caller may see. */
  public Optional<TrackedCompletion> find(Caller caller, UUID id) {
    return transactions.inTransaction(
        manager -> {
          Optional<Completion> found =
              Optional.ofNullable(manager.find(Completion.class, id.toString()));
          if (!seesEverybodys(caller)) {
            Optional<UUID> self = pseudonyms.find(manager, caller);
            found = found.filter(completion -> self.equals(Optional.of(completion.person())));
          }
          return found.map(completion -> tracked(manager, List.of(completion)).get(0));
        });
  }

  /** The completions that this caller may see, last recorded first. */
  Slice list(Caller caller, CompletionFilter filter, Page page) {
    return transactions.inTransaction(
        manager -> {
          Optional<Conditions> visible = visible(manager, caller, filter);
          if (visible.isEmpty()) {
            return new Slice(0, List.of());
          }
          long total =
              visible
                  .get()
                  .query(manager, "select count(c) from Completion c", "", Long.class)
                  .getSingleResult();
          List<Completion> found =
              visible
                  .get()
                  .query(
                      manager,
                      "select c from Completion c",
                      "order by c.recordedAt desc, c.id desc",
                      Completion.class)
                  .setFirstResult(page.offset())
                  .setMaxResults(page.size())
                  .getResultList();
          return new Slice(Math.toIntExact(total), tracked(manager, found));
        });
  }

  /** The completions that this caller may see, behind a place in the order of changes. */
  List<Placed<TrackedCompletion>> after(
      Caller caller, CompletionFilter filter, long place, int limit) {
    return transactions.inTransaction(
        manager ->
            visible(manager, caller, filter)
                .map(
                    conditions ->
                        conditions
                            .and("c.position > :place", "place", place)
                            .query(
                                manager,
                                "select c from Completion c",
                                "order by c.position",
                                Completion.class)
                            .setMaxResults(limit)
                            .getResultList())
                .map(found -> tracked(manager, found))
                .orElse(List.of())
                .stream()
                .map(tracked -> new Placed<>(tracked.completion().position(), tracked))
                .toList());
  }

  /** The list that others follow. */
  RecordFeed feed() {
    return feed;
  }

  /** The filter, and of a leader their own; empty if they can have none. */
  private Optional<Conditions> visible(
      EntityManager manager, Caller caller, CompletionFilter filter) {
    if (seesEverybodys(caller)) {
      return Optional.of(filter.conditions());
    }
    return pseudonyms
        .find(manager, caller)
        .map(self -> filter.conditions().and("c.person = :self", "self", self.toString()));
  }

  /** Whether somebody sees the completions of others, and their pseudonyms. */
  public static boolean seesEverybodys(Caller caller) {
    return caller.has(Roles.PLATFORM) || caller.has(Roles.ADMINISTRATOR);
  }

  static void requireNotInTheFuture(Optional<Instant> completedAt, Instant now) {
    if (completedAt.filter(told -> told.isAfter(now.plus(SKEW))).isPresent()) {
      throw new JsonApiException(
          ErrorObject.of(
              422,
              "completed-in-the-future",
              Source.pointer("/data/attributes/completedAt"),
              "completedAt ligger i fremtiden; udelad det, eller send et tidspunkt, der er gået.",
              "completedAt lies in the future; leave it out, or send a time that has passed."));
    }
  }

  private Recorded recordIn(
      EntityManager manager,
      Person person,
      CompletionRequest request,
      Snapshot snapshot,
      Instant now) {
    // Asked first: a repeated request is answered even if its activity has left the catalogue.
    Optional<Completion> before =
        request
            .registration()
            .flatMap(registration -> CompletionWriter.latest(manager, registration));
    if (before.isPresent()) {
      UUID self = pseudonyms.find(manager, person).orElseThrow(CompletionWriter::registrationTaken);
      return asBefore(manager, self, before.get(), request);
    }
    if (request.registration().filter(id -> elsewhere.has(manager, id)).isPresent()) {
      throw CompletionWriter.registrationTaken();
    }
    LearningActivity activity = LearningActivity.in(snapshot, request.activity());
    if (request.team().isPresent()) {
      LearningActivity.requireForTeams(snapshot, activity.id());
    }
    UUID self = pseudonyms.of(manager, person);
    Recorder by = new Recorder(self, Roles.LEADER);
    Accomplishment own =
        new Accomplishment(
            self,
            request.registration().orElseGet(UUID::randomUUID),
            activity,
            request.completedAt().filter(told -> told.isBefore(now)).orElse(now),
            request.duration(),
            Optional.empty());
    List<Accomplishment> all =
        request.team().map(team -> ofEverybody(manager, own, team)).orElse(List.of(own));
    Completion first = writer.recordFirst(manager, all.get(0), by);
    for (Accomplishment another : all.subList(1, all.size())) {
      var unused = writer.record(manager, another, by);
    }
    return new Recorded(
        TrackedCompletion.recordedNow(first), true, request.team().map(team -> all.size()));
  }

  /** The owner's first, then one for each of the others who took part. */
  private static List<Accomplishment> ofEverybody(
      EntityManager manager, Accomplishment own, CompletionRequest.WithTeam team) {
    Occasion occasion = new Occasion(team.id(), own.registration());
    return Teams.participants(manager, own.person(), team.id(), team.participants()).stream()
        .map(
            person ->
                new Accomplishment(
                    person,
                    person.equals(own.person())
                        ? own.registration()
                        : ParticipantRegistration.of(own.registration(), person),
                    own.activity(),
                    own.at(),
                    own.duration(),
                    Optional.of(occasion)))
        .toList();
  }

  private Recorded asBefore(
      EntityManager manager, UUID self, Completion before, CompletionRequest request) {
    boolean same =
        before.isOf(self, request.activity())
            && before
                .occasion()
                .map(Occasion::team)
                .equals(request.team().map(CompletionRequest.WithTeam::id));
    if (!same) {
      throw CompletionWriter.registrationTaken();
    }
    return new Recorded(
        tracked(manager, List.of(before)).get(0),
        false,
        before.occasion().map(occasion -> participants(manager, occasion)));
  }

  private static int participants(EntityManager manager, Occasion occasion) {
    return Math.toIntExact(
        manager
            .createQuery(
                "select count(c) from Completion c where c.occasion = :occasion and c.ordinal = 1",
                Long.class)
            .setParameter("occasion", occasion.registration().toString())
            .getSingleResult());
  }

  private List<TrackedCompletion> tracked(EntityManager manager, List<Completion> completions) {
    Map<UUID, State> states =
        outbox.states(manager, completions.stream().map(Completion::statement).toList());
    List<Correction> corrections = corrections(manager, completions);
    return completions.stream()
        .map(
            completion ->
                new TrackedCompletion(
                    completion,
                    Optional.ofNullable(states.get(completion.statement())),
                    corrections.stream()
                        .filter(each -> each.completion().equals(completion.id()))
                        .findFirst(),
                    corrections.stream()
                        .filter(each -> each.replacement().equals(Optional.of(completion.id())))
                        .findFirst()))
        .toList();
  }

  /** Those that voided one of these completions, or led to one. */
  private static List<Correction> corrections(EntityManager manager, List<Completion> completions) {
    if (completions.isEmpty()) {
      return List.of();
    }
    return manager
        .createQuery(
            "select c from Correction c where c.completion in :ids or c.replacement in :ids",
            Correction.class)
        .setParameter("ids", completions.stream().map(each -> each.id().toString()).toList())
        .getResultList();
  }
}
