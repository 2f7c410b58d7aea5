package dk.ledelseskatalog.masterclass;

import dk.ledelseskatalog.jsonapi.JsonApiException;
import java.util.ArrayList;
import java.util.List;

/** Reads comma-separated values (RFC 4180) as spreadsheets write them. */
final class Csv {
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final String text;
  private final char separator;
  private int position;
  private int line = 1;

  private Csv(String text) {
    this.text = text;
    this.separator = separator(text);
  }

  /**
   * One line, or more where a field holds the end of one.
   *
   * @param number of the first, from 1
   */
  record Line(int number, List<String> fields) {
    Line {
      fields = List.copyOf(fields);
    }
  }

  /**
   * All lines but those with nothing on them.
   *
   * @throws JsonApiException 400 for a quotation that does not end, or ends inside a field
   */
  static List<Line> parse(String text) {
    boolean marked = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
    Csv csv = new Csv(marked ? text.substring(1) : text);
    List<Line> lines = new ArrayList<>();
    while (csv.position < csv.text.length()) {
      int begin = csv.line;
      List<String> fields = csv.record();
      if (fields.size() > 1 || !fields.get(0).isBlank()) {
        lines.add(new Line(begin, fields));
      }
    }
    return lines;
  }

  /** Where commas are decimal, spreadsheets write semicolons: the first line tells which. */
  private static char separator(String text) {
    int end = 0;
    while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
      end++;
    }
    return text.substring(0, end).contains(";") ? ';' : ',';
  }

  private List<String> record() {
    List<String> fields = new ArrayList<>();
    while (true) {
      fields.add(position < text.length() && text.charAt(position) == '"' ? quoted() : plain());
      if (position == text.length()) {
        return fields;
      }
      char end = text.charAt(position++);
      if (end != separator) {
        if (end == '\r' && position < text.length() && text.charAt(position) == '\n') {
          position++;
        }
        line++;
        return fields;
      }
    }
  }

  private String plain() {
    int begin = position;
    while (position < text.length() && !endsAField(text.charAt(position))) {
      position++;
    }
    return text.substring(begin, position);
  }

  private String quoted() {
    int begin = line;
    StringBuilder field = new StringBuilder();
    position++;
    while (position < text.length()) {
      char c = text.charAt(position++);
      if (c != '"') {
        boolean first = c == '\r' || (c == '\n' && text.charAt(position - 2) != '\r');
        line += first ? 1 : 0;
        field.append(c);
      } else if (position < text.length() && text.charAt(position) == '"') {
        position++;
        field.append('"');
      } else if (position == text.length() || endsAField(text.charAt(position))) {
        return field.toString();
      } else {
        throw malformed(begin);
      }
    }
    throw malformed(begin);
  }

  private boolean endsAField(char c) {
    return c == separator || c == '\n' || c == '\r';
  }

  private static JsonApiException malformed(int line) {
    return new JsonApiException(
        AttendanceList.fault(
            line,
            "malformed-csv",
            "et felt, der begynder med anførselstegn, skal ende med det.",
            "a field that begins with a quotation mark must end with it."));
  }
}
