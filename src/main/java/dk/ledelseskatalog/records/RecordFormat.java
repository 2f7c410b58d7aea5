package dk.ledelseskatalog.records;

import dk.ledelseskatalog.jsonapi.ErrorObject;
import dk.ledelseskatalog.jsonapi.ErrorObject.Source;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import dk.ledelseskatalog.jsonapi.MediaTypes;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The forms a list of records is given in; the first is given to whoever does not mind. */
public enum RecordFormat {
  JSON_API(MediaTypes.JSON_API, MediaTypes.JSON_API, "json"),
  NDJSON("application/x-ndjson", "application/x-ndjson", "ndjson"),
  CSV("text/csv", "text/csv; charset=utf-8; header=present", "csv");

  private static final List<String> NAMES =
      Arrays.stream(values()).map(format -> format.name).toList();

  private final String name;
  private final String contentType;
  private final String extension;

  RecordFormat(String name, String contentType, String extension) {
    this.name = name;
    this.contentType = contentType;
    this.extension = extension;
  }

  /**
   * The form that an {@code Accept} header wants most.
   *
   * @throws JsonApiException 406 naming all three if it wants none of them
   */
  public static RecordFormat of(@Nullable String accept) {
    String preferred =
        MediaTypes.preferred(accept, NAMES)
            .orElseThrow(
                () ->
                    new JsonApiException(
                        ErrorObject.of(
                            406,
                            "not-acceptable",
                            Source.header("Accept"),
                            "Listen findes som " + names(" og ") + "; nævn en af dem i Accept.",
                            "The list comes as "
                                + names(" and ")
                                + "; name one of them in Accept.")));
    return values()[NAMES.indexOf(preferred)];
  }

  public String contentType() {
    return contentType;
  }

  /** What a browser calls a saved list. */
  public String fileName(String list) {
    return list + '.' + extension;
  }

  private static String names(String and) {
    int last = NAMES.size() - 1;
    return String.join(", ", NAMES.subList(0, last)) + and + NAMES.get(last);
  }
}
