package dk.ledelseskatalog.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.ledelseskatalog.contentmodel.ContentModel;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The description of the whole HTTP surface for one content model. Immutable. */
public final class OpenApi {
  private static final String VERSION = "0.1.0";

  private final byte[] json;
  private final byte[] yaml;

  private OpenApi(ObjectNode document) {
    this.json = document.toString().getBytes(StandardCharsets.UTF_8);
    this.yaml = Yaml.of(document).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Describes.
   *
   * @param publicUrl the service's address, without a slash at its end
   */
  public static OpenApi of(ContentModel model, URI publicUrl) {
    return new OpenApi(document(model, publicUrl));
  }

  /** The description in UTF-8. */
  public byte[] toJson() {
    return json.clone();
  }

  /** The same as YAML. */
  public byte[] toYaml() {
    return yaml.clone();
  }

  static ObjectNode document(ContentModel model, URI publicUrl) {
    ContentRoutes content = new ContentRoutes(model);
    ReleaseRoutes releases = new ReleaseRoutes(model);
    EditorRoutes editing = new EditorRoutes(model);
    MediaRoutes media = new MediaRoutes(model);
    List<Route> routes =
        Stream.of(
                content.routes(),
                releases.routes(),
                editing.routes(),
                media.routes(),
                LearningRoutes.routes(),
                MasterclassRoutes.routes(),
                OutboxRoutes.routes(),
                WebhookRoutes.routes(),
                PrivacyRoutes.routes(),
                AccessRoutes.routes(),
                ServiceRoutes.routes())
            .flatMap(List::stream)
            .toList();
    List<ResourceShape> resources =
        Stream.of(
                content.resources(),
                releases.resources(),
                editing.resources(),
                media.resources(),
                LearningRoutes.resources(),
                MasterclassRoutes.resources(),
                OutboxRoutes.resources(),
                WebhookRoutes.resources(),
                PrivacyRoutes.resources(),
                AccessRoutes.resources())
            .flatMap(List::stream)
            .toList();

    ObjectNode document = Shape.object().put("openapi", "3.1.0");
    document.set("info", info());
    document.putArray("servers").addObject().put("url", publicUrl.toString());
    document.set("tags", tags());
    ObjectNode paths = document.putObject("paths");
    for (Route route : routes) {
      paths.withObjectProperty(route.path()).set(route.method(), route.describe());
    }
    ObjectNode components = document.putObject("components");
    ObjectNode schemas = components.putObject("schemas");
    schemas.setAll(shared());
    schemas.setAll(editing.components());
    resources.forEach(resource -> schemas.set(resource.component(), resource.schema()));
    components
        .putObject("securitySchemes")
        .putObject("token")
        .put("type", "http")
        .put("scheme", "bearer")
        .put(
            "description",
            "An access token of the configured issuer, or of the demo issuer; or an API token"
                + " (lk_...), where an operation says which scope it needs.");
    share(paths, components);
    return document;
  }

  private static ObjectNode info() {
    ObjectNode info = Shape.object();
    info.put("title", "Ledelseskatalog");
    info.put("version", VERSION);
    info.put(
        "description",
        "A headless leadership catalogue: content as JSON:API 1.1, search in Danish, and learning"
            + " records. HEAD works wherever GET does, and OPTIONS everywhere.");
    info.putObject("license").put("name", "EUPL-1.2").put("identifier", "EUPL-1.2");
    info.putObject("contact").put("name", "Halsnæs Kommune").put("url", "https://www.halsnaes.dk");
    return info;
  }

  private static ArrayNode tags() {
    ArrayNode tags = Shape.object().arrayNode();
    Map<String, String> all = new LinkedHashMap<>();
    all.put("content", "The published catalogue.");
    all.put("releases", "The catalogue as it was, and what changes.");
    all.put("editing", "Drafts, review, publishing, previews.");
    all.put("media", "Pictures and PDF files.");
    all.put("learning", "Completions, teams and corrections.");
    all.put("masterclasses", "Sessions, enrolments and attendance.");
    all.put("operations", "The outbox, health and figures.");
    all.put("webhooks", "Who is told of what happens here.");
    all.put("privacy", "One's own data, erasures, retention, the audit log.");
    all.put("access", "API tokens of other systems, and people who are shut out.");
    all.put("statements", "Where the IRIs in our xAPI statements lead.");
    all.forEach((name, says) -> tags.addObject().put("name", name).put("description", says));
    return tags;
  }

  /** The schemas that many answers share. */
  private static ObjectNode shared() {
    ObjectNode schemas = Shape.object();
    schemas.set(
        "JsonApi", Members.none().with("version", Shape.object().put("const", "1.1")).schema());
    Members links =
        Members.none().with("describedby", Shape.says("This description.", Shape.address()));
    for (String name : List.of("self", "related", "first", "prev", "next", "last")) {
      links = links.perhaps(name, Shape.address());
    }
    schemas.set("DocumentLinks", links.schema());
    ObjectNode link = Shape.object();
    link.putArray("anyOf")
        .add(Shape.address())
        .add(Members.none().with("href", Shape.address()).perhaps("title", Shape.text()).schema());
    schemas.set("Link", link);
    schemas.set(
        "Translation",
        Shape.says(
            "The same in another language.",
            Members.none()
                .with("href", Shape.address())
                .with("hreflang", Shape.oneOf("da", "en"))
                .schema()));
    schemas.set(
        "Markdown",
        Shape.says(
            "CommonMark, and the same as sanitised HTML.",
            Members.none().with("markdown", Shape.text()).with("html", Shape.text()).schema()));
    schemas.set("Picture", MediaRoutes.picture());
    Members source =
        Members.none()
            .perhaps("pointer", Shape.text())
            .perhaps("parameter", Shape.text())
            .perhaps("header", Shape.text());
    Members error =
        Members.none()
            .with("status", Shape.matching("^[45][0-9][0-9]$"))
            .with("code", Shape.matching("^[a-z]+(-[a-z]+)*$"))
            .with("detail", Shape.says("What to do, in the caller's language.", Shape.text()))
            .perhaps("source", source.schema())
            .perhaps("meta", Shape.object().put("type", "object"));
    schemas.set(
        "Errors",
        Members.none()
            .with("jsonapi", Shape.reference("JsonApi"))
            .with("errors", Shape.list(error.schema()).put("minItems", 1))
            .schema());
    return schemas;
  }

  /** What stands in several places is written once, and referred to. */
  private static void share(ObjectNode paths, ObjectNode components) {
    List<ArrayNode> parameterLists = new ArrayList<>();
    List<ObjectNode> responseLists = new ArrayList<>();
    for (JsonNode path : paths) {
      for (JsonNode operation : path) {
        parameterLists.add((ArrayNode) operation.get("parameters"));
        responseLists.add((ObjectNode) operation.get("responses"));
      }
    }
    Shared parameters = new Shared("parameters");
    parameterLists.forEach(list -> list.forEach(each -> parameters.count(each)));
    for (ArrayNode list : parameterLists) {
      for (int i = 0; i < list.size(); i++) {
        list.set(i, parameters.of(list.get(i), list.get(i).path("name").asText()));
      }
    }
    Shared responses = new Shared("responses");
    responseLists.forEach(list -> list.forEach(each -> responses.count(each)));
    for (ObjectNode list : responseLists) {
      list.properties()
          .forEach(each -> each.setValue(responses.of(each.getValue(), "Status" + each.getKey())));
    }
    components.set("parameters", parameters.components);
    components.set("responses", responses.components);
  }

  /** The parts of one kind that stand in more than one place. */
  private static final class Shared {
    private final String kind;
    private final Map<JsonNode, Integer> times = new HashMap<>();
    private final Map<JsonNode, String> names = new HashMap<>();
    private final ObjectNode components = Shape.object();

    Shared(String kind) {
      this.kind = kind;
    }

    void count(JsonNode part) {
      times.merge(part, 1, Integer::sum);
    }

    /** A reference to the part, or the part itself if it stands here only. */
    JsonNode of(JsonNode part, String name) {
      if (times.getOrDefault(part, 0) < 2) {
        return part;
      }
      String known = names.get(part);
      if (known == null) {
        String base = name.replaceAll("[^A-Za-z0-9]+", "-").replaceAll("-$", "");
        known = base;
        for (int i = 2; components.has(known); i++) {
          known = base + "-" + i;
        }
        components.set(known, part);
        names.put(part, known);
      }
      return Shape.object().put("$ref", "#/components/" + kind + "/" + known);
    }
  }
}
