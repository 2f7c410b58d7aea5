package dk.ledelseskatalog.masterclass;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a session as a calendar file (RFC 5545). A later version of the session replaces an
 * earlier in the reader's calendar, since it has the same UID and a higher SEQUENCE.
 */
final class Calendar {
  private static final int MAX_OCTETS = 75;
  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final StringBuilder text = new StringBuilder();

  private Calendar() {}

  /**
   * @param title of the masterclass
   * @param publicUrl whose host makes the UID one in the world
   * @param signedIn whether the reader may have the link
   */
  static byte[] of(Session session, String title, URI publicUrl, boolean signedIn) {
    SessionDetails details = session.details();
    List<String> description = new ArrayList<>();
    if (!details.facilitators().isEmpty()) {
      description.add("Facilitator: " + String.join(", ", details.facilitators()));
    }
    Calendar calendar = new Calendar();
    calendar.line("BEGIN:VCALENDAR");
    calendar.line("VERSION:2.0");
    calendar.line("PRODID:-//Ledelseskatalog//Masterclasses//DA");
    calendar.line("CALSCALE:GREGORIAN");
    calendar.line("METHOD:PUBLISH");
    calendar.line("BEGIN:VEVENT");
    calendar.line("UID:" + session.id() + '@' + publicUrl.getHost());
    calendar.line("DTSTAMP:" + utc(session.changedAt()));
    calendar.line("LAST-MODIFIED:" + utc(session.changedAt()));
    calendar.line("SEQUENCE:" + session.version());
    calendar.line("DTSTART:" + utc(details.startsAt()));
    calendar.line("DTEND:" + utc(details.endsAt()));
    calendar.line("SUMMARY:" + escaped(title));
    details.place().ifPresent(place -> calendar.line("LOCATION:" + escaped(place)));
    if (signedIn && details.link().isPresent()) {
      String link = details.link().get().toString();
      description.add(link);
      // Not escaped: the value is a URI, and a reader that takes it for text would need none.
      calendar.line("URL:" + link);
      if (details.place().isEmpty()) {
        calendar.line("LOCATION:" + escaped(link));
      }
    }
    if (!description.isEmpty()) {
      calendar.line("DESCRIPTION:" + escaped(String.join("\n", description)));
    }
    calendar.line(
        details.status() == SessionStatus.CANCELLED ? "STATUS:CANCELLED" : "STATUS:CONFIRMED");
    calendar.line("END:VEVENT");
    calendar.line("END:VCALENDAR");
    return calendar.text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String utc(Instant time) {
    return UTC.format(time);
  }

  /** RFC 5545, 3.3.11. */
  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n");
  }

  /** Folds a long line between characters, never inside one (RFC 5545, 3.1). */
  private void line(String line) {
    int octets = 0;
    for (int i = 0; i < line.length(); ) {
      int character = line.codePointAt(i);
      int size = Character.toString(character).getBytes(StandardCharsets.UTF_8).length;
      if (octets + size > MAX_OCTETS) {
        text.append("\r\n ");
        octets = 1;
      }
      text.appendCodePoint(character);
      octets += size;
      i += Character.charCount(character);
    }
    text.append("\r\n");
  }
}
