package dk.ledelseskatalog.xapi;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Writes statements in one fixed order of members. */
final class StatementWriter {
  private static final JsonFactory JSON = new JsonFactory();

  // Always three decimals: Instant.toString drops them on the full second.
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final JsonGenerator json;

  private StatementWriter(JsonGenerator json) {
    this.json = json;
  }

  static byte[] write(Statement statement) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(2048);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      new StatementWriter(json).statement(statement);
    } catch (IOException e) {
      throw new UncheckedIOException("Writing to memory failed", e);
    }
    return bytes.toByteArray();
  }

  static byte[] writeDefinition(StatementObject.Defined activity) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      new StatementWriter(json).definition(activity);
    } catch (IOException e) {
      throw new UncheckedIOException("Writing to memory failed", e);
    }
    return bytes.toByteArray();
  }

  static String timestamp(Instant instant) {
    return TIMESTAMP.format(instant);
  }

  private void statement(Statement statement) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", statement.id().toString());
    account("actor", "Agent", statement.actor().homePage(), statement.actor().pseudonym());
    json.writeObjectFieldStart("verb");
    json.writeStringField("id", statement.verb().id().toString());
    languageMap("display", statement.verb().display());
    json.writeEndObject();
    json.writeFieldName("object");
    object(statement.object());
    if (statement.result().isPresent()) {
      result(statement.result().get());
    }
    context(statement.context());
    json.writeStringField("timestamp", timestamp(statement.timestamp()));
    json.writeEndObject();
  }

  private void account(String member, String objectType, URI homePage, UUID name)
      throws IOException {
    json.writeObjectFieldStart(member);
    json.writeStringField("objectType", objectType);
    json.writeObjectFieldStart("account");
    json.writeStringField("homePage", homePage.toString());
    json.writeStringField("name", name.toString());
    json.writeEndObject();
    json.writeEndObject();
  }

  private void object(StatementObject object) throws IOException {
    if (object instanceof StatementObject.Defined activity) {
      activity(activity);
    } else if (object instanceof StatementObject.Reference reference) {
      json.writeStartObject();
      json.writeStringField("objectType", "StatementRef");
      json.writeStringField("id", reference.statement().toString());
      json.writeEndObject();
    }
  }

  private void activity(StatementObject.Defined activity) throws IOException {
    json.writeStartObject();
    // The default, but stores differ in whether they add it, and then what comes back is not what
    // was sent.
    json.writeStringField("objectType", "Activity");
    json.writeStringField("id", activity.id().toString());
    json.writeFieldName("definition");
    definition(activity);
    json.writeEndObject();
  }

  private void definition(StatementObject.Defined activity) throws IOException {
    json.writeStartObject();
    if (activity.name().isPresent()) {
      languageMap("name", activity.name().get());
    }
    if (activity.description().isPresent()) {
      languageMap("description", activity.description().get());
    }
    json.writeStringField("type", activity.type().toString());
    json.writeEndObject();
  }

  private void result(Result result) throws IOException {
    json.writeObjectFieldStart("result");
    if (result.completion().isPresent()) {
      json.writeBooleanField("completion", result.completion().get());
    }
    if (result.duration().isPresent()) {
      json.writeStringField("duration", result.duration().get().toString());
    }
    json.writeEndObject();
  }

  private void context(Context context) throws IOException {
    json.writeObjectFieldStart("context");
    if (context.registration().isPresent()) {
      json.writeStringField("registration", context.registration().get().toString());
    }
    if (context.team().isPresent()) {
      account("team", "Group", context.team().get().homePage(), context.team().get().team());
    }
    if (context.revision().isPresent()) {
      json.writeStringField("revision", context.revision().get().toString());
    }
    if (context.platform().isPresent()) {
      json.writeStringField("platform", context.platform().get());
    }
    json.writeStringField("language", context.language());
    json.writeObjectFieldStart("contextActivities");
    activities("parent", context.parent());
    activities("grouping", context.grouping());
    activities("category", context.category());
    json.writeEndObject();
    json.writeEndObject();
  }

  private void activities(String name, List<StatementObject.Defined> activities)
      throws IOException {
    if (activities.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart(name);
    for (StatementObject.Defined activity : activities) {
      activity(activity);
    }
    json.writeEndArray();
  }

  private void languageMap(String name, LanguageMap map) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeStringField("da", map.da());
    if (map.en().isPresent()) {
      json.writeStringField("en", map.en().get());
    }
    json.writeEndObject();
  }
}
