package dk.ledelseskatalog.jsonapi;

import java.util.List;

/** Ends a request with errors for its caller. Nothing the request asked for has been done. */
public final class JsonApiException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient List<ErrorObject> errors;

  public JsonApiException(ErrorObject error) {
    this(List.of(error));
  }

  public JsonApiException(List<ErrorObject> errors) {
    super(errors.get(0).en());
    this.errors = List.copyOf(errors);
  }

  /** At least one. */
  public List<ErrorObject> errors() {
    return errors;
  }
}
