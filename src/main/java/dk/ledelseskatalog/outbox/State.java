package dk.ledelseskatalog.outbox;

/** How far a message has come. */
public enum State {
  /** Waits for the store. */
  PENDING,

  /** The store has it. */
  DELIVERED,

  /** The store will not take it, and says so for good; an operator decides. */
  PARKED,

  /** An operator decided that it is not to be sent. */
  DISCARDED
}
