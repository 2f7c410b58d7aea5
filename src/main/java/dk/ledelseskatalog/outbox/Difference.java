package dk.ledelseskatalog.outbox;

import java.util.UUID;

/** One statement about which the store and we disagree. */
record Difference(Kind kind, UUID statementId) {
  /** In what. */
  enum Kind {
    /** Delivered, and not in the store. */
    MISSING,

    /** In the store under our name, and never sent by us. */
    UNKNOWN,

    /** In both, with different content. */
    DIFFERENT
  }
}
