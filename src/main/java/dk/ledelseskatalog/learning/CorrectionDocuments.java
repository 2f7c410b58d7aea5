package dk.ledelseskatalog.learning;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.ledelseskatalog.jsonapi.Document;
import dk.ledelseskatalog.jsonapi.RelationshipObject;
import dk.ledelseskatalog.jsonapi.ResourceIdentifier;
import dk.ledelseskatalog.jsonapi.ResourceObject;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Writes corrections as JSON:API. */
final class CorrectionDocuments {
  private final String api;
  private final RecordLinks links;

  /**
   * @param publicUrl the service's address, without a slash at its end
   */
  CorrectionDocuments(URI publicUrl) {
    this.api = publicUrl + "/api/";
    this.links = new RecordLinks(api);
  }

  String address(Correction correction) {
    return api + CorrectionRequest.TYPE + '/' + correction.id();
  }

  Document one(TrackedCorrection correction) {
    return Document.of(resource(correction));
  }

  Document list(Corrections.Slice slice, CorrectionQuery query) {
    return Document.of(
        slice.corrections().stream().map(this::resource).toList(),
        query.page().links(api + CorrectionRequest.TYPE, query.parameters(), slice.total()),
        object().put("total", slice.total()));
  }

  private ResourceObject resource(TrackedCorrection tracked) {
    Correction correction = tracked.correction();
    ObjectNode attributes = object();
    attributes.put("reason", correction.reason().code());
    attributes.put("correctedAs", correction.correctedAs());
    attributes.put("recordedAt", correction.recordedAt().toString());
    ObjectNode meta = object();
    ObjectNode statement = meta.putObject("statement");
    statement.put("id", correction.statement().toString());
    tracked.state().ifPresent(state -> statement.put("state", state.name()));
    Map<String, RelationshipObject> relationships = new LinkedHashMap<>();
    relationships.put(
        "completion", links.to(CompletionRequest.TYPE, Optional.of(correction.completion())));
    relationships.put("replacement", links.to(CompletionRequest.TYPE, correction.replacement()));
    return ResourceObject.of(
            new ResourceIdentifier(CorrectionRequest.TYPE, correction.id().toString()),
            attributes,
            relationships,
            address(correction))
        .withMeta(meta);
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
