package dk.ledelseskatalog.jsonapi;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Content negotiation as JSON:API 1.1 rules it. No extension is supported; profiles may be named
 * and are ignored, which the specification demands of a profile that is not known.
 */
public final class MediaTypes {
  /** The media type of every document. */
  public static final String JSON_API = "application/vnd.api+json";

  /** The media type of a table. */
  public static final String CSV = "text/csv";

  private static final Pattern WEIGHT = Pattern.compile("0(\\.[0-9]{0,3})?|1(\\.0{0,3})?");

  private MediaTypes() {}

  /**
   * Checks the {@code Content-Type} of a request with a body.
   *
   * @throws JsonApiException 415 if it is missing, another media type, or carries a parameter other
   *     than {@code profile}
   */
  public static void requireJsonApi(@Nullable String contentType) {
    List<MediaType> types = contentType == null ? List.of() : parse(contentType);
    if (types.size() != 1 || !types.get(0).name().equals(JSON_API)) {
      throw unsupported(
          "Send Content-Type: " + JSON_API + ".", "Send Content-Type: " + JSON_API + ".");
    }
    Map<String, String> parameters = types.get(0).parameters();
    if (parameters.containsKey("ext")) {
      throw unsupported(
          "Udvidelsen i ext understøttes ikke. Udelad ext.",
          "The extension in ext is not supported. Leave ext out.");
    }
    for (String name : parameters.keySet()) {
      if (!name.equals("profile")) {
        throw unsupported(
            "JSON:API tillader ikke parameteren "
                + Echo.name(name)
                + " i Content-Type. Send "
                + JSON_API
                + " uden den.",
            "JSON:API does not allow the parameter "
                + Echo.name(name)
                + " in Content-Type. Send "
                + JSON_API
                + " without it.");
      }
    }
  }

  /**
   * Checks the {@code Content-Type} of a request whose body is a table (RFC 7111).
   *
   * @throws JsonApiException 415 if it is not CSV, or in another charset than UTF-8
   */
  public static void requireCsv(@Nullable String contentType) {
    List<MediaType> types = contentType == null ? List.of() : parse(contentType);
    if (types.size() != 1
        || !types.get(0).name().equals(CSV)
        || !types
            .get(0)
            .parameters()
            .getOrDefault("charset", "utf-8")
            .replace("\"", "")
            .equalsIgnoreCase("utf-8")) {
      throw unsupported(
          "Send Content-Type: " + CSV + "; charset=utf-8.",
          "Send Content-Type: " + CSV + "; charset=utf-8.");
    }
  }

  /**
   * Checks the {@code Accept} header. One that does not name JSON:API at all is let through: there
   * is one format to give, and RFC 9110 (12.5.1) prefers an answer to a refusal.
   *
   * @throws JsonApiException 406 if JSON:API is named, but never without an extension or a
   *     parameter that is not supported
   */
  public static void requireAcceptable(@Nullable String accept) {
    if (accept == null || accept.equals(JSON_API) || accept.equals("*/*")) {
      return;
    }
    boolean named = false;
    for (MediaType type : parse(accept)) {
      if (type.name().equals(JSON_API)) {
        named = true;
        if (!type.refused() && type.parameters().keySet().stream().allMatch("profile"::equals)) {
          return;
        }
      }
    }
    if (named) {
      throw new JsonApiException(
          ErrorObject.of(
              406,
              "not-acceptable",
              ErrorObject.Source.header("Accept"),
              "Hver "
                  + JSON_API
                  + " i Accept har en parameter eller en udvidelse, der ikke understøttes. Send den"
                  + " uden parametre.",
              "Every "
                  + JSON_API
                  + " in Accept carries a parameter or an extension that is not supported. Send it"
                  + " without parameters."));
    }
  }

  /**
   * The one of several media types that an {@code Accept} header wants most (RFC 9110, 12.5.1); of
   * equals the one offered first. JSON:API is also given to whoever names JSON.
   *
   * @param offered without parameters
   * @return empty if it wants none of them
   */
  public static Optional<String> preferred(@Nullable String accept, List<String> offered) {
    if (accept == null || accept.isBlank()) {
      return Optional.of(offered.get(0));
    }
    List<MediaType> ranges = parse(accept);
    String best = "";
    double most = 0;
    for (String name : offered) {
      double weight =
          ranges.stream()
              .filter(range -> range.closeness(name) > 0)
              .max(Comparator.comparingInt(range -> range.closeness(name)))
              .map(MediaType::weight)
              .orElse(0.0);
      if (weight > most) {
        best = name;
        most = weight;
      }
    }
    return Optional.of(best).filter(name -> !name.isEmpty());
  }

  private static JsonApiException unsupported(String da, String en) {
    return new JsonApiException(
        ErrorObject.of(
            415, "unsupported-media-type", ErrorObject.Source.header("Content-Type"), da, en));
  }

  /**
   * One entry of an Accept header.
   *
   * @param parameters of the media type; what follows {@code q} is not one of them
   * @param weight from 0, which refuses it, to 1
   */
  private record MediaType(String name, Map<String, String> parameters, double weight) {
    boolean refused() {
      return weight == 0;
    }

    /** How closely this range names a media type; 0 if not at all. */
    int closeness(String type) {
      if (name.equals(type)) {
        return suits(type) ? 4 : 0;
      }
      if (name.equals("application/json") && type.equals(JSON_API)) {
        return 3;
      }
      if (name.equals(type.substring(0, type.indexOf('/')) + "/*")) {
        return 2;
      }
      return name.equals("*/*") ? 1 : 0;
    }

    private boolean suits(String type) {
      if (type.equals(JSON_API)) {
        return parameters.keySet().stream().allMatch("profile"::equals);
      }
      String charset = parameters.getOrDefault("charset", "utf-8").replace("\"", "");
      return charset.equalsIgnoreCase("utf-8");
    }
  }

  private static List<MediaType> parse(String header) {
    List<MediaType> types = new ArrayList<>();
    for (String element : split(header, ',')) {
      List<String> parts = split(element, ';');
      String name = parts.get(0).strip().toLowerCase(Locale.ROOT);
      if (name.isEmpty()) {
        continue;
      }
      Map<String, String> parameters = new LinkedHashMap<>();
      double weight = 1;
      for (String part : parts.subList(1, parts.size())) {
        int equals = part.indexOf('=');
        String parameter =
            (equals < 0 ? part : part.substring(0, equals)).strip().toLowerCase(Locale.ROOT);
        String value = equals < 0 ? "" : part.substring(equals + 1).strip();
        if (parameter.equals("q")) {
          weight = WEIGHT.matcher(value).matches() ? Double.parseDouble(value) : 1;
          break;
        }
        if (!parameter.isEmpty()) {
          parameters.put(parameter, value);
        }
      }
      types.add(new MediaType(name, parameters, weight));
    }
    return types;
  }

  /** Splits at a separator that stands outside quoted strings. */
  private static List<String> split(String text, char separator) {
    List<String> parts = new ArrayList<>();
    boolean quoted = false;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted && c == '\\') {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == separator && !quoted) {
        parts.add(text.substring(start, i));
        start = i + 1;
      }
    }
    parts.add(text.substring(start));
    return parts;
  }
}
