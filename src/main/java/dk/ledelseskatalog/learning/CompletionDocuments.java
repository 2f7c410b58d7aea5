package dk.ledelseskatalog.learning;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.ledelseskatalog.contentmodel.EntryId;
import dk.ledelseskatalog.identity.Person;
import dk.ledelseskatalog.jsonapi.Document;
import dk.ledelseskatalog.jsonapi.Link;
import dk.ledelseskatalog.jsonapi.Linkage;
import dk.ledelseskatalog.jsonapi.RelationshipObject;
import dk.ledelseskatalog.jsonapi.ResourceIdentifier;
import dk.ledelseskatalog.jsonapi.ResourceObject;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Writes completions as JSON:API. */
final class CompletionDocuments {
  private final String api;
  private final RecordLinks links;

  /**
   * @param publicUrl the service's address, without a slash at its end
   */
  CompletionDocuments(URI publicUrl) {
    this.api = publicUrl + "/api/";
    this.links = new RecordLinks(api);
  }

  String address(Completion completion) {
    return api + CompletionRequest.TYPE + '/' + completion.id();
  }

  Document one(TrackedCompletion completion, Person reader) {
    return Document.of(resource(completion, reader));
  }

  Document list(Completions.Slice slice, CompletionQuery query, Person reader) {
    return Document.of(
        slice.completions().stream().map(completion -> resource(completion, reader)).toList(),
        query.page().links(api + CompletionRequest.TYPE, query.parameters(), slice.total()),
        object().put("total", slice.total()));
  }

  private ResourceObject resource(TrackedCompletion tracked, Person reader) {
    Completion completion = tracked.completion();
    ObjectNode attributes = object();
    attributes.put("status", completion.isVoided() ? "voided" : "valid");
    attributes.put("completedAt", completion.completedAt().toString());
    attributes.put(
        "durationSeconds", completion.duration().map(taken -> taken.toSeconds()).orElse(null));
    attributes.put("registration", completion.registration().toString());
    attributes.put("release", completion.release());
    attributes.put("recordedAt", completion.recordedAt().toString());
    if (Completions.seesEverybodys(reader)) {
      attributes.put("person", completion.person().toString());
    }
    ObjectNode meta = object();
    ObjectNode statement = meta.putObject("statement");
    statement.put("id", completion.statement().toString());
    tracked.state().ifPresent(state -> statement.put("state", state.name()));
    return ResourceObject.of(
            new ResourceIdentifier(CompletionRequest.TYPE, completion.id().toString()),
            attributes,
            relationships(tracked),
            address(completion))
        .withMeta(meta);
  }

  private Map<String, RelationshipObject> relationships(TrackedCompletion tracked) {
    Map<String, RelationshipObject> relationships = new LinkedHashMap<>();
    relationships.put("activity", activity(tracked.completion().activity()));
    relationships.put(
        "correction", links.to(CorrectionRequest.TYPE, tracked.voiding().map(Correction::id)));
    relationships.put(
        "replacedBy",
        links.to(CompletionRequest.TYPE, tracked.voiding().flatMap(Correction::replacement)));
    relationships.put(
        "replaces", links.to(CompletionRequest.TYPE, tracked.origin().map(Correction::completion)));
    return relationships;
  }

  private RelationshipObject activity(EntryId id) {
    return new RelationshipObject(
        Map.of("related", Link.to(api + id.type() + '/' + id.id())),
        Optional.of(new Linkage.One(new ResourceIdentifier(id.type(), id.id()))),
        object());
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
