package dk.ledelseskatalog.delivery;

import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** CommonMark to HTML that is safe to put into a page: no raw HTML, no script addresses. */
final class Markdown {
  private final Parser parser = Parser.builder().build();
  private final HtmlRenderer renderer =
      HtmlRenderer.builder().escapeHtml(true).sanitizeUrls(true).build();

  String toHtml(String markdown) {
    return renderer.render(parser.parse(markdown)).strip();
  }
}
