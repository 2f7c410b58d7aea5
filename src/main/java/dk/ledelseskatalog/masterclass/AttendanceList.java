package dk.ledelseskatalog.masterclass;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dk.ledelseskatalog.jsonapi.ErrorObject;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import dk.ledelseskatalog.jsonapi.RequestBody;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A list of who was there, as it came: CSV (RFC 4180) with the columns {@code enrolment} and {@code
 * status}, in any order. As spreadsheets write it: commas or semicolons, with or without a byte
 * order mark, any end of line.
 *
 * @param rows in the order they came
 */
record AttendanceList(List<Row> rows) {
  /** Most rows of one list. */
  static final int MAX_ROWS = 10_000;

  /** Most faults that are told at once. */
  static final int MAX_FAULTS = 100;

  private static final String ENROLMENT = "enrolment";
  private static final String STATUS = "status";

  AttendanceList {
    rows = List.copyOf(rows);
  }

  /**
   * What the list says of one person.
   *
   * @param line where the row begins, from 1
   * @param enrolment an id or a ticket, as it came
   */
  record Row(int line, String enrolment, EnrolmentStatus status) {}

  /**
   * Reads the body of a request.
   *
   * @throws JsonApiException naming each line that cannot be read
   */
  static AttendanceList read(InputStream body) {
    List<Csv.Line> lines = Csv.parse(text(RequestBody.read(body)));
    if (lines.isEmpty()) {
      throw new JsonApiException(wrongColumns());
    }
    List<String> header =
        lines.get(0).fields().stream().map(name -> name.strip().toLowerCase(Locale.ROOT)).toList();
    // A third column could hold a name, and no name is to come here.
    if (header.size() != 2 || !header.contains(ENROLMENT) || !header.contains(STATUS)) {
      throw new JsonApiException(wrongColumns());
    }
    if (lines.size() - 1 > MAX_ROWS) {
      throw new JsonApiException(
          ErrorObject.of(
              422,
              "too-many-rows",
              "Listen har over " + MAX_ROWS + " rækker; del den.",
              "The list has more than " + MAX_ROWS + " rows; split it."));
    }
    List<Row> rows = new ArrayList<>();
    List<ErrorObject> faults = new ArrayList<>();
    for (Csv.Line line : lines.subList(1, lines.size())) {
      if (line.fields().size() != 2) {
        faults.add(
            fault(
                line.number(),
                "invalid-row",
                "rækken skal have to felter: enrolment og status.",
                "the row must have two fields: enrolment and status."));
        continue;
      }
      Optional<EnrolmentStatus> status =
          EnrolmentStatus.of(line.fields().get(header.indexOf(STATUS)).strip())
              .filter(EnrolmentStatus::takesAPlace);
      if (status.isEmpty()) {
        faults.add(
            fault(
                line.number(),
                "invalid-status",
                "status skal være attended, no-show eller enrolled.",
                "status must be attended, no-show or enrolled."));
        continue;
      }
      rows.add(
          new Row(
              line.number(), line.fields().get(header.indexOf(ENROLMENT)).strip(), status.get()));
    }
    refuseIfAny(faults);
    return new AttendanceList(rows);
  }

  /** What is wrong with a line; the line's own words are not repeated. */
  static ErrorObject fault(int line, String code, String da, String en) {
    return ErrorObject.of(422, code, "Linje " + line + ": " + da, "Line " + line + ": " + en)
        .withMeta(JsonNodeFactory.instance.objectNode().put("line", line));
  }

  static void refuseIfAny(List<ErrorObject> faults) {
    if (!faults.isEmpty()) {
      throw new JsonApiException(faults.subList(0, Math.min(faults.size(), MAX_FAULTS)));
    }
  }

  private static String text(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new JsonApiException(
          ErrorObject.of(
              400,
              "malformed-csv",
              "Listen er ikke tekst i UTF-8; gem den som CSV UTF-8.",
              "The list is not text in UTF-8; save it as CSV UTF-8."));
    }
  }

  private static ErrorObject wrongColumns() {
    return ErrorObject.of(
        422,
        "wrong-columns",
        "Første linje skal nævne de to kolonner enrolment og status og ingen andre; navne hører"
            + " ikke til her.",
        "The first line must name the two columns enrolment and status and no others; names do not"
            + " belong here.");
  }
}
