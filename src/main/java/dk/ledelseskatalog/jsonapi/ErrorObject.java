package dk.ledelseskatalog.jsonapi;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * One error as the caller is told it (JSON:API 1.1, Error Objects).
 *
 * @param status the HTTP status
 * @param code stable, for programs: lower-case words joined by hyphens, such as {@code
 *     unknown-parameter}
 * @param source what in the request is at fault, where one thing is
 * @param da a Danish sentence that says what is wrong and what to do
 * @param en the same in English
 * @param meta what a program can use besides, such as the line of a list; read-only, left out when
 *     empty
 */
public record ErrorObject(
    int status, String code, Optional<Source> source, String da, String en, ObjectNode meta) {

  public static ErrorObject of(int status, String code, String da, String en) {
    return new ErrorObject(
        status, code, Optional.empty(), da, en, JsonNodeFactory.instance.objectNode());
  }

  public static ErrorObject of(int status, String code, Source source, String da, String en) {
    return new ErrorObject(
        status, code, Optional.of(source), da, en, JsonNodeFactory.instance.objectNode());
  }

  public ErrorObject withMeta(ObjectNode other) {
    return new ErrorObject(status, code, source, da, en, other);
  }

  public ErrorObject withSource(Source other) {
    return new ErrorObject(status, code, Optional.of(other), da, en, meta);
  }

  /** The sentence in the language asked for ({@code da} or {@code en}). */
  public String detail(String language) {
    return "en".equals(language) ? en : da;
  }

  /**
   * What in the request is at fault.
   *
   * @param kind which member of {@code source} it becomes
   * @param value a JSON pointer, a query parameter's name or a header's name
   */
  public record Source(Kind kind, String value) {
    /** The members JSON:API gives {@code source}. */
    public enum Kind {
      POINTER,
      PARAMETER,
      HEADER
    }

    public static Source pointer(String pointer) {
      return new Source(Kind.POINTER, pointer);
    }

    public static Source parameter(String name) {
      return new Source(Kind.PARAMETER, name);
    }

    public static Source header(String name) {
      return new Source(Kind.HEADER, name);
    }
  }
}
