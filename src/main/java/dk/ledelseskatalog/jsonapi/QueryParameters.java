package dk.ledelseskatalog.jsonapi;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The query parameters of one request (JSON:API 1.1, Query Parameters): each known, each there
 * once, decoded. Immutable.
 *
 * <p>Requests that mean the same have the same {@link #canonical} form, whatever order and
 * percent-encoding they came in.
 */
public final class QueryParameters {
  private final SortedMap<String, String> values;

  private QueryParameters(SortedMap<String, String> values) {
    this.values = values;
  }

  /**
   * @param query as the request line has it, still encoded; null if there was none
   * @param allowed every name that means something here, such as {@code page[size]}
   * @throws JsonApiException 400 for each parameter that is unknown, there twice, or not
   *     percent-encoded UTF-8
   */
  public static QueryParameters parse(@Nullable String query, Collection<String> allowed) {
    SortedMap<String, String> values = new TreeMap<>();
    List<ErrorObject> errors = new ArrayList<>();
    if (query != null) {
      for (String pair : query.split("&", -1)) {
        if (pair.isEmpty()) {
          continue;
        }
        int equals = pair.indexOf('=');
        String name = decode(equals < 0 ? pair : pair.substring(0, equals));
        String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
        if (!allowed.contains(name)) {
          errors.add(unknown(name, allowed));
        } else if (values.put(name, value) != null) {
          errors.add(
              ErrorObject.of(
                  400,
                  "duplicate-parameter",
                  ErrorObject.Source.parameter(name),
                  "Parameteren \""
                      + name
                      + "\" må kun stå én gang. Adskil flere værdier med komma.",
                  "The parameter \""
                      + name
                      + "\" may stand only once. Separate several values by commas."));
        }
      }
    }
    if (!errors.isEmpty()) {
      throw new JsonApiException(errors);
    }
    return new QueryParameters(values);
  }

  /** The decoded value; empty if the parameter is not there. */
  public Optional<String> value(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /**
   * The value as a comma-separated list; empty if the parameter is not there or has no value.
   *
   * @throws JsonApiException 400 if an element is empty
   */
  public List<String> list(String name) {
    String value = values.get(name);
    if (value == null || value.isEmpty()) {
      return List.of();
    }
    List<String> elements = List.of(value.split(",", -1));
    if (elements.contains("")) {
      throw invalid(
          "invalid-list",
          name,
          "Listen i \"" + name + "\" har et tomt led. Fjern det overskydende komma.",
          "The list in \"" + name + "\" has an empty element. Remove the comma that is too much.");
    }
    return elements;
  }

  /** These parameters with one set to a value. */
  public QueryParameters with(String name, String value) {
    SortedMap<String, String> changed = new TreeMap<>(values);
    changed.put(name, value);
    return new QueryParameters(changed);
  }

  /** These parameters without one. */
  public QueryParameters without(String name) {
    SortedMap<String, String> changed = new TreeMap<>(values);
    changed.remove(name);
    return new QueryParameters(changed);
  }

  /** Sorted by name and percent-encoded (RFC 3986); empty if there are no parameters. */
  public String canonical() {
    if (values.isEmpty()) {
      return "";
    }
    StringBuilder query = new StringBuilder();
    for (Map.Entry<String, String> parameter : values.entrySet()) {
      if (query.length() > 0) {
        query.append('&');
      }
      encode(parameter.getKey(), query);
      query.append('=');
      encode(parameter.getValue(), query);
    }
    return query.toString();
  }

  /** An address with these parameters, for a link. */
  public String appendTo(String address) {
    return values.isEmpty() ? address : address + '?' + canonical();
  }

  /** The error of a parameter whose value is not right. */
  public static JsonApiException invalid(String code, String name, String da, String en) {
    return new JsonApiException(
        ErrorObject.of(400, code, ErrorObject.Source.parameter(name), da, en));
  }

  @Override
  public String toString() {
    return canonical();
  }

  private static ErrorObject unknown(String name, Collection<String> allowed) {
    Suggestion suggestion = Suggestion.nearest(name, allowed);
    return ErrorObject.of(
        400,
        "unknown-parameter",
        ErrorObject.Source.parameter(Echo.name(name)),
        "Parameteren \"" + Echo.name(name) + "\" kendes ikke her." + suggestion.da(),
        "The parameter \"" + Echo.name(name) + "\" is not known here." + suggestion.en());
  }

  private static String decode(String encoded) {
    if (isPlain(encoded)) {
      return encoded;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length());
    for (int i = 0; i < encoded.length(); i++) {
      char c = encoded.charAt(i);
      if (c == '%') {
        int high = i + 1 < encoded.length() ? Character.digit(encoded.charAt(i + 1), 16) : -1;
        int low = i + 2 < encoded.length() ? Character.digit(encoded.charAt(i + 2), 16) : -1;
        if (high < 0 || low < 0) {
          throw malformed();
        }
        bytes.write(high * 16 + low);
        i += 2;
      } else if (c == '+') {
        bytes.write(' '); // as HTML forms and URLSearchParams write a space
      } else if (c <= 0xff) {
        // An ASCII character, or a raw byte of one that curl did not encode: servers hand the
        // query over byte by byte.
        bytes.write(c);
      } else {
        throw malformed();
      }
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw malformed();
    }
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%' || c == '+' || c >= 0x80) {
        return false;
      }
    }
    return true;
  }

  private static void encode(String text, StringBuilder to) {
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      if ((c >= 'a' && c <= 'z')
          || (c >= 'A' && c <= 'Z')
          || (c >= '0' && c <= '9')
          || "-._~,:".indexOf(c) >= 0) {
        to.append(c);
      } else {
        to.append('%').append(hex(c >> 4)).append(hex(c & 15));
      }
    }
  }

  private static char hex(int digit) {
    return "0123456789ABCDEF".charAt(digit);
  }

  private static JsonApiException malformed() {
    return new JsonApiException(
        ErrorObject.of(
            400,
            "malformed-query",
            "Forespørgslens parametre er ikke procentkodet UTF-8. Kod dem med encodeURIComponent.",
            "The query parameters are not percent-encoded UTF-8. Encode them with"
                + " encodeURIComponent."));
  }
}
