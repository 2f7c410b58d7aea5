package dk.ledelseskatalog.privacy;

import java.util.Arrays;
import java.util.Optional;

/** Why somebody is erased. A closed set, so that no reason can tell of a person. */
public enum ErasureReason {
  /** The person asks for it (GDPR, article 17). */
  OWN_REQUEST("own-request"),

  /** They no longer work here, so the data have no purpose. */
  LEFT("left"),

  /** They should never have been in here. */
  WRONGLY_RECORDED("wrongly-recorded"),

  /** An authority or a court says so. */
  ORDERED("ordered");

  private final String code;

  ErasureReason(String code) {
    this.code = code;
  }

  /** As it is sent and stored. */
  public String code() {
    return code;
  }

  static Optional<ErasureReason> of(String code) {
    return Arrays.stream(values()).filter(reason -> reason.code.equals(code)).findFirst();
  }
}
