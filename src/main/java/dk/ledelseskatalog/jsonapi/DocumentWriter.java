package dk.ledelseskatalog.jsonapi;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Streams documents to bytes, members always in the same order. */
final class DocumentWriter {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final JsonGenerator out;

  private DocumentWriter(JsonGenerator out) {
    this.out = out;
  }

  static byte[] write(Document document) {
    return bytes(
        writer -> {
          writer.out.writeStartObject();
          writer.version();
          writer.data(document.data());
          if (document.included().isPresent()) {
            writer.out.writeFieldName("included");
            writer.resources(document.included().get());
          }
          writer.links(document.links());
          writer.object("meta", document.meta());
          writer.out.writeEndObject();
        });
  }

  static byte[] write(ResourceObject resource) {
    return bytes(writer -> writer.resource(resource));
  }

  static byte[] writeErrors(List<ErrorObject> errors, String language) {
    return bytes(
        writer -> {
          writer.out.writeStartObject();
          writer.version();
          writer.out.writeArrayFieldStart("errors");
          for (ErrorObject error : errors) {
            writer.error(error, language);
          }
          writer.out.writeEndArray();
          writer.out.writeEndObject();
        });
  }

  private interface Part {
    void writeTo(DocumentWriter writer) throws IOException;
  }

  private static byte[] bytes(Part part) {
    try (ByteArrayBuilder bytes = new ByteArrayBuilder(4096)) {
      try (JsonGenerator generator = JSON.createGenerator(bytes)) {
        part.writeTo(new DocumentWriter(generator));
      }
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail to be written
    }
  }

  private void version() throws IOException {
    out.writeObjectFieldStart("jsonapi");
    out.writeStringField("version", "1.1");
    out.writeEndObject();
  }

  private void data(Document.Data data) throws IOException {
    if (data instanceof Document.Data.Absent) {
      return;
    }
    out.writeFieldName("data");
    if (data instanceof Document.Data.One one) {
      resource(one.resource());
    } else if (data instanceof Document.Data.Many many) {
      resources(many.resources());
    } else if (data instanceof Document.Data.Identifiers identifiers) {
      linkage(identifiers.linkage());
    } else {
      out.writeNull();
    }
  }

  private void resources(List<ResourceObject> resources) throws IOException {
    out.writeStartArray();
    for (ResourceObject resource : resources) {
      resource(resource);
    }
    out.writeEndArray();
  }

  private void resource(ResourceObject resource) throws IOException {
    out.writeStartObject();
    identifierMembers(resource.identifier());
    object("attributes", resource.attributes());
    if (!resource.relationships().isEmpty()) {
      out.writeObjectFieldStart("relationships");
      for (Map.Entry<String, RelationshipObject> member : resource.relationships().entrySet()) {
        out.writeFieldName(member.getKey());
        relationship(member.getValue());
      }
      out.writeEndObject();
    }
    links(resource.links());
    object("meta", resource.meta());
    out.writeEndObject();
  }

  private void relationship(RelationshipObject relationship) throws IOException {
    out.writeStartObject();
    if (relationship.data().isPresent()) {
      out.writeFieldName("data");
      linkage(relationship.data().get());
    }
    links(relationship.links());
    object("meta", relationship.meta());
    out.writeEndObject();
  }

  private void linkage(Linkage linkage) throws IOException {
    if (linkage instanceof Linkage.One one) {
      identifier(one.target());
    } else if (linkage instanceof Linkage.Many many) {
      out.writeStartArray();
      for (ResourceIdentifier target : many.targets()) {
        identifier(target);
      }
      out.writeEndArray();
    } else {
      out.writeNull();
    }
  }

  private void identifier(ResourceIdentifier identifier) throws IOException {
    out.writeStartObject();
    identifierMembers(identifier);
    if (identifier.meta().isPresent()) {
      object("meta", identifier.meta().get());
    }
    out.writeEndObject();
  }

  private void identifierMembers(ResourceIdentifier identifier) throws IOException {
    out.writeStringField("type", identifier.type());
    out.writeStringField("id", identifier.id());
  }

  private void links(Map<String, Link> links) throws IOException {
    if (links.isEmpty()) {
      return;
    }
    out.writeObjectFieldStart("links");
    for (Map.Entry<String, Link> member : links.entrySet()) {
      Link link = member.getValue();
      if (link.isPlain()) {
        out.writeStringField(member.getKey(), link.href());
      } else {
        out.writeObjectFieldStart(member.getKey());
        out.writeStringField("href", link.href());
        if (link.title().isPresent()) {
          out.writeStringField("title", link.title().get());
        }
        if (link.hreflang().isPresent()) {
          out.writeStringField("hreflang", link.hreflang().get());
        }
        out.writeEndObject();
      }
    }
    out.writeEndObject();
  }

  private void object(String name, ObjectNode object) throws IOException {
    if (!object.isEmpty()) {
      out.writeFieldName(name);
      out.writeTree(object);
    }
  }

  private void error(ErrorObject error, String language) throws IOException {
    out.writeStartObject();
    out.writeStringField("status", Integer.toString(error.status()));
    out.writeStringField("code", error.code());
    out.writeStringField("detail", error.detail(language));
    Optional<ErrorObject.Source> source = error.source();
    if (source.isPresent()) {
      out.writeObjectFieldStart("source");
      out.writeStringField(
          switch (source.get().kind()) {
            case POINTER -> "pointer";
            case PARAMETER -> "parameter";
            case HEADER -> "header";
          },
          source.get().value());
      out.writeEndObject();
    }
    object("meta", error.meta());
    out.writeEndObject();
  }
}
