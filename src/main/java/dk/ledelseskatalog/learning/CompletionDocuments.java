package dk.ledelseskatalog.learning;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.ledelseskatalog.contentmodel.EntryId;
import dk.ledelseskatalog.identity.Caller;
import dk.ledelseskatalog.jsonapi.Document;
import dk.ledelseskatalog.jsonapi.Link;
import dk.ledelseskatalog.jsonapi.Linkage;
import dk.ledelseskatalog.jsonapi.Page;
import dk.ledelseskatalog.jsonapi.RelationshipObject;
import dk.ledelseskatalog.jsonapi.ResourceIdentifier;
import dk.ledelseskatalog.jsonapi.ResourceObject;
import dk.ledelseskatalog.outbox.State;
import dk.ledelseskatalog.records.RecordForm;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

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

  Document one(TrackedCompletion completion, Caller reader) {
    return Document.of(resource(completion, reader));
  }

  /** What was recorded for whoever asked, and for how many of their team. */
  Document recorded(Completions.Recorded recorded, Caller reader) {
    ObjectNode meta = object();
    recorded.participants().ifPresent(number -> meta.put("participants", number));
    return Document.of(resource(recorded.completion(), reader), Map.of(), meta);
  }

  /** The address of the list, without parameters. */
  String list() {
    return api + CompletionRequest.TYPE;
  }

  Document list(Completions.Slice slice, Page page, CompletionQuery query, Caller reader) {
    return Document.of(
        slice.completions().stream().map(completion -> resource(completion, reader)).toList(),
        page.links(list(), query.parameters(), slice.total()),
        object().put("total", slice.total()));
  }

  /** How a completion is written for a reader, as JSON and as a row of a table. */
  RecordForm<TrackedCompletion> form(Caller reader) {
    Map<String, Function<TrackedCompletion, String>> columns = new LinkedHashMap<>();
    columns.put("id", of(Completion::id));
    if (Completions.seesEverybodys(reader)) {
      columns.put("person", of(Completion::person));
    }
    columns.put("activityType", of(completion -> completion.activity().type()));
    columns.put("activity", of(completion -> completion.activity().id()));
    columns.put("theme", of(completion -> completion.theme().orElse("")));
    columns.put("status", of(completion -> completion.status().text()));
    columns.put("completedAt", of(Completion::completedAt));
    columns.put(
        "durationSeconds",
        tracked ->
            tracked.completion().duration().map(d -> Long.toString(d.toSeconds())).orElse(""));
    columns.put("registration", of(Completion::registration));
    columns.put("release", of(Completion::release));
    columns.put("recordedAt", of(Completion::recordedAt));
    columns.put("statement", of(Completion::statement));
    columns.put("statementState", tracked -> tracked.state().map(State::name).orElse(""));
    columns.put("correction", tracked -> text(tracked.voiding().map(Correction::id)));
    columns.put("replacedBy", tracked -> text(tracked.voiding().flatMap(Correction::replacement)));
    columns.put("replaces", tracked -> text(tracked.origin().map(Correction::completion)));
    return RecordForm.of(tracked -> resource(tracked, reader), columns);
  }

  private static Function<TrackedCompletion, String> of(Function<Completion, Object> value) {
    return tracked -> value.apply(tracked.completion()).toString();
  }

  private static String text(Optional<UUID> id) {
    return id.map(UUID::toString).orElse("");
  }

  private ResourceObject resource(TrackedCompletion tracked, Caller reader) {
    Completion completion = tracked.completion();
    ObjectNode attributes = object();
    attributes.put("status", completion.status().text());
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
    relationships.put("activity", entry(tracked.completion().activity()));
    tracked
        .completion()
        .theme()
        .ifPresent(theme -> relationships.put("theme", entry(new EntryId("themes", theme))));
    relationships.put("team", team(tracked.completion()));
    relationships.put(
        "correction", links.to(CorrectionRequest.TYPE, tracked.voiding().map(Correction::id)));
    relationships.put(
        "replacedBy",
        links.to(CompletionRequest.TYPE, tracked.voiding().flatMap(Correction::replacement)));
    relationships.put(
        "replaces", links.to(CompletionRequest.TYPE, tracked.origin().map(Correction::completion)));
    return relationships;
  }

  /** Its name only: who may see a team is another question. */
  private static RelationshipObject team(Completion completion) {
    return RelationshipObject.of(
        completion
            .occasion()
            .map(Occasion::team)
            .<Linkage>map(id -> new Linkage.One(new ResourceIdentifier(Teams.TYPE, id.toString())))
            .orElseGet(Linkage.None::new));
  }

  private RelationshipObject entry(EntryId id) {
    return new RelationshipObject(
        Map.of("related", Link.to(api + id.type() + '/' + id.id())),
        Optional.of(new Linkage.One(new ResourceIdentifier(id.type(), id.id()))),
        object());
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
