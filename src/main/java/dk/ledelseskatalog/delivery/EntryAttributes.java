package dk.ledelseskatalog.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.ledelseskatalog.catalogue.PublishedEntry;
import dk.ledelseskatalog.contentmodel.Attribute;
import dk.ledelseskatalog.contentmodel.EntryId;
import dk.ledelseskatalog.media.Dimensions;
import dk.ledelseskatalog.media.MediaAddress;
import dk.ledelseskatalog.media.Variant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The attributes of one release's entries as they are delivered in a language: the text of that
 * language or the Danish one, Markdown with its HTML beside it. Made once per entry and language,
 * when first asked for. Thread-safe.
 */
final class EntryAttributes {
  private final Markdown markdown = new Markdown();
  private final Map<EntryId, Delivered> danish = new ConcurrentHashMap<>();
  private final Map<EntryId, Delivered> english = new ConcurrentHashMap<>();
  private final Addresses addresses;

  EntryAttributes(Addresses addresses) {
    this.addresses = addresses;
  }

  /**
   * Attributes in one language.
   *
   * @param json read-only
   * @param localized those that have a language
   * @param fallback those given in Danish because nobody has written them in the language
   * @param inEnglish those that English has been written for
   */
  record Delivered(
      ObjectNode json, Set<String> localized, Set<String> fallback, Set<String> inEnglish) {
    /** Those that every text is written in. */
    List<String> languages() {
      return inEnglish.containsAll(localized) ? List.of("da", "en") : List.of("da");
    }
  }

  Delivered of(PublishedEntry entry, String language) {
    return language.equals("en")
        ? english.computeIfAbsent(entry.id(), id -> english(entry))
        : danish.computeIfAbsent(entry.id(), id -> deliver(entry, "da"));
  }

  /** What the entry is called, in Danish. */
  String title(PublishedEntry entry) {
    JsonNode title = of(entry, "da").json().path(entry.type().titleAttribute());
    return title.isObject() ? title.path("markdown").asText() : title.asText();
  }

  /** Everything it says in Danish besides, as HTML that is safe to put into a page. */
  String html(PublishedEntry entry) {
    StringBuilder html = new StringBuilder();
    ObjectNode texts = of(entry, "da").json();
    for (Attribute attribute : entry.type().attributes().values()) {
      JsonNode value = texts.path(attribute.name());
      if (!value.isMissingNode() && !attribute.name().equals(entry.type().titleAttribute())) {
        switch (attribute.kind()) {
          case LOCALIZED_MARKDOWN -> html.append(value.path("html").asText());
          case LOCALIZED_TEXT -> html.append("<p>").append(escaped(value.asText())).append("</p>");
          case LOCALIZED_TEXTS -> {
            html.append("<ul>");
            value.forEach(
                text -> html.append("<li>").append(escaped(text.asText())).append("</li>"));
            html.append("</ul>");
          }
          case PICTURE ->
              html.append("<p><img src=\"")
                  .append(escaped(value.path("url").asText()))
                  .append("\" alt=\"")
                  .append(escaped(value.path("alt").asText()))
                  .append("\"></p>");
          case STRING, NUMBER, BOOLEAN, JSON -> {
            // for programs
          }
        }
      }
    }
    return html.toString();
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private Delivered english(PublishedEntry entry) {
    Delivered inDanish = of(entry, "da");
    // The source is Danish only, so this is the rule: one copy of the texts is enough.
    return inDanish.inEnglish().isEmpty()
        ? new Delivered(inDanish.json(), inDanish.localized(), inDanish.localized(), Set.of())
        : deliver(entry, "en");
  }

  private Delivered deliver(PublishedEntry entry, String language) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    Set<String> localized = new LinkedHashSet<>();
    Set<String> fallback = new LinkedHashSet<>();
    Set<String> inEnglish = new LinkedHashSet<>();
    for (Attribute attribute : entry.type().attributes().values()) {
      JsonNode value = entry.attributes().get(attribute.name());
      if (value == null) {
        continue;
      }
      boolean hasLanguage =
          switch (attribute.kind()) {
            case LOCALIZED_TEXT, LOCALIZED_MARKDOWN, LOCALIZED_TEXTS, PICTURE -> true;
            case STRING, NUMBER, BOOLEAN, JSON -> false;
          };
      if (!hasLanguage) {
        json.set(attribute.name(), value);
        continue;
      }
      localized.add(attribute.name());
      JsonNode texts = attribute.kind() == Attribute.Kind.PICTURE ? value.path("alt") : value;
      if (texts.hasNonNull("en")) {
        inEnglish.add(attribute.name());
      }
      JsonNode text = texts.hasNonNull(language) ? texts.get(language) : texts.path("da");
      if (!texts.hasNonNull(language)) {
        fallback.add(attribute.name());
      }
      json.set(
          attribute.name(),
          switch (attribute.kind()) {
            case LOCALIZED_MARKDOWN -> both(text.asText());
            case PICTURE -> picture(value, text.asText());
            default -> text;
          });
    }
    return new Delivered(json, localized, fallback, inEnglish);
  }

  /** With where it is found, and in which sizes besides, as {@code srcset} wants it. */
  private ObjectNode picture(JsonNode value, String alt) {
    ObjectNode picture = JsonNodeFactory.instance.objectNode();
    String url = value.path("url").asText();
    picture.put("url", addresses.picture(url));
    picture.put("alt", alt);
    if (!value.has("width")) {
      return picture; // elsewhere, and we know nothing of it
    }
    Dimensions size = new Dimensions(value.path("width").asInt(), value.path("height").asInt());
    picture.put("mediaType", value.path("mediaType").asText());
    picture.put("width", size.width());
    picture.put("height", size.height());
    ArrayNode variants = picture.putArray("variants");
    MediaAddress.parse(url.substring(MediaAddress.BASE.length()))
        .ifPresent(
            file ->
                Variant.of(size)
                    .forEach(
                        variant ->
                            variants
                                .addObject()
                                .put("url", addresses.media(file.as(variant)))
                                .put("mediaType", variant.format().mediaType())
                                .put("width", variant.width())
                                .put("height", size.scaledTo(variant.width()).height())));
    return picture;
  }

  private ObjectNode both(String text) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("markdown", text)
        .put("html", markdown.toHtml(text));
  }
}
