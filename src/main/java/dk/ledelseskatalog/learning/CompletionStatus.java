package dk.ledelseskatalog.learning;

/** Whether a completion holds. */
enum CompletionStatus {
  VALID("valid"),
  VOIDED("voided");

  private final String text;

  CompletionStatus(String text) {
    this.text = text;
  }

  /** As callers write it. */
  String text() {
    return text;
  }
}
