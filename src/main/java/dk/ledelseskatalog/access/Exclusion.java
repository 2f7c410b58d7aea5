package dk.ledelseskatalog.access;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * An administrator's decision against a person: it holds until it is taken back.
 *
 * @param person their pseudonym; empty once they are erased
 * @param since for {@link Effect#SIGN_IN_ANEW}, before when sign-ins count no more
 * @param requestedBy the administrator's pseudonym
 */
record Exclusion(
    UUID id, Optional<UUID> person, Effect effect, Reason reason, Instant since, UUID requestedBy) {
  static final String TYPE = "exclusions";

  /** What it does. */
  enum Effect {
    /** Lets the person in no more. */
    SHUT_OUT("shut-out"),

    /** Asks the person to sign in again, so that what they may is read anew. */
    SIGN_IN_ANEW("sign-in-anew");

    private final String code;

    Effect(String code) {
      this.code = code;
    }

    String code() {
      return code;
    }

    static Optional<Effect> of(String code) {
      return Arrays.stream(values()).filter(effect -> effect.code.equals(code)).findFirst();
    }

    static String codes() {
      return Arrays.stream(values()).map(Effect::code).collect(Collectors.joining(", "));
    }
  }

  /** Why. No free text: a reason must not tell of the person. */
  enum Reason {
    /** They work here no more. */
    LEFT("left"),

    /** Their sign-in or their machine is in other hands. */
    COMPROMISED("compromised"),

    /** The issuer gives them other roles now. */
    ROLES_CHANGED("roles-changed"),

    /** Somebody entitled to has ordered it. */
    ORDERED("ordered");

    private final String code;

    Reason(String code) {
      this.code = code;
    }

    String code() {
      return code;
    }

    static Optional<Reason> of(String code) {
      return Arrays.stream(values()).filter(reason -> reason.code.equals(code)).findFirst();
    }

    static String codes() {
      return Arrays.stream(values()).map(Reason::code).collect(Collectors.joining(", "));
    }
  }

  /** What it is in the audit log. */
  String target() {
    return TYPE + '/' + id;
  }
}
