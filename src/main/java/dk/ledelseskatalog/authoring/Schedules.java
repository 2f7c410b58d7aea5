package dk.ledelseskatalog.authoring;

import dk.ledelseskatalog.catalogue.ReleaseInfo;
import dk.ledelseskatalog.content.EntryRepository;
import dk.ledelseskatalog.content.EntryRepository.Newest;
import dk.ledelseskatalog.contentmodel.EntryId;
import dk.ledelseskatalog.identity.Person;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import dk.ledelseskatalog.jsonapi.Page;
import dk.ledelseskatalog.persistence.Transactions;
import dk.ledelseskatalog.publishing.Publication;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Makes releases when their time comes: once, whichever nodes are alive then, and late rather than
 * not at all. Thread-safe.
 *
 * <p>What is due is marked as done in the transaction that makes the release, so a node that dies
 * in between leaves it for another.
 */
public final class Schedules implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Schedules.class.getName());

  private final Transactions transactions;
  private final ReleaseDesk desk;
  private final Editors editors;
  private final Clock clock;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread made = new Thread(task, "scheduled-releases");
            made.setDaemon(true);
            return made;
          });

  Schedules(Transactions transactions, ReleaseDesk desk, Editors editors, Clock clock) {
    this.transactions = transactions;
    this.desk = desk;
    this.editors = editors;
    this.clock = clock;
  }

  /** A schedule and what it is of. */
  record View(Schedule schedule, List<Schedule.Planned> entries) {
    View {
      entries = List.copyOf(entries);
    }
  }

  /** Looks for what is due now and then. */
  public void start(Duration every) {
    var unused =
        thread.scheduleWithFixedDelay(
            this::look, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    // Not shutdownNow: an interrupt in the middle of an embedded database's write closes it.
    thread.shutdown();
    try {
      if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
        LOG.log(Level.WARNING, "A scheduled release was under way when the service ended");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Sets a time for the newest versions of some entries.
   *
   * @throws JsonApiException 422 if the time has passed; as {@link ReleaseDesk#publish} if an entry
   *     is not ready
   */
  View plan(Person person, ScheduleRequest request) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    if (!request.dueAt().isAfter(now)) {
      throw ScheduleRequest.invalidTime();
    }
    return transactions.inTransactionRetryingRaces(
        manager -> {
          List<Newest> ready = desk.ready(manager, request.entries());
          Schedule schedule =
              new Schedule(
                  request.dueAt().truncatedTo(ChronoUnit.MILLIS),
                  request.note(),
                  now,
                  editors.nameOf(manager, person));
          manager.persist(schedule);
          manager.flush();
          for (Newest newest : ready) {
            add(manager, schedule, newest);
          }
          desk.record(manager, person, "release.scheduled", target(schedule));
          return view(manager, schedule);
        });
  }

  private static String target(Schedule schedule) {
    return Schedule.TYPE + '/' + schedule.id();
  }

  private static void add(EntityManager manager, Schedule schedule, Newest newest) {
    EntryId id = newest.entry().id();
    manager
        .createNativeQuery(
            "insert into scheduled_entry (schedule, type, entry, version) values (?1, ?2, ?3, ?4)")
        .setParameter(1, schedule.id().toString())
        .setParameter(2, id.type())
        .setParameter(3, id.id())
        .setParameter(4, newest.version().version())
        .executeUpdate();
  }

  /** The next to come first, then what is over. */
  Drafts.Slice<View> list(Page page) {
    return transactions.inTransaction(
        manager -> {
          List<View> views =
              manager
                  .createQuery(
                      "select s from Schedule s order by case when s.state = :waiting then 0"
                          + " else 1 end, s.dueAt, s.id",
                      Schedule.class)
                  .setParameter("waiting", Schedule.State.WAITING)
                  .setFirstResult(page.offset())
                  .setMaxResults(page.size())
                  .getResultList()
                  .stream()
                  .map(schedule -> view(manager, schedule))
                  .toList();
          int total =
              manager
                  .createQuery("select count(s) from Schedule s", Long.class)
                  .getSingleResult()
                  .intValue();
          return new Drafts.Slice<>(views, total);
        });
  }

  /**
   * @throws JsonApiException 404 if there is none
   */
  View find(UUID id) {
    return transactions.inTransaction(
        manager ->
            Optional.ofNullable(manager.find(Schedule.class, id.toString()))
                .map(schedule -> view(manager, schedule))
                .orElseThrow(Schedules::unknown));
  }

  /**
   * Calls off what has not happened.
   *
   * @throws JsonApiException 404 if there is none, 409 if it is over
   */
  void cancel(Person person, UUID id) {
    var unused =
        transactions.inTransactionRetryingRaces(
            manager -> {
              Schedule schedule =
                  Optional.ofNullable(
                          manager.find(
                              Schedule.class, id.toString(), LockModeType.PESSIMISTIC_WRITE))
                      .orElseThrow(Schedules::unknown);
              if (schedule.state() != Schedule.State.WAITING) {
                throw Drafts.refusal(
                    409,
                    "schedule-over",
                    "Den er " + schedule.state().word() + " og kan ikke aflyses.",
                    "It is " + schedule.state().word() + " and cannot be cancelled.");
              }
              schedule.cancel();
              desk.record(manager, person, "release.called-off", target(schedule));
              return schedule;
            });
  }

  /** Makes every release that is due; returns how many. */
  int publishDue() {
    int made = 0;
    while (true) {
      try {
        Optional<ReleaseInfo> release = transactions.inTransactionRetryingRaces(this::publishNext);
        if (release.isEmpty()) {
          return made;
        }
        made++;
        desk.show();
        LOG.log(Level.INFO, "Release {0} was made as scheduled", release.get().number());
      } catch (Refused refused) {
        fail(refused.schedule, String.valueOf(refused.getMessage()));
      }
    }
  }

  /** Ends the transaction of a release that cannot be made, with whose it was. */
  private static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final UUID schedule;

    Refused(UUID schedule, JsonApiException why) {
      super(
          String.join(
              " ", why.errors().stream().map(error -> error.detail("da")).limit(10).toList()),
          why);
      this.schedule = schedule;
    }
  }

  private Optional<ReleaseInfo> publishNext(EntityManager manager) {
    List<?> due =
        manager
            .createNativeQuery(
                "select id from scheduled_release where state = 'WAITING' and due_at <= ?1"
                    + " order by state, due_at fetch first 1 rows only for update skip locked")
            .setParameter(1, clock.millis())
            .getResultList();
    if (due.isEmpty()) {
      return Optional.empty();
    }
    Schedule schedule = manager.find(Schedule.class, due.get(0));
    EntryRepository entries = new EntryRepository(manager);
    List<Publication> publications =
        planned(manager, schedule).stream()
            .map(
                planned ->
                    new Publication(
                        planned.entry(),
                        entries
                            .version(planned.entry(), planned.version())
                            .filter(version -> !version.save().archived())
                            .map(version -> version.version())))
            .toList();
    try {
      ReleaseInfo release =
          desk.publishDue(manager, publications, schedule.requestedBy(), schedule.note());
      schedule.made(release.number());
      return Optional.of(release);
    } catch (JsonApiException e) {
      throw new Refused(schedule.id(), e);
    }
  }

  private void fail(UUID id, String why) {
    LOG.log(Level.WARNING, "Scheduled release {0} cannot be made: {1}", id, why);
    var unused =
        transactions.inTransactionRetryingRaces(
            manager -> {
              Schedule schedule =
                  manager.find(Schedule.class, id.toString(), LockModeType.PESSIMISTIC_WRITE);
              if (schedule.state() == Schedule.State.WAITING) {
                schedule.failed(why);
              }
              return schedule;
            });
  }

  private void look() {
    try {
      var unused = publishDue();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "Scheduled releases wait for the next look", e);
    }
  }

  private static View view(EntityManager manager, Schedule schedule) {
    return new View(schedule, planned(manager, schedule));
  }

  private static List<Schedule.Planned> planned(EntityManager manager, Schedule schedule) {
    List<Schedule.Planned> planned = new ArrayList<>();
    for (Object element :
        manager
            .createNativeQuery(
                "select type, entry, version from scheduled_entry where schedule = ?1"
                    + " order by type, entry")
            .setParameter(1, schedule.id().toString())
            .getResultList()) {
      Object[] row = (Object[]) element;
      planned.add(
          new Schedule.Planned(
              new EntryId((String) row[0], (String) row[1]), ((Number) row[2]).intValue()));
    }
    return planned;
  }

  static JsonApiException unknown() {
    return Drafts.refusal(
        404,
        "unknown-schedule",
        "Der er ingen planlagt udgivelse med dette id.",
        "There is no scheduled release with this id.");
  }
}
