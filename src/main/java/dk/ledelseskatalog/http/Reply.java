package dk.ledelseskatalog.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An answer over HTTP/1.1, read to a cap.
 *
 * @param headers by name in small letters; of one that comes twice the first
 * @param body as far as it was read
 */
public record Reply(int status, Map<String, String> headers, CappedBody.Bytes body) {
  private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] ([1-9][0-9]{2})( .*)?");
  private static final Pattern CHUNK = Pattern.compile("([0-9A-Fa-f]{1,15})\\s*(;.*)?");
  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");
  private static final int MOST_HEADERS = 16 * 1024;
  private static final int MOST_INTERIM = 5;

  public Reply {
    headers = Collections.unmodifiableMap(new HashMap<>(headers));
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  /**
   * Reads the answer to a POST on a connection that is used for nothing else. Once the headers are
   * there the answer is known; a body that breaks off then is read as far as it came.
   *
   * @throws IOException if there was no whole head of an answer
   */
  static Reply read(InputStream in, int cap) throws IOException {
    Head head = Head.read(in);
    for (int interim = 0; head.status < 200; interim++) {
      if (interim == MOST_INTERIM || head.status == 101) {
        throw new ProtocolException("It answers without an end");
      }
      head = Head.read(in);
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    boolean whole;
    try {
      whole = body(in, head, cap, body);
    } catch (IOException e) {
      whole = false;
    }
    return new Reply(head.status, head.headers, new CappedBody.Bytes(body.toByteArray(), whole));
  }

  /**
   * @return whether that was all of it
   */
  private static boolean body(InputStream in, Head head, int cap, ByteArrayOutputStream body)
      throws IOException {
    if (head.status == 204 || head.status == 304) {
      return true;
    }
    String coding = head.headers.getOrDefault("transfer-encoding", "");
    if (coding.toLowerCase(Locale.ROOT).endsWith("chunked")) {
      return chunks(in, cap, body);
    }
    String length = head.headers.getOrDefault("content-length", "").strip();
    return LENGTH.matcher(length).matches()
        ? piece(in, Long.parseLong(length), cap, body)
        : piece(in, Long.MAX_VALUE, cap, body);
  }

  private static boolean chunks(InputStream in, int cap, ByteArrayOutputStream body)
      throws IOException {
    while (true) {
      Matcher chunk = CHUNK.matcher(line(in, new Budget(MOST_HEADERS)));
      if (!chunk.matches()) {
        return false;
      }
      long length = Long.parseLong(chunk.group(1), 16);
      if (length == 0) {
        return true;
      }
      if (!piece(in, length, cap, body) || !line(in, new Budget(2)).isEmpty()) {
        return false;
      }
    }
  }

  /**
   * Reads so many bytes, or to the end of the stream if it is told none.
   *
   * @return false if the cap came first
   */
  private static boolean piece(InputStream in, long length, int cap, ByteArrayOutputStream body)
      throws IOException {
    byte[] buffer = new byte[1024];
    long left = length;
    while (left > 0) {
      // One more than the cap has room for shows that there is more.
      int room = cap - body.size() + 1;
      int read = in.read(buffer, 0, (int) Math.min(left, Math.min(room, buffer.length)));
      if (read < 0) {
        return length == Long.MAX_VALUE;
      }
      body.write(buffer, 0, Math.min(read, room - 1));
      if (read >= room) {
        return false;
      }
      left -= read;
    }
    return true;
  }

  /** How many more bytes of something we read. */
  private static final class Budget {
    private int left;

    Budget(int most) {
      this.left = most;
    }

    void spend() throws IOException {
      if (left-- == 0) {
        throw new ProtocolException("It answers with more headers than anybody needs");
      }
    }
  }

  /** A line without its end. */
  private static String line(InputStream in, Budget budget) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int read = in.read(); read != '\n'; read = in.read()) {
      if (read < 0) {
        throw new EOFException("It hung up before it had answered");
      }
      budget.spend();
      line.write(read);
    }
    String text = line.toString(StandardCharsets.ISO_8859_1);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }

  private record Head(int status, Map<String, String> headers) {
    static Head read(InputStream in) throws IOException {
      Budget budget = new Budget(MOST_HEADERS);
      Matcher status = STATUS_LINE.matcher(line(in, budget));
      if (!status.matches()) {
        throw new ProtocolException("It does not answer in HTTP/1.1");
      }
      Map<String, String> headers = new HashMap<>();
      for (String line = line(in, budget); !line.isEmpty(); line = line(in, budget)) {
        int colon = line.indexOf(':');
        if (colon > 0) {
          headers.putIfAbsent(
              line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
        }
      }
      return new Head(Integer.parseInt(status.group(1)), headers);
    }
  }
}
