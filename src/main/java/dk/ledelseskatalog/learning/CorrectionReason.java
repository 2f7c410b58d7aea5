package dk.ledelseskatalog.learning;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Why a completion was wrong. A closed set, since words of one's own would be data on a person.
 *
 * <p>By its name in small letters with hyphens it is kept and told, so no name may change.
 */
public enum CorrectionReason {
  /** It was not completed, or in another way not as recorded. */
  MISTAKE(true, true),

  /** It was completed at another time, or took another time. */
  WRONG_TIME(true, true),

  /** Another activity was completed; that is recorded for itself. */
  WRONG_ACTIVITY(true, false),

  /** Somebody else completed it; they record it themselves. */
  WRONG_PERSON(true, false),

  /** The attendance it followed from was put right. */
  ATTENDANCE_CORRECTED(false, false);

  private final boolean given;
  private final boolean leavesTheRest;

  CorrectionReason(boolean given, boolean leavesTheRest) {
    this.given = given;
    this.leavesTheRest = leavesTheRest;
  }

  /** The reason of this name, if people may give it. */
  static Optional<CorrectionReason> given(String name) {
    return Arrays.stream(values())
        .filter(reason -> reason.given && reason.code().equals(name))
        .findFirst();
  }

  /** The names of the reasons that people may give. */
  static List<String> givenCodes() {
    return Arrays.stream(values())
        .filter(reason -> reason.given)
        .map(CorrectionReason::code)
        .toList();
  }

  /** Its name as it is kept and told, such as {@code wrong-time}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether the same person did complete the same activity, so that the right can be said anew. */
  boolean leavesTheRest() {
    return leavesTheRest;
  }
}
