package dk.ledelseskatalog.audit;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Something that was done with or to somebody's data, or to a message by hand: who, why, to whom.
 * People are in it by their pseudonyms only.
 *
 * @param actor the pseudonym of who did it; empty for the service itself
 * @param role in which they did it: one of {@code identity.Roles}, or {@link #SERVICE}
 * @param action dotted and in the past tense, such as {@code completion.recorded}
 * @param purpose why: a constant of {@link Purpose}, or the reason an operator gave
 * @param subject the pseudonym of whom it concerns; empty if nobody
 * @param target what it was done to, as {@code type/id}
 */
public record AuditEvent(
    Optional<UUID> actor,
    String role,
    String action,
    String purpose,
    Optional<UUID> subject,
    String target) {
  /** The role of the service acting by itself. */
  public static final String SERVICE = "service";

  /** Longest purpose, in characters. */
  public static final int LONGEST_PURPOSE = 500;

  private static final Pattern ROLE = Pattern.compile("[a-z]{1,20}");
  private static final Pattern ACTION = Pattern.compile("(?=.{3,60}$)[a-z-]+(\\.[a-z-]+)+");
  private static final Pattern TARGET = Pattern.compile("(?=.{3,300}$)[a-z-]+/[^\\p{Cntrl}]+");

  /**
   * @throws IllegalArgumentException for a fault of ours: what a caller sent is checked before
   */
  public AuditEvent {
    require(ROLE.matcher(role).matches(), "role");
    require(ACTION.matcher(action).matches(), "action");
    require(!purpose.isBlank() && purpose.length() <= LONGEST_PURPOSE, "purpose");
    require(TARGET.matcher(target).matches(), "target");
    require(actor.isPresent() != role.equals(SERVICE), "actor");
  }

  /** Somebody did something with their own data. */
  public static AuditEvent byOneself(
      UUID self, String role, String action, String purpose, String target) {
    return new AuditEvent(Optional.of(self), role, action, purpose, Optional.of(self), target);
  }

  /** The service did something by itself. */
  public static AuditEvent byService(
      String action, String purpose, Optional<UUID> subject, String target) {
    return new AuditEvent(Optional.empty(), SERVICE, action, purpose, subject, target);
  }

  /** Names the component and not its value, which may be somebody's. */
  private static void require(boolean right, String component) {
    if (!right) {
      throw new IllegalArgumentException("Not possible as an audit event's " + component);
    }
  }
}
