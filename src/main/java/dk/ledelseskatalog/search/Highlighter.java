package dk.ledelseskatalog.search;

import dk.ledelseskatalog.catalogue.SearchResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Shows where an entry matches: fragments of its texts as HTML, all text escaped, and whole words
 * inside {@code <mark>}, also where only a part of a compound matched.
 */
final class Highlighter {
  private static final int SHORT_TEXT = 240;
  private static final int AROUND = 90;
  private static final int MOST_FRAGMENTS = 3;

  private record Span(int start, int end) {}

  /**
   * What was found in one entry.
   *
   * @param rung the best; empty where only what stands above the entry matched
   */
  record Result(
      Optional<Rung> rung, Map<String, List<String>> fragments, List<SearchResult.Match> matches) {}

  private Highlighter() {}

  static Result highlight(List<AnalysedEntryText> texts, Matching matching) {
    Map<String, List<String>> fragments = new LinkedHashMap<>();
    Set<SearchResult.Match> matches = new LinkedHashSet<>();
    Rung best = null;
    for (AnalysedEntryText text : texts) {
      List<Span> spans = new ArrayList<>();
      for (AnalysedText.Word word : text.words()) {
        Token token = word.token();
        Optional<Rung> rung = matching.rung(word.views());
        if (rung.isPresent()) {
          best = best == null || rung.get().compareTo(best) < 0 ? rung.get() : best;
          matches.add(
              new SearchResult.Match(text.attribute(), token.surface(), rung.get().label()));
          add(spans, new Span(token.start(), token.end()));
        }
      }
      if (!spans.isEmpty()) {
        List<String> ofAttribute =
            fragments.computeIfAbsent(text.attribute(), a -> new ArrayList<>());
        fragments(text.text(), spans).stream()
            .limit(Math.max(0, MOST_FRAGMENTS - ofAttribute.size()))
            .forEach(ofAttribute::add);
      }
    }
    return new Result(Optional.ofNullable(best), fragments, List.copyOf(matches));
  }

  /** Adds a span; one that overlaps the last (a hyphenated word and its parts) widens it. */
  private static void add(List<Span> spans, Span span) {
    Span last = spans.isEmpty() ? new Span(-1, -1) : spans.get(spans.size() - 1);
    if (span.start() < last.end()) {
      spans.set(
          spans.size() - 1,
          new Span(Math.min(last.start(), span.start()), Math.max(last.end(), span.end())));
    } else {
      spans.add(span);
    }
  }

  private static List<String> fragments(String text, List<Span> spans) {
    if (text.length() <= SHORT_TEXT) {
      return List.of(html(text, 0, text.length(), spans));
    }
    List<String> fragments = new ArrayList<>();
    int next = 0;
    while (next < spans.size()) {
      int first = next;
      int reach = spans.get(first).end() + AROUND;
      while (next < spans.size() && spans.get(next).start() < reach) {
        reach = Math.max(reach, spans.get(next).end() + AROUND / 2);
        next++;
      }
      int start = wordBoundary(text, spans.get(first).start() - AROUND, -1);
      int end = wordBoundary(text, reach, 1);
      fragments.add(
          (start > 0 ? "… " : "")
              + html(text, start, end, spans.subList(first, next)).strip()
              + (end < text.length() ? " …" : ""));
    }
    return fragments;
  }

  private static int wordBoundary(String text, int near, int step) {
    int at = Math.max(0, Math.min(text.length(), near));
    while (at > 0 && at < text.length() && !Character.isWhitespace(text.charAt(at))) {
      at += step;
    }
    return at;
  }

  private static String html(String text, int start, int end, List<Span> spans) {
    StringBuilder html = new StringBuilder();
    int at = start;
    for (Span span : spans) {
      if (span.start() >= at && span.end() <= end) {
        escape(text, at, span.start(), html);
        html.append("<mark>");
        escape(text, span.start(), span.end(), html);
        html.append("</mark>");
        at = span.end();
      }
    }
    escape(text, at, end, html);
    return html.toString();
  }

  private static void escape(String text, int start, int end, StringBuilder html) {
    for (int at = start; at < end; at++) {
      char character = text.charAt(at);
      switch (character) {
        case '&' -> html.append("&amp;");
        case '<' -> html.append("&lt;");
        case '>' -> html.append("&gt;");
        case '"' -> html.append("&quot;");
        case '\'' -> html.append("&#39;");
        default -> html.append(character);
      }
    }
  }
}
