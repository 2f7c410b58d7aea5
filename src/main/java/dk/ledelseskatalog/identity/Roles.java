package dk.ledelseskatalog.identity;

import java.util.Set;

/** The roles the service knows, as {@code @RolesAllowed} names them. */
public final class Roles {
  /** Completes activities and sees their own completions. */
  public static final String LEADER = "leader";

  /** Writes the catalogue. */
  public static final String EDITOR = "editor";

  /** Runs masterclasses. */
  public static final String FACILITATOR = "facilitator";

  /** Runs the service. */
  public static final String ADMINISTRATOR = "administrator";

  /** The learning platform: a machine that reads every completion. */
  public static final String PLATFORM = "platform";

  public static final Set<String> ALL =
      Set.of(LEADER, EDITOR, FACILITATOR, ADMINISTRATOR, PLATFORM);

  private Roles() {}
}
