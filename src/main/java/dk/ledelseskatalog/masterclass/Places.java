package dk.ledelseskatalog.masterclass;

import dk.ledelseskatalog.audit.AuditEvent;
import dk.ledelseskatalog.audit.AuditLog;
import dk.ledelseskatalog.audit.Purpose;
import dk.ledelseskatalog.learning.Recorder;
import dk.ledelseskatalog.persistence.ChangeOrder;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Gives the places of a session to those who signed up, in the order they did. Works in its
 * caller's transaction, which holds the lock of the masterclass; afterwards nobody waits while a
 * place is free.
 */
final class Places {
  private final Registrations registrations;
  private final AuditLog audit;
  private final ChangeOrder order;
  private final RandomGenerator random;

  /**
   * @param order of the enrolments
   */
  Places(Registrations registrations, AuditLog audit, ChangeOrder order, RandomGenerator random) {
    this.registrations = registrations;
    this.audit = audit;
    this.order = order;
    this.random = random;
  }

  /** Puts somebody at the end of the line; they have a place at once if one is free. */
  Enrolment signUp(
      EntityManager manager, Session session, Masterclass masterclass, UUID person, Instant now) {
    EnrolmentRepository enrolments = new EnrolmentRepository(manager);
    Enrolment enrolment =
        new Enrolment(
            session,
            person,
            enrolments.nextSignUpNumber(session),
            freshTicket(enrolments, session),
            now);
    manager.persist(enrolment);
    moveUp(manager, session, masterclass, now);
    return enrolment;
  }

  /** Takes somebody out of the line, or out of their place, which goes to the next. */
  void signOff(
      EntityManager manager,
      Session session,
      Masterclass masterclass,
      Enrolment enrolment,
      Instant now) {
    boolean hadAPlace = enrolment.status().takesAPlace();
    end(manager, enrolment, EndedBecause.SIGNED_OFF, now);
    if (hadAPlace) {
      registrations.signedOff(manager, masterclass, enrolment, now);
      moveUp(manager, session, masterclass, now);
    }
  }

  /** Gives every free place to the first of those who wait. */
  void moveUp(EntityManager manager, Session session, Masterclass masterclass, Instant now) {
    EnrolmentRepository enrolments = new EnrolmentRepository(manager);
    int free = session.capacity() - enrolments.placesTaken(session);
    if (session.status() != SessionStatus.PLANNED || free <= 0) {
      return;
    }
    for (Enrolment next : enrolments.waiting(session, free)) {
      next.takePlace(registrations.forPlace(manager, masterclass, next.person(), now), now);
      order.changed(manager, next.id().toString());
      audit.append(
          manager,
          AuditEvent.byService(
              "enrolment.place-given",
              Purpose.PARTICIPATION,
              Optional.of(next.person()),
              EnrolmentRequest.TYPE + '/' + next.id()));
    }
  }

  /**
   * Ends every enrolment of a session that is cancelled. Nothing is said of the people: none of
   * them withdrew. Their registrations stay open for another session, unless they have attended all
   * that are left.
   */
  void endAll(
      EntityManager manager, Session session, Masterclass masterclass, Recorder by, Instant now) {
    for (Enrolment enrolment : new EnrolmentRepository(manager).live(session)) {
      end(manager, enrolment, EndedBecause.SESSION_CANCELLED, now);
    }
    registrations.sessionCancelled(manager, masterclass, by);
  }

  /** Ends an enrolment and gives its place to nobody. */
  void end(EntityManager manager, Enrolment enrolment, EndedBecause why, Instant now) {
    enrolment.cancel(why, now);
    order.changed(manager, enrolment.id().toString());
  }

  private String freshTicket(EnrolmentRepository enrolments, Session session) {
    String ticket = Ticket.draw(random);
    while (enrolments.isTicketTaken(session, ticket)) {
      ticket = Ticket.draw(random);
    }
    return ticket;
  }
}
