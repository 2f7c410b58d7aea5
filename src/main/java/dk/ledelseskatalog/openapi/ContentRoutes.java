package dk.ledelseskatalog.openapi;

import static dk.ledelseskatalog.openapi.Parameter.contentLanguage;
import static dk.ledelseskatalog.openapi.Parameter.pageNumber;
import static dk.ledelseskatalog.openapi.Parameter.pageSize;
import static dk.ledelseskatalog.openapi.Parameter.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.ledelseskatalog.contentmodel.Attribute;
import dk.ledelseskatalog.contentmodel.ContentModel;
import dk.ledelseskatalog.contentmodel.ContentType;
import dk.ledelseskatalog.contentmodel.Relationship;
import dk.ledelseskatalog.jsonapi.MediaTypes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Everything that can be read of the catalogue, as its content model has it. */
final class ContentRoutes {
  private static final String TAG = "content";
  private static final String[] PARAMETER_FAULTS = {
    "unknown-include",
    "include-too-deep",
    "too-many-included",
    "unknown-field",
    "invalid-list",
    "invalid-language"
  };
  private static final String[] LIST_FAULTS = {
    "unknown-sort", "invalid-filter", "invalid-page", "page-too-large"
  };

  private final ContentModel model;

  ContentRoutes(ContentModel model) {
    this.model = model;
  }

  List<ResourceShape> resources() {
    List<ResourceShape> shapes = new ArrayList<>();
    model.types().forEach(type -> shapes.add(shape(type)));
    shapes.add(
        ResourceShape.of(
                "suggestions",
                "A word that completes what is being typed.",
                Shape.text(),
                Members.none().with("text", Shape.text()))
            .withoutSelf()
            .meta(Members.none().with("search", Shape.address()))
            .example(
                Shape.json(
                    """
                    {"type": "suggestions", "id": "tillid", "attributes": {"text": "tillid"},
                     "meta": {"search": "/api/search?filter%5Bq%5D=tillid"}}""")));
    return shapes;
  }

