package dk.ledelseskatalog.delivery;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.ledelseskatalog.catalogue.ReleaseInfo;
import dk.ledelseskatalog.catalogue.ReleaseSummary;
import dk.ledelseskatalog.jsonapi.ContentLanguage;
import dk.ledelseskatalog.jsonapi.Document;
import dk.ledelseskatalog.jsonapi.Link;
import dk.ledelseskatalog.jsonapi.Page;
import dk.ledelseskatalog.jsonapi.RelationshipObject;
import dk.ledelseskatalog.jsonapi.ResourceIdentifier;
import dk.ledelseskatalog.jsonapi.ResourceObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Answers reads of the list of releases, newest first, and of what there is in one. */
final class ReleaseDocuments {
  private static final String PATH = "/releases";
  private static final int PAGE_SIZE = 20;

  /** What the service itself has published, such as the catalogue it is delivered with. */
  private static final String SYSTEM = "system";

  private final Representations representations;
  private final PastReleases past;

  ReleaseDocuments(Representations representations, PastReleases past) {
    this.representations = representations;
    this.past = past;
  }

  Answer list(ReadRequest request) {
    return representations.answer(
        request,
        PATH,
        view -> Set.of(Page.NUMBER, Page.SIZE, ContentLanguage.PARAMETER),
        this::renderList);
  }

  Answer one(ReadRequest request, String number) {
    return past.reader(number)
        .answer(request, "", view -> Set.of(ContentLanguage.PARAMETER), this::renderOne);
  }

  private Document renderList(Reading reading) {
    Page page = Page.of(reading.query(), PAGE_SIZE);
    // Numbered from 1 without gaps, so the number of the newest is how many there are.
    int total = reading.snapshot().release().number();
    List<ReleaseSummary> releases =
        page.offset() >= total
            ? List.of()
            : past.releases().summaries(total - page.offset(), page.size());
    reading.gaveLanguageAskedFor();
    return new Document(
        new Document.Data.Many(
            releases.stream()
                .map(release -> resource(release, representations.addresses()))
                .toList()),
        Optional.empty(),
        page.links(reading.addresses().of(PATH), reading.query(), total),
        reading.meta().put("total", total));
  }

  private Document renderOne(Reading reading) {
    int number = reading.snapshot().release().number();
    Map<String, Link> links =
        Map.of("self", Link.to(reading.query().appendTo(reading.addresses().of(""))));
    reading.gaveLanguageAskedFor();
    ReleaseSummary summary = past.releases().summaries(number, 1).get(0);
    return Document.of(resource(summary, representations.addresses()), links, reading.meta());
  }

  /** Names nobody: an answer that anyone may keep cannot be taken back when a person is erased. */
  private static ResourceObject resource(ReleaseSummary summary, Addresses addresses) {
    ReleaseInfo release = summary.release();
    String number = Integer.toString(release.number());
    ObjectNode attributes =
        JsonNodeFactory.instance
            .objectNode()
            .put("number", release.number())
            .put("publishedAt", release.publishedAt().toString())
            .put("publishedBy", release.publishedBy().equals(SYSTEM) ? "service" : "editor")
            .put("note", release.note());
    attributes
        .putObject("counts")
        .put("entries", summary.entries())
        .put("added", summary.added())
        .put("changed", summary.changed())
        .put("removed", summary.removed());
    Map<String, RelationshipObject> relationships = new LinkedHashMap<>();
    if (release.number() > 1) {
      // What it changed is the difference from the one before.
      relationships.put(
          "changes",
          new RelationshipObject(
              Map.of(
                  "related",
                  Link.to(
                      addresses.of(
                          PATH
                              + "/"
                              + (release.number() - 1)
                              + "/changes?filter%5Bto%5D="
                              + number))),
              Optional.empty(),
              JsonNodeFactory.instance.objectNode()));
    }
    return ResourceObject.of(
        new ResourceIdentifier("releases", number),
        attributes,
        relationships,
        addresses.of(PATH + "/" + number));
  }
}
