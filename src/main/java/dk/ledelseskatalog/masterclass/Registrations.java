package dk.ledelseskatalog.masterclass;

import dk.ledelseskatalog.outbox.Outbox;
import dk.ledelseskatalog.xapi.SignUpCancelled;
import dk.ledelseskatalog.xapi.SignedUp;
import dk.ledelseskatalog.xapi.Statement;
import dk.ledelseskatalog.xapi.StatementFactory;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Opens and ends registrations, and says so in statements. Works in its caller's transaction, which
 * holds the lock of the masterclass.
 */
final class Registrations {
  private final StatementFactory statements;
  private final Outbox outbox;

  Registrations(StatementFactory statements, Outbox outbox) {
    this.statements = statements;
    this.outbox = outbox;
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
