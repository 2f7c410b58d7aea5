package dk.ledelseskatalog.masterclass;

import dk.ledelseskatalog.learning.Accomplishment;
import dk.ledelseskatalog.learning.CompletionWriter;
import dk.ledelseskatalog.learning.CorrectionReason;
import dk.ledelseskatalog.learning.Recorder;
import dk.ledelseskatalog.masterclass.AttendanceReport.Effect;
import dk.ledelseskatalog.outbox.Outbox;
import dk.ledelseskatalog.xapi.SignUpCancelled;
import dk.ledelseskatalog.xapi.SignedUp;
import dk.ledelseskatalog.xapi.Statement;
import dk.ledelseskatalog.xapi.StatementFactory;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Opens registrations, completes them and ends them, and says so in statements. Works in its
 * caller's transaction, which holds the lock of the masterclass.
 */
final class Registrations {
  private final StatementFactory statements;
  private final Outbox outbox;
  private final CompletionWriter completions;

  Registrations(StatementFactory statements, Outbox outbox, CompletionWriter completions) {
    this.statements = statements;
    this.outbox = outbox;
    this.completions = completions;
  }

  /**
   * The registration that a person's new place belongs to. The first place opens it and is said;
   * further ones are not.
   */
  UUID forPlace(EntityManager manager, Masterclass masterclass, UUID person, Instant now) {
    String id = masterclass.activity().id().id();
    Optional<Registration> open = open(manager, id, person);
    if (open.isPresent()) {
      return open.get().id();
    }
    Registration registration = new Registration(person, id, now);
    manager.persist(registration);
    Statement statement =
        statements.signedUp(
            new SignedUp(
                person,
                registration.id(),
                now,
                masterclass.activity().activity(),
                masterclass.activity().theme(),
                masterclass.activity().catalogue(),
                masterclass.activity().release()));
    outbox.append(manager, statement.id(), person, statement.toJson());
    return registration.id();
  }

  /**
   * A person signed off a place. If it was the last of an open registration, they have given the
   * masterclass up; one that is completed stays so.
   */
  void signedOff(EntityManager manager, Masterclass masterclass, Enrolment enrolment, Instant now) {
    UUID id = enrolment.registration().orElseThrow();
    Registration registration = manager.find(Registration.class, id.toString());
    if (registration.state() != Registration.State.OPEN
        || new EnrolmentRepository(manager).placesOf(id) > 0) {
      return;
    }
    registration.giveUp();
    Statement statement =
        statements.signUpCancelled(
            new SignUpCancelled(
                registration.person(),
                id,
                now,
                masterclass.activity().activity(),
                masterclass.activity().theme(),
                masterclass.activity().catalogue(),
                masterclass.activity().release()));
    outbox.append(manager, statement.id(), registration.person(), statement.toJson());
  }

  /**
   * Attendance was recorded or taken back in a registration, which may have completed it, or may
   * have it completed no more. Sessions planned since do not undo a completion.
   */
  Effect attendanceChanged(EntityManager manager, Masterclass masterclass, UUID id, Recorder by) {
    Registration registration = manager.find(Registration.class, id.toString());
    EnrolmentRepository enrolments = new EnrolmentRepository(manager);
    Set<String> attended = enrolments.attendedSessions(id);
    Set<String> sessions = new SessionRepository(manager).notCancelled(registration.masterclass());
    boolean holds = masterclass.rule().holds(attended, sessions);
    boolean completed = registration.state() == Registration.State.COMPLETED;
    if (holds && !completed) {
      complete(manager, masterclass, registration, by);
      return Effect.RECORDED;
    }
    if (!holds && completed) {
      registration.reopen();
      var unused = completions.voidStanding(manager, id, CorrectionReason.ATTENDANCE_CORRECTED, by);
      return Effect.VOIDED;
    }
    return Effect.NONE;
  }

  /** A session was cancelled: those who attended all the others have now attended all. */
  void sessionCancelled(EntityManager manager, Masterclass masterclass, Recorder by) {
    String id = masterclass.activity().id().id();
    Set<String> sessions = new SessionRepository(manager).notCancelled(id);
    for (Registration registration : openWithAttendance(manager, id)) {
      Set<String> attended = new EnrolmentRepository(manager).attendedSessions(registration.id());
      if (masterclass.rule().holds(attended, sessions)) {
        complete(manager, masterclass, registration, by);
      }
    }
  }

  /** Completed when the last of the sessions attended ended, having taken all of them. */
  private void complete(
      EntityManager manager, Masterclass masterclass, Registration registration, Recorder by) {
    List<Attendance> attended = new EnrolmentRepository(manager).attended(registration.id());
    Instant at =
        attended.stream().map(Attendance::happenedAt).max(Instant::compareTo).orElseThrow();
    Duration taken =
        attended.stream().map(Attendance::length).reduce(Duration.ZERO, Duration::plus);
    registration.complete();
    var unused =
        completions.record(
            manager,
            Accomplishment.alone(
                registration.person(),
                registration.id(),
                masterclass.activity(),
                at,
                Optional.of(taken)),
            by);
  }

  private static List<Registration> openWithAttendance(EntityManager manager, String masterclass) {
    return manager
        .createQuery(
            "select distinct r from Registration r, Enrolment e where r.masterclass = :masterclass"
                + " and r.state = :open and e.registration = r.id and e.status = :attended",
            Registration.class)
        .setParameter("masterclass", masterclass)
        .setParameter("open", Registration.State.OPEN)
        .setParameter("attended", EnrolmentStatus.ATTENDED)
        .getResultList();
  }

  /** The last opened: a correction can open an older one again beside it. */
  private static Optional<Registration> open(
      EntityManager manager, String masterclass, UUID person) {
    return manager
        .createQuery(
            "select r from Registration r where r.person = :person"
                + " and r.masterclass = :masterclass and r.state = :open"
                + " order by r.openedAt desc, r.id",
            Registration.class)
        .setParameter("person", person.toString())
        .setParameter("masterclass", masterclass)
        .setParameter("open", Registration.State.OPEN)
        .setMaxResults(1)
        .getResultStream()
        .findFirst();
  }
}
