package dk.ledelseskatalog.delivery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.ledelseskatalog.catalogue.PublishedEntry;
import dk.ledelseskatalog.catalogue.ReleaseInfo;
import dk.ledelseskatalog.contentmodel.ContentType;
import dk.ledelseskatalog.contentmodel.EntryId;
import dk.ledelseskatalog.contentmodel.Relationship;
import dk.ledelseskatalog.jsonapi.ContentLanguage;
import dk.ledelseskatalog.jsonapi.Document;
import dk.ledelseskatalog.jsonapi.Echo;
import dk.ledelseskatalog.jsonapi.ErrorObject;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import dk.ledelseskatalog.jsonapi.Link;
import dk.ledelseskatalog.jsonapi.Linkage;
import dk.ledelseskatalog.jsonapi.Page;
import dk.ledelseskatalog.jsonapi.QueryParameters;
import dk.ledelseskatalog.jsonapi.ResourceObject;
import dk.ledelseskatalog.jsonapi.Suggestion;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Answers reads of entries: the index, lists, single entries and their relationships. */
final class EntryDocuments {
  private static final int PAGE_SIZE = 50;

  private final ReleaseReader reader;

  EntryDocuments(ReleaseReader reader) {
    this.reader = reader;
  }

  /** What there is: a link to every type, to search and to suggestions. */
  Answer index(ReadRequest request) {
    return reader.answer(
        request, "", view -> Set.of(ContentLanguage.PARAMETER), EntryDocuments::renderIndex);
  }

  /** A page of a type's entries. */
  Answer list(ReadRequest request, String type) {
    return reader.answer(
        request,
        "/" + type,
        view -> view.listParameters(List.of(type(view, type).name())),
        reading ->
            renderList(reading, "/" + type, List.of(type), reading.snapshot().entries(type)));
  }

  /** One entry. */
  Answer one(ReadRequest request, EntryId id) {
    return reader.answer(
        request,
        "/" + id,
        view -> {
          entry(view, id);
          return view.entryParameters();
        },
        reading -> {
          PublishedEntry entry = entry(reading.view(), id);
          return renderOne(reading, "/" + id, Optional.of(entry), List.of(entry.type()));
        });
  }

  /** What a relationship points to: an entry, null, or a page of entries. */
  Answer related(ReadRequest request, EntryId id, String name) {
    String path = "/" + id + "/" + name;
    return reader.answer(
        request,
        path,
        view -> {
          Relationship relationship = relationship(entry(view, id), name);
          return relationship.toMany()
              ? view.listParameters(relationship.targetTypes())
              : view.entryParameters();
        },
        reading -> {
          PublishedEntry entry = entry(reading.view(), id);
          Relationship relationship = relationship(entry, name);
          List<PublishedEntry> targets = targets(reading, entry.related(name));
          return relationship.toMany()
              ? renderList(reading, path, relationship.targetTypes(), targets)
              : renderOne(
                  reading,
                  path,
                  targets.stream().findFirst(),
                  reading.view().types(relationship.targetTypes()));
        });
  }

  /** The linkage of a relationship; a page of it if it is to-many. */
  Answer relationship(ReadRequest request, EntryId id, String name) {
    String path = "/" + id + "/relationships/" + name;
    return reader.answer(
        request,
        path,
        view ->
            relationship(entry(view, id), name).toMany()
                ? view.entryParameters(Page.NUMBER, Page.SIZE)
                : view.entryParameters(),
        reading -> renderRelationship(reading, path, entry(reading.view(), id), name));
  }

  private static Document renderIndex(Reading reading) {
    Map<String, Link> links = new LinkedHashMap<>();
    links.put("self", Link.to(reading.query().appendTo(reading.addresses().of(""))));
    for (ContentType type : reading.snapshot().model().types()) {
      links.put(
          type.name(),
          Link.to(reading.addresses().of("/" + type.name()), type.plural().in(reading.language())));
    }
    links.put("search", Link.to(reading.addresses().of("/search")));
    links.put("suggestions", Link.to(reading.addresses().of("/suggestions")));
    links.put("releases", Link.to(reading.addresses().of("/releases")));
    links.put("changes", Link.to(reading.addresses().of("/changes")));
    reading.gaveLanguageAskedFor();
    ReleaseInfo release = reading.snapshot().release();
    ObjectNode meta =
        reading
            .meta()
            .put("publishedAt", release.publishedAt().toString())
            .put("note", release.note());
    return new Document(new Document.Data.Absent(), Optional.empty(), links, meta);
  }

  private static Document renderList(
      Reading reading, String path, List<String> types, List<PublishedEntry> entries) {
    List<PublishedEntry> chosen =
        reading.view().criteria(types).apply(entries, reading.query(), reading.language());
    Page page = Page.of(reading.query(), PAGE_SIZE);
    List<PublishedEntry> onPage = page.of(chosen);
    Optional<IncludePaths> paths = reading.includePaths(reading.view().types(types));
    paths.ifPresent(some -> reading.includes().followFrom(onPage, some));
    Map<String, Link> links =
        page.links(reading.addresses().of(path), reading.query(), chosen.size());
    return new Document(
        new Document.Data.Many(reading.resources(onPage)),
        included(reading, paths),
        links,
        reading.meta().put("total", chosen.size()));
  }

