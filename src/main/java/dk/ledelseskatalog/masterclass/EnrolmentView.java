package dk.ledelseskatalog.masterclass;

import java.util.List;
import java.util.Optional;

/**
 * An enrolment and what is known around it.
 *
 * @param waitingPosition from 1; empty unless it waits
 * @param attendances all that was ever recorded of the person's presence, oldest first
 */
public record EnrolmentView(
    Enrolment enrolment, Optional<Integer> waitingPosition, List<Attendance> attendances) {
  public EnrolmentView {
    attendances = List.copyOf(attendances);
  }
}
