package dk.ledelseskatalog.webhooks;

/** How far a message has come. */
enum MessageState {
  /** Waits to be sent, for the first time or again. */
  PENDING,
  /** The receiver has it. */
  DELIVERED,
  /** Not delivered, and not tried again; an administrator may replay it. */
  PARKED
}
