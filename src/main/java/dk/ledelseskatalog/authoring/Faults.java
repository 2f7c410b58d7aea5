package dk.ledelseskatalog.authoring;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dk.ledelseskatalog.contentmodel.Fault;
import dk.ledelseskatalog.jsonapi.ErrorObject;
import dk.ledelseskatalog.jsonapi.ErrorObject.Source;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says of what is wrong with an entry where it stands in a resource object. */
final class Faults {
  private static final Pattern RELATIONSHIP = Pattern.compile("/relationships/([^/]+)(.*)");

  private Faults() {}

  /** Such as {@code /data/relationships/theme/data/type}. */
  static String pointer(Fault fault) {
    Matcher relationship = RELATIONSHIP.matcher(fault.pointer());
    return relationship.matches()
        ? "/data/relationships/" + relationship.group(1) + "/data" + relationship.group(2)
        : "/data" + fault.pointer();
  }

  /**
   * @param pointer into the request
   */
  static ErrorObject error(Fault fault, String pointer) {
    return ErrorObject.of(
            422,
            "invalid-entry",
            Source.pointer(pointer),
            fault.message().da(),
            fault.message().in("en"))
        .withMeta(
            JsonNodeFactory.instance
                .objectNode()
                .put("entry", fault.file())
                .put("pointer", pointer(fault)));
  }
}
