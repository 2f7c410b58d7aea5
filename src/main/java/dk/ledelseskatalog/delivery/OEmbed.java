package dk.ledelseskatalog.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.ledelseskatalog.catalogue.PublishedEntry;
import dk.ledelseskatalog.catalogue.Snapshot;
import dk.ledelseskatalog.contentmodel.ContentType;
import dk.ledelseskatalog.contentmodel.EntryId;
import dk.ledelseskatalog.jsonapi.ErrorObject;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import dk.ledelseskatalog.jsonapi.QueryParameters;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Rich content for the link of a page (oEmbed 1.0): of an entry's own, of its section in the page
 * at {@code /}, or of that page itself, which is the catalogue's.
 */
final class OEmbed {
  private static final int WIDTH = 600;
  private static final int HEIGHT = 400;
  private static final int LONGEST_URL = 1_000;

  private final Representations representations;

  OEmbed(Representations representations) {
    this.representations = representations;
  }

  /** By what a page says where it is embedded from (4): elements for its head. */
  static String discovery(Addresses addresses, String page, String title) {
    StringBuilder links = new StringBuilder();
    for (Format format : Format.values()) {
      String address =
          addresses.of("/oembed?format=")
              + format.name().toLowerCase(Locale.ROOT)
              + "&url="
              + URLEncoder.encode(page, StandardCharsets.UTF_8);
      links
          .append("<link rel=\"alternate\" href=\"")
          .append(EntryAttributes.escaped(address))
          .append("\" type=\"")
          .append(format.mediaType)
          .append("+oembed\" title=\"")
          .append(EntryAttributes.escaped(title))
          .append("\">");
    }
    return links.toString();
  }

  Answer answer(
      ReadRequest request,
      @Nullable String url,
      @Nullable String format,
      @Nullable String maxWidth,
      @Nullable String maxHeight) {
    if (url == null || url.isBlank()) {
      throw QueryParameters.invalid(
          "missing-url",
          "url",
          "Send adressen på den side, der skal vises, i \"url\".",
          "Send the address of the page to show in \"url\".");
    }
    Format written = format(format);
    int width = limit("maxwidth", maxWidth, WIDTH);
    int height = limit("maxheight", maxHeight, HEIGHT);
    return representations.page(
        request,
        "/oembed."
            + written
            + "?"
            + width
            + "x"
            + height
            + "&"
            + (url.length() > LONGEST_URL ? "" : url),
        written.mediaType,
        view -> written.write(describe(view, entry(view.snapshot(), url), width, height)));
  }

  /** The forms that oEmbed has (2.3). */
  private enum Format {
    JSON("application/json") {
      @Override
      byte[] write(ObjectNode embedding) {
        return embedding.toString().getBytes(StandardCharsets.UTF_8);
      }
    },
    XML("text/xml") {
      @Override
      byte[] write(ObjectNode embedding) {
        StringBuilder xml =
            new StringBuilder(
                "<?xml version=\"1.0\" encoding=\"utf-8\" standalone=\"yes\"?>\n<oembed>");
        for (Map.Entry<String, JsonNode> member : embedding.properties()) {
          xml.append('<').append(member.getKey()).append('>');
          xml.append(
              EntryAttributes.escaped(NOT_XML.matcher(member.getValue().asText()).replaceAll("")));
          xml.append("</").append(member.getKey()).append('>');
        }
        return xml.append("</oembed>\n").toString().getBytes(StandardCharsets.UTF_8);
      }
    };

    /** What XML 1.0 cannot hold, not even escaped. */
    private static final Pattern NOT_XML =
        Pattern.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\x{10000}-\\x{10ffff}]");

    private final String mediaType;

    Format(String mediaType) {
      this.mediaType = mediaType;
    }

    abstract byte[] write(ObjectNode embedding);
  }

  private static Format format(@Nullable String name) {
    if (name == null || name.equals("json")) {
      return Format.JSON;
    }
    if (name.equals("xml")) {
      return Format.XML;
    }
    throw new JsonApiException(
        ErrorObject.of(
            501,
            "unknown-format",
            ErrorObject.Source.parameter("format"),
            "Formaterne er json og xml.",
            "The formats are json and xml."));
  }

  private ObjectNode describe(ReleaseView view, PublishedEntry entry, int width, int height) {
    String title = view.attributes().title(entry);
    String page = representations.addresses().page(entry.id());
    return JsonNodeFactory.instance
        .objectNode()
        .put("version", "1.0")
        .put("type", "rich")
        .put("title", title)
        .put("provider_name", "Ledelseskatalog")
        .put("provider_url", representations.addresses().home())
        .put(
            "html",
            "<blockquote class=\"ledelseskatalog\" cite=\""
                + EntryAttributes.escaped(page)
                + "\"><p><strong>"
                + EntryAttributes.escaped(title)
                + "</strong></p>"
                + view.attributes().html(entry)
                + "<p><a href=\""
                + EntryAttributes.escaped(page)
                + "\">Læs mere i ledelseskataloget</a></p></blockquote>")
        .put("width", width)
        .put("height", height);
  }

  private PublishedEntry entry(Snapshot snapshot, String url) {
    return (url.length() > LONGEST_URL ? Optional.<String>empty() : below(url))
        .flatMap(place -> entryAt(snapshot, place))
        .orElseThrow(
            () ->
                new JsonApiException(
                    ErrorObject.of(
                        404,
                        "unknown-page",
                        ErrorObject.Source.parameter("url"),
                        "Adressen i \"url\" er ingen side i ledelseskataloget.",
                        "The address in \"url\" is no page of the leadership catalogue.")));
  }

  /** What follows the address of the site. */
  private Optional<String> below(String url) {
    String home = representations.addresses().home();
    if (url.equals(home.substring(0, home.length() - 1))) {
      return Optional.of("");
    }
    return url.startsWith(home) ? Optional.of(url.substring(home.length())) : Optional.empty();
  }

  private static Optional<PublishedEntry> entryAt(Snapshot snapshot, String place) {
    if (place.isEmpty()) {
      return snapshot.entries("catalogues").stream().findFirst();
    }
    for (ContentType type : snapshot.model().types()) {
      for (String prefix :
          new String[] {
            "entries/" + type.name() + "/",
            "#" + type.name() + "-",
            "api/" + type.name() + "/",
            "xapi/activities/" + type.name() + "/"
          }) {
        if (place.startsWith(prefix)) {
          return snapshot.entry(new EntryId(type.name(), place.substring(prefix.length())));
        }
      }
    }
    return Optional.empty();
  }

  private static int limit(String name, @Nullable String value, int most) {
    if (value == null || value.isEmpty()) {
      return most;
    }
    if (!value.matches("[1-9][0-9]{0,8}")) {
      throw QueryParameters.invalid(
          "invalid-size",
          name,
          "\"" + name + "\" skal være et helt tal fra 1.",
          "\"" + name + "\" must be a whole number from 1.");
    }
    return Math.min(most, Integer.parseInt(value));
  }
}