  List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    routes.add(index());
    for (ContentType type : model.types()) {
      routes.addAll(routes(type));
    }
    routes.add(search());
    routes.add(suggestions());
    return routes;
  }

  private Route index() {
    ObjectNode links = Shape.mapOf(Shape.reference("Link"));
    Members meta = meta().with("publishedAt", Shape.time()).with("note", Shape.text());
    return reads("/api", "readIndex", "What there is: a link to every list.")
        .asks(contentLanguage())
        .fails(400, "invalid-language")
        .answers(
            200,
            content(
                "Links, and which release is current.",
                Members.none()
                    .with("jsonapi", Shape.reference("JsonApi"))
                    .with("links", links)
                    .with("meta", meta.schema())));
  }

  private List<Route> routes(ContentType type) {
    String path = "/api/" + type.name();
    String name = component(type);
    String one = type.singular().en();
    List<Route> routes = new ArrayList<>();
    routes.add(
        lists(path, "list" + name, "A page of " + type.plural().en() + ".", List.of(type))
            .asks(include(List.of(type), "")));
    routes.add(
        reads(path + "/{id}", "read" + name, "One " + one + ".")
            .asks(entryParameters())
            .asks(include(List.of(type), ""))
            .fails(400, PARAMETER_FAULTS)
            .fails(404, "unknown-entry")
            .answers(200, entries("One " + one + ".", Shape.reference(name), meta())));
    for (Relationship relationship : type.relationships().values()) {
      routes.addAll(routes(type, relationship));
    }
    return routes;
  }

  private List<Route> routes(ContentType type, Relationship relationship) {
    String entry = "/api/" + type.name() + "/{id}/";
    String name = component(type) + capitalised(relationship.name());
    String of = "\"" + relationship.name() + "\" of one " + type.singular().en();
    List<ContentType> targets = types(relationship.targetTypes());
    Route related;
    Route linkage =
        reads(
                entry + "relationships/" + relationship.name(),
                "read" + name + "Relationship",
                "Identifiers of " + of + ".")
            .asks(entryParameters())
            .asks(include(targets, relationship.name()))
            .fails(400, PARAMETER_FAULTS)
            .fails(404, "unknown-entry");
    if (relationship.toMany()) {
      related =
          lists(entry + relationship.name(), "list" + name, "A page of " + of + ".", targets)
              .asks(include(targets, ""))
              .fails(404, "unknown-entry");
      linkage =
          linkage.asks(pageNumber(), pageSize(50)).fails(400, "invalid-page", "page-too-large");
    } else {
      related =
          reads(entry + relationship.name(), "read" + name, "The entry that is " + of + ".")
              .asks(entryParameters())
              .asks(include(targets, ""))
              .fails(400, PARAMETER_FAULTS)
              .fails(404, "unknown-entry")
              .answers(200, entries("It, or null.", Shape.orNull(anyOf(targets)), meta()));
    }
    ObjectNode data = new Ends(relationship.targetTypes(), relationship.toMany(), true).linkage();
    return List.of(
        related,
        linkage.answers(
            200,
            entries(
                "Identifiers.",
                data,
                relationship.toMany() ? meta().with("total", Shape.whole(0)) : meta())));
  }

  private Route lists(String path, String id, String summary, List<ContentType> types) {
    return reads(path, id, summary)
        .asks(pageNumber(), pageSize(50))
        .asks(criteria(types))
        .asks(entryParameters())
        .fails(400, PARAMETER_FAULTS)
        .fails(400, LIST_FAULTS)
        .answers(
            200,
            entries("A page.", Shape.list(anyOf(types)), meta().with("total", Shape.whole(0))));
  }

  private Route search() {
    Members facet =
        Members.none()
            .with("value", Shape.text())
            .with("count", Shape.whole(0))
            .perhaps("label", Shape.text());
    Members word = Members.none().with("text", Shape.text()).with("search", Shape.address());
    Members correction =
        Members.none()
            .with("typed", Shape.text())
            .with("shown", Shape.text())
            .with("text", Shape.text())
            .with("verbatim", Shape.address());
    ObjectNode words =
        Shape.list(
            Members.none()
                .with("typed", Shape.text())
                .with("sought", Shape.text())
                .with("as", Shape.text())
                .schema());
    return reads("/api/search", "search", "Entries of every type, best first.")
        .asks(
            query("filter[q]", "What was typed.", Shape.text().put("maxLength", 256), "tillid"),
            query(
                "filter[type]",
                "Of these types.",
                Shape.list(
                    Shape.oneOf(
                        model.types().stream()
                            .filter(type -> type.steers().isEmpty())
                            .map(ContentType::name)
                            .toList()))),
            query("filter[theme]", "Of these themes.", Shape.list(Shape.text())),
            query("filter[audience]", "For these audiences.", Shape.list(Shape.text())),
            query(
                "filter[minutes]",
                "Minutes it takes, or a range such as ..10, 5..15 or 30.. of them.",
                Shape.matching("^[0-9]{0,4}(\\.\\.)?[0-9]{0,4}$")),
            query("filter[verbatim]", "Do not correct the spelling.", Shape.truth()),
            query("meta[explain]", "Say why an entry was found.", Shape.truth()),
            pageNumber(),
            pageSize(20),
            query("include", "Relationships to include.", Shape.list(Shape.text()), "theme"))
        .asks(entryParameters())
        .fails(400, PARAMETER_FAULTS)
        .fails(
            400,
            "invalid-filter",
            "invalid-page",
            "page-too-large",
            "query-too-long",
            "query-too-many-terms")
        .answers(
            200,
            entries(
                "Hits.",
                Shape.list(anyOf(model.types())),
                meta()
                    .with("total", Shape.whole(0))
                    .with("facets", Shape.mapOf(Shape.list(facet.schema())))
                    .perhaps("explain", Members.none().with("words", words).schema())
                    .perhaps("correction", correction.schema())
                    .perhaps("suggestions", Shape.list(word.schema()))));
  }

  private Route suggestions() {
    return reads("/api/suggestions", "suggest", "Words that complete what is being typed.")
        .asks(
            query("filter[q]", "What was typed.", Shape.text().put("maxLength", 256), "till"),
            pageSize(8),
            contentLanguage())
        .fails(
            400,
            "invalid-language",
            "invalid-page",
            "page-too-large",
            "query-too-long",
            "query-too-many-terms")
        .answers(200, entries("Words.", Shape.list(Shape.reference("Suggestions")), meta()));
  }

  /** What may be asked wherever entries are shown, but for {@code include}. */
  private List<Parameter> entryParameters() {
    List<Parameter> parameters = new ArrayList<>();
    for (ContentType type : model.types()) {
      List<String> fields = new ArrayList<>(type.attributes().keySet());
      fields.addAll(type.relationships().keySet());
      parameters.add(
          query(
              "fields[" + type.name() + "]",
              "Which fields of " + type.plural().en() + " to give; empty for none.",
              Shape.list(Shape.oneOf(fields)),
              type.titleAttribute()));
    }
    parameters.add(contentLanguage());
    return parameters;
  }

  /**
   * The paths that can be followed.
   *
   * @param prefix the relationship itself, where every path begins with it
   */
  private Parameter include(List<ContentType> types, String prefix) {
    Set<String> paths = new LinkedHashSet<>();
    if (!prefix.isEmpty()) {
      paths.add(prefix);
    }
    for (ContentType type : types) {
      for (Relationship relationship : type.relationships().values()) {
        if (prefix.isEmpty()) {
          paths.add(relationship.name());
          types(relationship.targetTypes())
              .forEach(
                  target ->
                      target
                          .relationships()
                          .keySet()
                          .forEach(next -> paths.add(relationship.name() + "." + next)));
        } else {
          paths.add(prefix + "." + relationship.name());
        }
      }
    }
    return query(
        "include",
        "Relationships to include; a point leads on from one to the next.",
        Shape.list(Shape.oneOf(paths)));
  }

  private List<Parameter> criteria(List<ContentType> types) {
    Map<String, Parameter> filters = new LinkedHashMap<>();
    Set<String> sorts = new LinkedHashSet<>();
    for (ContentType type : types) {
      for (Relationship relationship : type.relationships().values()) {
        if (!relationship.toMany()) {
          filters.putIfAbsent(
              relationship.name(),
              query(
                  "filter[" + relationship.name() + "]",
                  "Whose " + relationship.name() + " is one of these ids.",
                  Shape.list(Shape.text())));
        }
      }
      for (Attribute attribute : type.attributes().values()) {
        if (attribute.filterable() && attribute.kind() != Attribute.Kind.LOCALIZED_MARKDOWN) {
          filters.putIfAbsent(
              attribute.name(),
              query(
                  "filter[" + attribute.name() + "]",
                  attribute.label().en() + " is one of these.",
                  Shape.list(filterValue(type, attribute))));
          sorts.add(attribute.name());
          sorts.add("-" + attribute.name());
        }
      }
    }
    List<Parameter> parameters = new ArrayList<>(filters.values());
    parameters.add(
        query(
            "sort",
            "By which attributes; a minus before one is descending.",
            sorts.isEmpty() ? Shape.list(Shape.text()) : Shape.list(Shape.oneOf(sorts))));
    return parameters;
  }

  private ObjectNode filterValue(ContentType type, Attribute attribute) {
    return switch (attribute.kind()) {
      case NUMBER -> Shape.object().put("type", "number");
      case BOOLEAN -> Shape.truth();
      case STRING -> model.schema(type, attribute);
      case LOCALIZED_TEXT, LOCALIZED_TEXTS, LOCALIZED_MARKDOWN, PICTURE, JSON -> Shape.text();
    };
  }

  private ResourceShape shape(ContentType type) {
    Members attributes = Members.none();
    for (Attribute attribute : type.attributes().values()) {
      // Sparse fieldsets may leave any of them out.
      attributes = attributes.perhaps(attribute.name(), delivered(type, attribute));
    }
    Map<String, Ends> relationships = new LinkedHashMap<>();
    for (Relationship each : type.relationships().values()) {
      relationships.put(each.name(), new Ends(each.targetTypes(), each.toMany(), false));
    }
    Members search =
        Members.none()
            .with("score", Shape.object().put("type", "number"))
            .with("rung", Shape.text())
            .with("highlights", Shape.mapOf(Shape.list(Shape.text())))
            .perhaps(
                "explain",
                Members.none()
                    .with("weight", Shape.object().put("type", "number"))
                    .with(
                        "matches",
                        Shape.list(
                            Members.none()
                                .with("attribute", Shape.text())
                                .with("word", Shape.text())
                                .with("rung", Shape.text())
                                .schema()))
                    .schema());
    return ResourceShape.of(
            type.name(),
            "One " + type.singular().en() + " (" + type.singular().da() + ").",
            Shape.matching("^[a-z0-9]+(-[a-z0-9]+)*$"),
            attributes)
        .relationships(relationships, relationships.keySet().toArray(new String[0]))
        .translated()
        .meta(
            Members.none()
                .with("version", Shape.whole(1))
                .with("release", Shape.whole(1))
                .with("changedAt", Shape.time())
                .with("languages", Shape.list(Shape.oneOf("da", "en")))
                .perhaps(
                    "fallback",
                    Shape.says(
                        "Attributes given in Danish because they are in no other language.",
                        Shape.list(Shape.text())))
                .perhaps("search", Shape.says("How a hit matched.", search.schema())))
        .example(example(type));
  }

  private ObjectNode delivered(ContentType type, Attribute attribute) {
    ObjectNode schema =
        switch (attribute.kind()) {
          case LOCALIZED_TEXT -> Shape.text();
          case LOCALIZED_TEXTS -> Shape.list(Shape.text());
          case LOCALIZED_MARKDOWN -> Shape.reference("Markdown");
          case PICTURE -> Shape.reference("Picture");
          case STRING, NUMBER, BOOLEAN, JSON -> model.schema(type, attribute);
        };
    return Shape.says(attribute.label().en() + " (" + attribute.label().da() + ")", schema);
  }

  private ObjectNode example(ContentType type) {
    ObjectNode resource = Shape.object().put("type", type.name()).put("id", "eksempel");
    ObjectNode attributes = resource.putObject("attributes");
    for (Attribute attribute : type.attributes().values()) {
      String label = attribute.label().da();
      switch (attribute.kind()) {
        case LOCALIZED_TEXT -> attributes.put(attribute.name(), label);
        case LOCALIZED_TEXTS -> attributes.putArray(attribute.name()).add(label);
        case LOCALIZED_MARKDOWN ->
            attributes
                .putObject(attribute.name())
                .put("markdown", label)
                .put("html", "<p>" + label + "</p>\n");
        case STRING -> {
          ObjectNode schema = model.schema(type, attribute);
          if (schema.has("enum")) {
            attributes.set(attribute.name(), schema.at("/enum/0"));
          }
        }
        case NUMBER, BOOLEAN, PICTURE, JSON -> {
          // An example may leave out what the schema says better.
        }
      }
    }
    resource.putObject("links").put("self", "/api/" + type.name() + "/eksempel");
    ObjectNode meta = resource.putObject("meta");
    meta.put("version", 1).put("release", 1).put("changedAt", "2026-11-23T09:30:00Z");
    meta.putArray("languages").add("da");
    return resource;
  }

  private Answer entries(String description, ObjectNode data, Members meta) {
    return content(
        description,
        Members.none()
            .with("jsonapi", Shape.reference("JsonApi"))
            .with("data", data)
            .perhaps("included", Shape.list(anyOf(model.types())))
            .with("links", Shape.reference("DocumentLinks"))
            .with("meta", meta.schema()));
  }

  private static Answer content(String description, Members document) {
    return Answer.of(description, MediaTypes.JSON_API, document.schema())
        .header("ETag", "Strong; for If-None-Match.")
        .header("Content-Language", "The languages of the texts.");
  }

  private static Route reads(String path, String id, String summary) {
    return Route.get(path, id, TAG, summary)
        .answers(304, Answer.nothing("Unchanged since the ETag of If-None-Match."))
        .fails(503, "not-ready");
  }

  private static Members meta() {
    return Members.none()
        .with("release", Shape.says("The release the answer speaks of.", Shape.whole(1)));
  }

  private List<ContentType> types(Collection<String> names) {
    return names.stream().flatMap(name -> model.type(name).stream()).toList();
  }

  private static ObjectNode anyOf(Collection<ContentType> types) {
    if (types.size() == 1) {
      return Shape.reference(component(types.iterator().next()));
    }
    ObjectNode schema = Shape.object();
    ArrayNode all = schema.putArray("oneOf");
    types.forEach(type -> all.add(Shape.reference(component(type))));
    return schema;
  }

  private static String component(ContentType type) {
    return ResourceShape.of(type.name(), "", Shape.text(), Members.none()).component();
  }

  private static String capitalised(String name) {
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }
}
