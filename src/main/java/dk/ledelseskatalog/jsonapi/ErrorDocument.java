package dk.ledelseskatalog.jsonapi;

import java.util.List;

/** Renders errors (JSON:API 1.1, Errors). */
public final class ErrorDocument {
  private ErrorDocument() {}

  /** The body of the answer, its sentences in {@code da} or {@code en}. */
  public static byte[] toBytes(List<ErrorObject> errors, String language) {
    return DocumentWriter.writeErrors(errors, language);
  }

  /**
   * The status of the whole answer: the errors' own if they agree, else the most general one that
   * covers them, 400 or 500 (JSON:API 1.1, Processing Errors).
   */
  public static int status(List<ErrorObject> errors) {
    int first = errors.get(0).status();
    if (errors.stream().allMatch(error -> error.status() == first)) {
      return first;
    }
    return errors.stream().anyMatch(error -> error.status() >= 500) ? 500 : 400;
  }
}
