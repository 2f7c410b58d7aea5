package dk.ledelseskatalog.delivery;

import static dk.ledelseskatalog.delivery.EntryAttributes.escaped;

import dk.ledelseskatalog.catalogue.PublishedEntry;
import dk.ledelseskatalog.contentmodel.EntryId;
import java.nio.charset.StandardCharsets;

/**
 * The page of one entry, in Danish: what an IRI in a statement, a feed or an embedded text leads
 * people to, and what can be pasted into other systems. It is made of the entry's texts and needs
 * no script.
 */
final class EntryPage {
  private static final String HTML = "text/html;charset=utf-8";

  private final Representations representations;

  EntryPage(Representations representations) {
    this.representations = representations;
  }

  Answer answer(ReadRequest request, EntryId id) {
    return representations.page(
        request,
        "/entries/" + id,
        HTML,
        view -> write(view, EntryDocuments.entry(view, id)).getBytes(StandardCharsets.UTF_8));
  }

  private String write(ReleaseView view, PublishedEntry entry) {
    Addresses addresses = representations.addresses();
    String home = escaped(addresses.home());
    String title = escaped(view.attributes().title(entry));
    return """
    <!doctype html>
    <html lang="da">
      <head>
        <meta charset="utf-8">
        <title>%1$s – ledelseskatalog for Halsnæs Kommune</title>
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <link rel="canonical" href="%2$s">
        %3$s
        <link rel="alternate" href="%4$s" type="application/vnd.api+json">
        <link rel="alternate" href="%5$s" type="application/atom+xml" title="Nyt i ledelseskataloget">
        <link rel="icon" href="%6$sicon.svg" type="image/svg+xml">
        <link rel="stylesheet" href="%6$sstyles.css">
      </head>
      <body>
        <header class="bar"><p class="brand"><a href="%6$s">Ledelseskatalog</a> <span>Halsnæs Kommune</span></p></header>
        <main>
          <h1>%1$s</h1>
          %7$s
          <p><a href="%8$s">Se det i kataloget</a></p>
        </main>
      </body>
    </html>
    """
        .formatted(
            title,
            escaped(addresses.page(entry.id())),
            OEmbed.discovery(addresses, addresses.page(entry.id()), view.attributes().title(entry)),
            escaped(addresses.of(entry.id())),
            escaped(addresses.of(AtomFeed.PATH)),
            home,
            view.attributes().html(entry),
            escaped(addresses.section(entry.id())));
  }
}
