package dk.ledelseskatalog.masterclass;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.ledelseskatalog.jsonapi.Document;
import dk.ledelseskatalog.masterclass.AttendanceReport.Effect;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Writes what a list of attendance did. It is no resource, so all of it is {@code meta}. */
final class AttendanceDocuments {
  private AttendanceDocuments() {}

  static Document of(AttendanceReport report) {
    ObjectNode meta = JsonNodeFactory.instance.objectNode();
    meta.put("dryRun", report.dryRun());
    meta.put("changed", report.rows().stream().filter(AttendanceReport.Row::changed).count());
    ArrayNode rows = meta.putArray("rows");
    for (AttendanceReport.Row row : report.rows()) {
      ObjectNode json = rows.addObject();
      json.put("line", row.line());
      json.put("enrolment", row.enrolment().toString());
      json.put("ticket", row.ticket());
      json.put("from", row.from().text());
      json.put("to", row.to().text());
      if (row.completion() != Effect.NONE) {
        json.put("completion", row.completion().name().toLowerCase(Locale.ROOT));
      }
    }
    return new Document(new Document.Data.Absent(), Optional.empty(), Map.of(), meta);
  }
}
