package dk.ledelseskatalog.identity;

/** What came of the token of a request. */
public sealed interface Verdict {
  /** Believed, and let in. */
  record Accepted(Caller caller) implements Verdict {}

  /** Not believed, or not let in. */
  record Refused(Refusal reason) implements Verdict {}
}
