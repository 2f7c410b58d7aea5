package dk.ledelseskatalog.xapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Our xAPI profile: the words our statements use and the rules they keep. Immutable, so safe for
 * any number of threads.
 *
 * <p>The file {@code xapi/profile.jsonld} is the current version and the one statements are checked
 * against. A version that statements were sent under is kept as {@code xapi/versions/NAME.jsonld},
 * since those statements name it for ever. The files say {@code {publicUrl}} where the public
 * address belongs.
 */
public final class Profile {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern VERSION = Pattern.compile("[0-9]{1,4}(\\.[0-9]{1,4}){2}");

  /** ADL's type for an activity that stands for a profile. */
  private static final URI PROFILE_TYPE = URI.create("http://adlnet.gov/expapi/activities/profile");

  private final Iris iris;
  private final byte[] bytes;
  private final JsonNode document;
  private final List<Template> templates;
  private final URI version;

  public Profile(URI publicUrl) {
    this(publicUrl, file("/xapi/profile.jsonld").orElseThrow());
  }

  /**
   * @param current the current version, with {@code {publicUrl}} in it
   */
  Profile(URI publicUrl, String current) {
    this.iris = new Iris(publicUrl);
    this.bytes = withPublicUrl(current);
    this.document = parse(bytes);
    this.version = URI.create(document.path("versions").path(0).path("id").textValue());
    List<Template> read = new ArrayList<>();
    for (JsonNode template : document.path("templates")) {
      read.add(Template.read(template));
    }
    this.templates = List.copyOf(read);
  }

  /** The current version as JSON-LD. */
  public byte[] toJson() {
    return bytes.clone();
  }

  /**
   * One version as JSON-LD.
   *
   * @param name such as {@code 1.0.0}
   * @return empty if there never was such a version
   */
  public Optional<byte[]> toJson(String name) {
    if (!VERSION.matcher(name).matches()) {
      return Optional.empty();
    }
    return version.equals(versionIri(name))
        ? Optional.of(toJson())
        : file("/xapi/versions/" + name + ".jsonld").map(this::withPublicUrl);
  }

  /**
   * Whether the current version defines a concept of ours.
   *
   * @param path below the profile's IRI, such as {@code verbs/no-show}
   */
  public boolean defines(String path) {
    String id = iris.profile() + "/" + path;
    for (JsonNode concept : document.path("concepts")) {
      if (id.equals(concept.path("id").textValue())) {
        return true;
      }
    }
    return false;
  }

  /** What an activity's IRI leads a machine to: its definition, as statements carry it. */
  public byte[] definition(Activity activity) {
    return StatementWriter.writeDefinition(iris.define(activity));
  }

  /** The IRI statements give an activity. */
  public URI iri(Activity activity) {
    return iris.activity(activity.kind(), activity.id());
  }

  /**
   * Holds a statement against the rules of its template.
   *
   * @throws IllegalStateException naming the template and the first rule it breaks, or saying that
   *     no template is for such a statement
   */
  public void check(byte[] statement) {
    JsonNode tree = parse(statement);
    boolean matched = false;
    for (Template template : templates) {
      if (template.isFor(tree)) {
        template.check(tree);
        matched = true;
      }
    }
    if (!matched) {
      throw new IllegalStateException(
          "No template of the xAPI profile is for verb "
              + tree.path("verb").path("id").asText()
              + " on "
              + tree.path("object").path("definition").path("type").asText("no activity type"));
    }
  }

  /** A verb of our own, with its display as the profile has it. */
  Verb verb(String name) {
    URI id = iris.verb(name);
    for (JsonNode concept : document.path("concepts")) {
      if (id.toString().equals(concept.path("id").textValue())) {
        JsonNode label = concept.path("prefLabel");
        return new Verb(
            id, LanguageMap.of(label.path("da").textValue(), label.path("en").textValue()));
      }
    }
    throw new IllegalStateException("The xAPI profile has no verb " + id);
  }

  /** The context activity that says which version of the profile a statement keeps. */
  StatementObject.Defined category() {
    return new StatementObject.Defined(version, PROFILE_TYPE, Optional.empty(), Optional.empty());
  }

  private URI versionIri(String name) {
    return URI.create(iris.profile() + "/versions/" + name);
  }

  private byte[] withPublicUrl(String file) {
    return file.replace("{publicUrl}", iris.publicUrl()).getBytes(StandardCharsets.UTF_8);
  }

  private static Optional<String> file(String resource) {
    try (InputStream file = Profile.class.getResourceAsStream(resource)) {
      return file == null
          ? Optional.empty()
          : Optional.of(new String(file.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(resource + " cannot be read", e);
    }
  }

  private static JsonNode parse(byte[] json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException("Not JSON", e);
    }
  }
}
