package dk.ledelseskatalog.archive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.ledelseskatalog.contentmodel.StrictJson;
import dk.ledelseskatalog.spelling.Characters;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One line of a part, which is one JSON object, and what is asked of it. A member that is not as it
 * must be refuses the archive.
 *
 * @param number of the line, from 1; 0 for a part that is one object
 */
public record Line(String part, int number, ObjectNode json) {
  /** Longest line that is read, in bytes. */
  public static final int LONGEST = 16 * 1024 * 1024;

  /** How the history names who did something: never a person. */
  private static final Pattern AUTHOR = Pattern.compile("system|editor-[1-9][0-9]{0,8}");

  private static final Instant FIRST = Instant.parse("1970-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

  /** Takes the lines of a part, one by one. */
  @FunctionalInterface
  public interface Reader {
    void read(Line line) throws IOException;
  }

  /**
   * Reads a part of lines.
   *
   * @throws ArchiveException at the first that is too long or not an object
   */
  public static void each(ZipParts zip, String part, Reader reader) throws IOException {
    try (InputStream in = new BufferedInputStream(zip.read(part), 64 * 1024)) {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      int number = 1;
      for (int next = in.read(); next >= 0; next = in.read()) {
        if (next != '\n') {
          if (line.size() == LONGEST) {
            throw fault(part, number, "er for lang", "is too long");
          }
          line.write(next);
        } else {
          reader.read(new Line(part, number, json(line.toByteArray(), part, number)));
          line.reset();
          number++;
        }
      }
      if (line.size() > 0) {
        throw fault(part, number, "er ikke hel", "is not whole");
      }
    }
  }

  /**
   * Reads a part that is one object.
   *
   * @throws ArchiveException if it is not, or has more bytes
   */
  public static Line whole(ZipParts zip, String part, int mostBytes) throws IOException {
    if (zip.size(part) > mostBytes) {
      throw fault(part, 0, "er for stor", "is too large");
    }
    try (InputStream in = zip.read(part)) {
      return new Line(part, 0, json(in.readAllBytes(), part, 0));
    }
  }

  static ObjectNode json(byte[] bytes, String part, int number) throws ArchiveException {
    try {
      // As text first: a parser that guesses the encoding would take others too.
      CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      JsonNode json = StrictJson.read(text.toString());
      if (json instanceof ObjectNode object) {
        if (!isWhole(json)) {
          throw fault(part, number, "har NUL eller et halvt tegn", "has NUL or half a character");
        }
        return object;
      }
    } catch (CharacterCodingException e) {
      throw fault(part, number, "er ikke i UTF-8", "is not in UTF-8");
    } catch (JsonProcessingException e) {
      throw fault(part, number, "kan ikke læses: " + reason(e), "cannot be read: " + reason(e));
    }
    throw fault(part, number, "er ikke et JSON-objekt", "is not a JSON object");
  }

  private static String reason(JsonProcessingException e) {
    String reason = String.valueOf(e.getOriginalMessage()).replaceAll("\\s+", " ");
    return reason.substring(0, Math.min(reason.length(), 200));
  }

  /** Whether a database can keep all that it says. */
  private static boolean isWhole(JsonNode json) {
    boolean whole = !json.isTextual() || Characters.areWhole(json.textValue());
    for (JsonNode element : json) {
      whole &= isWhole(element);
    }
    for (var member : json.properties()) {
      whole &= Characters.areWhole(member.getKey());
    }
    return whole;
  }

  private static ArchiveException fault(String part, int number, String da, String en) {
    return number == 0
        ? new ArchiveException(part, "Den " + da + ".", "It " + en + ".")
        : new ArchiveException(
            part, "Linje " + number + " " + da + ".", "Line " + number + " " + en + ".");
  }

  /** The refusal of this line, for what it says of itself. */
  public ArchiveException wrong(String da, String en) {
    return fault(part, number, da, en);
  }

  /** Refuses members of any other name. */
  public void requireOnly(Set<String> names) throws ArchiveException {
    for (var member : json.properties()) {
      if (!names.contains(member.getKey())) {
        throw wrong(
            "har et ukendt felt: " + shown(member.getKey()),
            "has an unknown member: " + shown(member.getKey()));
      }
    }
  }

  private static String shown(String text) {
    return text.substring(0, Math.min(text.length(), 60)).replaceAll("\\p{Cntrl}", "?");
  }

  /** A text of at most so many characters. */
  public String text(String member, int longest) throws ArchiveException {
    return optionalText(member, longest).orElseThrow(() -> must(member, "en tekst", "a text"));
  }

  /** The same, which may be left out. */
  public Optional<String> optionalText(String member, int longest) throws ArchiveException {
    JsonNode value = json.path(member);
    if (value.isMissingNode()) {
      return Optional.empty();
    }
    if (!value.isTextual() || value.textValue().length() > longest) {
      throw must(
          member,
          "en tekst på højst " + longest + " tegn",
          "a text of at most " + longest + " characters");
    }
    return Optional.of(value.textValue());
  }

  /** Who did something, as the history names them. */
  public String author(String member) throws ArchiveException {
    String author = text(member, 255);
    if (!AUTHOR.matcher(author).matches()) {
      throw must(member, "\"system\" eller \"editor-N\"", "\"system\" or \"editor-N\"");
    }
    return author;
  }

  /** A time in milliseconds. */
  public Instant instant(String member) throws ArchiveException {
    try {
      Instant instant = Instant.parse(text(member, 40));
      if (!instant.isBefore(FIRST)
          && !instant.isAfter(LAST)
          && instant.truncatedTo(ChronoUnit.MILLIS).equals(instant)) {
        return instant;
      }
    } catch (DateTimeException e) {
      // Told below.
    }
    throw must(member, "et tidspunkt med højst millisekunder", "a time of milliseconds at most");
  }

  /** A whole number from 1 on. */
  public int number(String member) throws ArchiveException {
    return optionalNumber(member)
        .orElseThrow(() -> must(member, "et helt tal fra 1", "a whole number from 1 on"));
  }

  /** The same, which may be left out. */
  public Optional<Integer> optionalNumber(String member) throws ArchiveException {
    JsonNode value = json.path(member);
    if (value.isMissingNode()) {
      return Optional.empty();
    }
    if (!value.isInt() || value.intValue() < 1) {
      throw must(member, "et helt tal fra 1", "a whole number from 1 on");
    }
    return Optional.of(value.intValue());
  }

  /** A flag, which may be left out. */
  public boolean flag(String member) throws ArchiveException {
    JsonNode value = json.path(member);
    if (!value.isMissingNode() && !value.isBoolean()) {
      throw must(member, "true eller false", "true or false");
    }
    return value.asBoolean(false);
  }

  /** An object. */
  public ObjectNode object(String member) throws ArchiveException {
    if (json.path(member) instanceof ObjectNode object) {
      return object;
    }
    throw must(member, "et objekt", "an object");
  }

  private ArchiveException must(String member, String da, String en) {
    return wrong(
        "er forkert: \"" + member + "\" skal være " + da,
        "is wrong: \"" + member + "\" must be " + en);
  }
}
