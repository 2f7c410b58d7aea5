package dk.ledelseskatalog.delivery;

import dk.ledelseskatalog.catalogue.PublishedEntry;
import dk.ledelseskatalog.catalogue.Snapshot;
import dk.ledelseskatalog.contentmodel.ContentType;
import dk.ledelseskatalog.jsonapi.QueryParameters;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * What is new, as an Atom feed (RFC 4287) in Danish: the entries that changed last. An entry's id
 * is its address, so it stays the same entry when it changes.
 */
final class AtomFeed {
  static final String ATOM = "application/atom+xml";
  static final String PATH = "/feed.atom";
  private static final int ENTRIES = 50;

  private final Representations representations;

  AtomFeed(Representations representations) {
    this.representations = representations;
  }

  Answer answer(ReadRequest request) {
    var unused = QueryParameters.parse(request.query(), Set.of());
    return representations.page(request, PATH, ATOM, this::write);
  }

  private byte[] write(ReleaseView view) {
    Snapshot snapshot = view.snapshot();
    Addresses addresses = representations.addresses();
    List<PublishedEntry> newest =
        snapshot.model().types().stream()
            .map(ContentType::name)
            .flatMap(type -> snapshot.entries(type).stream())
            .sorted(Comparator.comparing(PublishedEntry::release).reversed())
            .limit(ENTRIES)
            .toList();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      XMLStreamWriter out =
          XMLOutputFactory.newFactory().createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
      out.writeStartDocument("UTF-8", "1.0");
      out.writeStartElement("feed");
      out.writeDefaultNamespace("http://www.w3.org/2005/Atom");
      out.writeAttribute("xml:lang", "da");
      element(out, "id", addresses.of(PATH));
      element(out, "title", "Nyt i ledelseskataloget");
      element(out, "updated", snapshot.release().publishedAt().toString());
      link(out, "self", ATOM, addresses.of(PATH));
      link(out, "alternate", "text/html", addresses.home());
      out.writeStartElement("author");
      element(out, "name", "Ledelseskatalog");
      out.writeEndElement();
      for (PublishedEntry entry : newest) {
        out.writeStartElement("entry");
        element(out, "id", addresses.of(entry.id()));
        element(out, "title", view.attributes().title(entry));
        element(out, "updated", entry.changedAt().toString());
        link(out, "alternate", "text/html", addresses.page(entry.id()));
        out.writeStartElement("content");
        out.writeAttribute("type", "html");
        out.writeCharacters(view.attributes().html(entry));
        out.writeEndElement();
        out.writeEndElement();
      }
      out.writeEndElement();
      out.writeEndDocument();
      out.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e); // memory does not fail to be written
    }
    return bytes.toByteArray();
  }

  private static void element(XMLStreamWriter out, String name, String text)
      throws XMLStreamException {
    out.writeStartElement(name);
    out.writeCharacters(text);
    out.writeEndElement();
  }

  private static void link(XMLStreamWriter out, String relation, String type, String address)
      throws XMLStreamException {
    out.writeEmptyElement("link");
    out.writeAttribute("rel", relation);
    out.writeAttribute("type", type);
    out.writeAttribute("href", address);
  }
}
