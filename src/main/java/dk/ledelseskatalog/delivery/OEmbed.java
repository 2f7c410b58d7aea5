package dk.ledelseskatalog.delivery;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.ledelseskatalog.catalogue.PublishedEntry;
import dk.ledelseskatalog.catalogue.Snapshot;
import dk.ledelseskatalog.contentmodel.ContentType;
import dk.ledelseskatalog.contentmodel.EntryId;
import dk.ledelseskatalog.jsonapi.ErrorObject;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import dk.ledelseskatalog.jsonapi.QueryParameters;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Rich content for the link of a page (oEmbed 1.0). The page at {@code /} shows every entry in a
 * section of its own; what is given here is made from the entry.
 */
final class OEmbed {
  private static final int WIDTH = 600;
  private static final int HEIGHT = 400;
  private static final int LONGEST_URL = 1_000;

  private final Representations representations;

  OEmbed(Representations representations) {
    this.representations = representations;
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
    if (format != null && !format.equals("json")) {
      throw new JsonApiException(
          ErrorObject.of(
              501,
              "unknown-format",
              ErrorObject.Source.parameter("format"),
              "Kun formatet json findes.",
              "The only format is json."));
    }
    int width = limit("maxwidth", maxWidth, WIDTH);
    int height = limit("maxheight", maxHeight, HEIGHT);
    return representations.page(
        request,
        "/oembed?" + width + "x" + height + "&" + (url.length() > LONGEST_URL ? "" : url),
        "application/json",
        view -> write(view, entry(view.snapshot(), url), width, height));
  }

  private byte[] write(ReleaseView view, PublishedEntry entry, int width, int height) {
    String title = view.attributes().title(entry);
    String page = representations.addresses().page(entry.id());
    ObjectNode json =
        JsonNodeFactory.instance
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
    return json.toString().getBytes(StandardCharsets.UTF_8);
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
