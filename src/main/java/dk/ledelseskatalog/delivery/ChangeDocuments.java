package dk.ledelseskatalog.delivery;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.ledelseskatalog.catalogue.EntryChange;
import dk.ledelseskatalog.catalogue.PublishedEntry;
import dk.ledelseskatalog.catalogue.Releases;
import dk.ledelseskatalog.jsonapi.Document;
import dk.ledelseskatalog.jsonapi.Echo;
import dk.ledelseskatalog.jsonapi.Link;
import dk.ledelseskatalog.jsonapi.Linkage;
import dk.ledelseskatalog.jsonapi.Page;
import dk.ledelseskatalog.jsonapi.QueryParameters;
import dk.ledelseskatalog.jsonapi.RelationshipObject;
import dk.ledelseskatalog.jsonapi.ResourceIdentifier;
import dk.ledelseskatalog.jsonapi.ResourceObject;
import dk.ledelseskatalog.jsonapi.Suggestion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Answers what has changed since a place: each change of each release once, in order, tombstones
 * included. Reads the database, behind the answers that are remembered.
 */
final class ChangeDocuments {
  static final String PATH = "/changes";
  private static final String ENTRY = "entry";
  private static final int PAGE_SIZE = Page.MAX_SIZE;

  private final Representations representations;
  private final Releases releases;
  private final ChangeTokens tokens;

  ChangeDocuments(Representations representations, Releases releases) {
    this.representations = representations;
    this.releases = releases;
    this.tokens = new ChangeTokens(releases);
  }

  Answer since(ReadRequest request) {
    return representations.answer(
        request, PATH, view -> view.entryParameters(ChangeTokens.AFTER, Page.SIZE), this::render);
  }

  private Document render(Reading reading) {
    QueryParameters query = reading.query();
    boolean including = includesEntries(query);
    int size = Page.of(query, PAGE_SIZE).size();
    String token = query.value(ChangeTokens.AFTER).orElse("");
    // One more than shown tells whether there is more.
    List<EntryChange> found =
        releases.changes(tokens.read(token), reading.snapshot().release().number(), size + 1);
    List<EntryChange> shown = found.subList(0, Math.min(size, found.size()));
    if (including) {
      reading.includes().include(entries(reading, shown));
    }
    String address = reading.addresses().of(PATH);
    String next = shown.isEmpty() ? token : tokens.write(shown.get(shown.size() - 1));
    Map<String, Link> links = new LinkedHashMap<>();
    links.put("self", Link.to(query.appendTo(address)));
    links.put("first", Link.to(query.without(ChangeTokens.AFTER).appendTo(address)));
    links.put("next", Link.to(query.with(ChangeTokens.AFTER, next).appendTo(address)));
    reading.gaveLanguageAskedFor();
    return new Document(
        new Document.Data.Many(
            shown.stream().map(change -> resource(change, reading.addresses())).toList()),
        including ? Optional.of(reading.resources(reading.includes().entries())) : Optional.empty(),
        links,
        reading.meta().put("more", found.size() > size));
  }

  /** Those that the current release has: what was changed and then taken out is not among them. */
  private static List<PublishedEntry> entries(Reading reading, List<EntryChange> changes) {
    return changes.stream()
        .filter(change -> change.version().isPresent())
        .flatMap(change -> reading.snapshot().entry(change.entry()).stream())
        .toList();
  }

  private static boolean includesEntries(QueryParameters query) {
    for (String path : query.list(IncludePaths.PARAMETER)) {
      if (!path.equals(ENTRY)) {
        Suggestion suggestion = Suggestion.nearest(path, List.of(ENTRY));
        throw QueryParameters.invalid(
            "unknown-include",
            IncludePaths.PARAMETER,
            "Ændringer har ingen relation \"" + Echo.name(path) + "\"." + suggestion.da(),
            "Changes have no relationship \"" + Echo.name(path) + "\"." + suggestion.en());
      }
    }
    return query.value(IncludePaths.PARAMETER).isPresent();
  }

  private static ResourceObject resource(EntryChange change, Addresses addresses) {
    int release = change.release().number();
    ObjectNode attributes =
        JsonNodeFactory.instance
            .objectNode()
            .put("change", change.kind().word())
            .put("release", release)
            .put("publishedAt", change.release().publishedAt().toString());
    change.version().ifPresent(version -> attributes.put("version", version));
    Map<String, Link> links = new LinkedHashMap<>();
    if (change.version().isPresent()) {
      // As that release had it; what it is now is one address shorter.
      links.put("related", Link.to(addresses.in(release).of(change.entry())));
    }
    return new ResourceObject(
        new ResourceIdentifier(
            "changes", release + "." + change.entry().type() + "." + change.entry().id()),
        attributes,
        Map.of(
            ENTRY,
            new RelationshipObject(
                links,
                Optional.of(new Linkage.One(Reading.identifier(change.entry()))),
                JsonNodeFactory.instance.objectNode())),
        Map.of(),
        JsonNodeFactory.instance.objectNode());
  }
}
