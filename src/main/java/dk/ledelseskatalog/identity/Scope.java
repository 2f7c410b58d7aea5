package dk.ledelseskatalog.identity;

import java.util.Arrays;
import java.util.Optional;

/** What an API token may be good for. All of it is reading. */
public enum Scope {
  /** Reads what is published where the catalogue is closed; drafts and previews never. */
  CATALOGUE("catalogue:read", Optional.empty()),

  /** Reads everybody's completions, enrolments and corrections, under pseudonyms. */
  LEARNING_RECORDS("learning-records:read", Optional.of(Roles.PLATFORM)),

  /** Reads the audit log. */
  AUDIT_LOG("audit-log:read", Optional.empty());

  private final String code;
  private final Optional<String> seesLike;

  Scope(String code, Optional<String> seesLike) {
    this.code = code;
    this.seesLike = seesLike;
  }

  /** As clients and the database spell it. */
  public String code() {
    return code;
  }

  public static Optional<Scope> of(String code) {
    return Arrays.stream(values()).filter(scope -> scope.code.equals(code)).findFirst();
  }

  /** The role whose view of records it gives; it gives nothing else of that role. */
  Optional<String> seesLike() {
    return seesLike;
  }
}
