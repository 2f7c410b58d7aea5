package dk.ledelseskatalog.http;

import java.io.IOException;

/** Thrown for an address that no request is made to. */
public final class RefusedTargetException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Why. */
  public enum Reason {
    /** It is no URL, or a longer one than anybody needs. */
    NOT_A_URL,
    /** It is neither https nor, to a host that is allowed by name, http. */
    NOT_HTTPS,
    /** It carries a user name or a password. */
    USER_INFO,
    /** It has a fragment, which is never sent. */
    FRAGMENT,
    /** Its host is no name and no address, or is written in other letters than a to z. */
    NOT_A_HOST,
    /** Its host ends in a dot. */
    TRAILING_DOT,
    /** Its host is an address in another spelling than four numbers: 0x7f.1, 017700000001. */
    SPELLING,
    /** Its port is none. */
    NOT_A_PORT,
    /** It leads to a machine that is not in the public network. */
    NOT_PUBLIC
  }

  private final Reason reason;

  RefusedTargetException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