  static Document renderOne(
      Reading reading, String path, Optional<PublishedEntry> entry, Collection<ContentType> types) {
    Optional<IncludePaths> paths = reading.includePaths(types);
    paths.ifPresent(some -> reading.includes().followFrom(entry.stream().toList(), some));
    Document.Data data =
        entry
            .map(present -> (Document.Data) new Document.Data.One(reading.resource(present)))
            .orElseGet(Document.Data.None::new);
    return new Document(
        data,
        included(reading, paths),
        Map.of("self", Link.to(reading.query().appendTo(reading.addresses().of(path)))),
        reading.meta());
  }

  private static Document renderRelationship(
      Reading reading, String path, PublishedEntry entry, String name) {
    Relationship relationship = relationship(entry, name);
    List<EntryId> all = entry.related(name);
    Map<String, Link> links = new LinkedHashMap<>();
    ObjectNode meta = reading.meta();
    List<EntryId> told = all;
    if (relationship.toMany()) {
      Page page = Page.of(reading.query(), PAGE_SIZE);
      told = page.of(all);
      links.putAll(page.links(reading.addresses().of(path), reading.query(), all.size()));
      meta.put("total", all.size());
    } else {
      links.put("self", Link.to(reading.query().appendTo(reading.addresses().of(path))));
    }
    links.put("related", Link.to(reading.addresses().related(entry.id(), name)));
    // Here a path begins with the relationship's own name (JSON:API 1.1, Inclusion).
    Optional<IncludePaths> paths = reading.includePaths(List.of(entry.type()));
    if (paths.isPresent()) {
      requireOnly(name, paths.get());
      IncludePaths below = paths.get().children().get(name);
      if (below != null) {
        reading.includes().includeAndFollow(targets(reading, told), below);
      }
    }
    Linkage linkage = Reading.linkage(relationship, told);
    return new Document(
        new Document.Data.Identifiers(linkage), included(reading, paths), links, meta);
  }

  private static void requireOnly(String name, IncludePaths paths) {
    for (String other : paths.children().keySet()) {
      if (!other.equals(name)) {
        throw QueryParameters.invalid(
            "unknown-include",
            IncludePaths.PARAMETER,
            "Her begynder hver sti med \"" + name + "\", relationen selv.",
            "Here every path begins with \"" + name + "\", the relationship itself.");
      }
    }
  }

  private static Optional<List<ResourceObject>> included(
      Reading reading, Optional<IncludePaths> paths) {
    return paths.map(asked -> reading.resources(reading.includes().entries()));
  }

  private static List<PublishedEntry> targets(Reading reading, List<EntryId> ids) {
    return ids.stream().flatMap(id -> reading.snapshot().entry(id).stream()).toList();
  }

  private static ContentType type(ReleaseView view, String name) {
    return view.snapshot()
        .model()
        .type(name)
        .orElseThrow(
            () -> {
              Suggestion suggestion =
                  Suggestion.nearest(
                      name,
                      view.snapshot().model().types().stream().map(ContentType::name).toList());
              return notFound(
                  "unknown-type",
                  "Der er ingen indholdstype \"" + Echo.name(name) + "\"." + suggestion.da(),
                  "There is no content type \"" + Echo.name(name) + "\"." + suggestion.en());
            });
  }

  static PublishedEntry entry(ReleaseView view, EntryId id) {
    return view.snapshot()
        .entry(id)
        .orElseThrow(
            () -> {
              String type = type(view, id.type()).name();
              Suggestion suggestion =
                  Suggestion.nearest(
                      id.id(),
                      view.snapshot().entries(type).stream()
                          .map(entry -> entry.id().id())
                          .toList());
              return notFound(
                  "unknown-entry",
                  "Der er ingen "
                      + Echo.name(id.toString())
                      + " i denne udgivelse."
                      + suggestion.da(),
                  "There is no "
                      + Echo.name(id.toString())
                      + " in this release."
                      + suggestion.en());
            });
  }

  private static Relationship relationship(PublishedEntry entry, String name) {
    Relationship relationship = entry.type().relationships().get(name);
    if (relationship == null) {
      Suggestion suggestion = Suggestion.nearest(name, entry.type().relationships().keySet());
      throw notFound(
          "unknown-relationship",
          "Typen "
              + entry.id().type()
              + " har ingen relation \""
              + Echo.name(name)
              + "\"."
              + suggestion.da(),
          "The type "
              + entry.id().type()
              + " has no relationship \""
              + Echo.name(name)
              + "\"."
              + suggestion.en());
    }
    return relationship;
  }

  private static JsonApiException notFound(String code, String da, String en) {
    return new JsonApiException(ErrorObject.of(404, code, da, en));
  }
}
