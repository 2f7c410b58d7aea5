package dk.ledelseskatalog.search;

import com.fasterxml.jackson.databind.JsonNode;
import dk.ledelseskatalog.catalogue.PublishedEntry;
import dk.ledelseskatalog.contentmodel.Attribute;
import dk.ledelseskatalog.contentmodel.Attribute.SearchRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.text.LineBreakRendering;
import org.commonmark.renderer.text.TextContentRenderer;

/** Reads the searchable texts out of entries, as the schemas of their types say. Thread-safe. */
final class EntryTexts {
  /** The relationship to what an entry stands under. */
  static final String ABOVE = "theme";

  private static final Set<String> HEADINGS = Set.of("tagline", "inspirationHeading");

  private final Parser parser = Parser.builder().build();
  private final TextContentRenderer renderer =
      TextContentRenderer.builder().lineBreakRendering(LineBreakRendering.COMPACT).build();

  /**
   * Every text an entry shows to a reader of a language: in that language where it is written, else
   * in Danish.
   */
  List<EntryText> read(PublishedEntry entry, String language) {
    List<EntryText> texts = new ArrayList<>();
    for (Attribute attribute : entry.type().attributes().values()) {
      if (attribute.searchRole() != SearchRole.NONE) {
        read(attribute, entry.attributes().path(attribute.name()), language, texts);
      }
    }
    return texts;
  }

  /** Whether something of an entry's searchable texts is written in a language. */
  boolean writtenIn(PublishedEntry entry, String language) {
    for (Attribute attribute : entry.type().attributes().values()) {
      JsonNode value = entry.attributes().path(attribute.name());
      if (attribute.searchRole() != SearchRole.NONE
          && (attribute.kind() == Attribute.Kind.STRING
              ? language.equals("da") && value.isTextual()
              : value.hasNonNull(language))) {
        return true;
      }
    }
    return false;
  }

  /** What an entry calls itself: its title and its keywords. */
  List<String> names(PublishedEntry entry, String language) {
    List<EntryText> texts = new ArrayList<>();
    for (Attribute attribute : entry.type().attributes().values()) {
      if (attribute.searchRole() == SearchRole.TITLE
          || attribute.searchRole() == SearchRole.KEYWORDS) {
        read(attribute, entry.attributes().path(attribute.name()), language, texts);
      }
    }
    return texts.stream().map(EntryText::text).toList();
  }

  /** The short texts that stand above the entries of a theme. */
  List<EntryText> headings(PublishedEntry theme, String language) {
    List<EntryText> texts = new ArrayList<>();
    for (Attribute attribute : theme.type().attributes().values()) {
      if (attribute.name().equals(theme.type().titleAttribute())
          || HEADINGS.contains(attribute.name())) {
        read(attribute, theme.attributes().path(attribute.name()), language, texts);
      }
    }
    return texts;
  }

  private void read(Attribute attribute, JsonNode value, String language, List<EntryText> texts) {
    switch (attribute.kind()) {
      case STRING -> add(attribute, "da", value, texts);
      case LOCALIZED_TEXT, LOCALIZED_MARKDOWN, LOCALIZED_TEXTS -> {
        String given = value.hasNonNull(language) ? language : "da";
        JsonNode text = value.path(given);
        if (text.isArray()) {
          text.forEach(element -> add(attribute, given, element, texts));
        } else {
          add(attribute, given, text, texts);
        }
      }
      case NUMBER, BOOLEAN, PICTURE, JSON -> {}
    }
  }

  private void add(Attribute attribute, String language, JsonNode value, List<EntryText> texts) {
    if (!value.isTextual() || value.textValue().isBlank()) {
      return;
    }
    String text =
        attribute.kind() == Attribute.Kind.LOCALIZED_MARKDOWN
            ? renderer.render(parser.parse(value.textValue()))
            : value.textValue();
    texts.add(new EntryText(attribute.name(), attribute.searchRole(), language, text));
  }
}
