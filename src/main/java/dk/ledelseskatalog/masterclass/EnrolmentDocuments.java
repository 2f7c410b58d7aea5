package dk.ledelseskatalog.masterclass;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.ledelseskatalog.identity.Caller;
import dk.ledelseskatalog.identity.Roles;
import dk.ledelseskatalog.jsonapi.Document;
import dk.ledelseskatalog.jsonapi.Link;
import dk.ledelseskatalog.jsonapi.Linkage;
import dk.ledelseskatalog.jsonapi.Page;
import dk.ledelseskatalog.jsonapi.RelationshipObject;
import dk.ledelseskatalog.jsonapi.ResourceIdentifier;
import dk.ledelseskatalog.jsonapi.ResourceObject;
import dk.ledelseskatalog.learning.Completions;
import dk.ledelseskatalog.records.RecordForm;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Writes enrolments as JSON:API. The pseudonym and the registration are for those who see
 * everybody's; the ticket is for the leader and for those who stand at the door.
 */
final class EnrolmentDocuments {
  private final String api;

  /**
   * @param publicUrl the service's address, without a slash at its end
   */
  EnrolmentDocuments(URI publicUrl) {
    this.api = publicUrl + "/api/";
  }

  String address(Enrolment enrolment) {
    return api + EnrolmentRequest.TYPE + '/' + enrolment.id();
  }

  Document one(EnrolmentView view, Caller reader) {
    return Document.of(resource(view, reader));
  }

  /** The address of the list, without parameters. */
  String list() {
    return api + EnrolmentRequest.TYPE;
  }

  Document list(Enrolments.Slice slice, Page page, EnrolmentQuery query, Caller reader) {
    return Document.of(
        slice.enrolments().stream().map(view -> resource(view, reader)).toList(),
        page.links(list(), query.parameters(), slice.total()),
        object().put("total", slice.total()));
  }

  /** How an enrolment is written for a reader, as JSON and as a row of a table. */
  RecordForm<EnrolmentView> form(Caller reader) {
    Map<String, Function<EnrolmentView, String>> columns = new LinkedHashMap<>();
    columns.put("id", view -> view.enrolment().id().toString());
    if (Completions.seesEverybodys(reader)) {
      columns.put("person", view -> view.enrolment().person().toString());
      columns.put(
          "registration", view -> view.enrolment().registration().map(UUID::toString).orElse(""));
    }
    columns.put("session", view -> view.enrolment().session());
    columns.put("status", view -> view.enrolment().status().text());
    columns.put("waitingPosition", view -> view.waitingPosition().map(String::valueOf).orElse(""));
    columns.put(
        "endedBecause", view -> view.enrolment().endedBecause().map(EndedBecause::text).orElse(""));
    if (!reader.has(Roles.PLATFORM)) {
      columns.put("ticket", view -> view.enrolment().ticket());
    }
    columns.put("recordedAt", view -> view.enrolment().recordedAt().toString());
    columns.put("changedAt", view -> view.enrolment().changedAt().toString());
    return RecordForm.of(view -> resource(view, reader), columns);
  }

  private ResourceObject resource(EnrolmentView view, Caller reader) {
    Enrolment enrolment = view.enrolment();
    ObjectNode attributes = object();
    attributes.put("status", enrolment.status().text());
    attributes.put("waitingPosition", view.waitingPosition().orElse(null));
    attributes.put("endedBecause", enrolment.endedBecause().map(EndedBecause::text).orElse(null));
    if (!reader.has(Roles.PLATFORM)) {
      attributes.put("ticket", enrolment.ticket());
    }
    attributes.put("recordedAt", enrolment.recordedAt().toString());
    attributes.put("changedAt", enrolment.changedAt().toString());
    if (Completions.seesEverybodys(reader)) {
      attributes.put("registration", enrolment.registration().map(UUID::toString).orElse(null));
      attributes.put("person", enrolment.person().toString());
    }
    ResourceObject resource =
        ResourceObject.of(
            new ResourceIdentifier(EnrolmentRequest.TYPE, enrolment.id().toString()),
            attributes,
            Map.of("session", session(enrolment.session())),
            address(enrolment));
    if (view.attendances().isEmpty()) {
      return resource;
    }
    ObjectNode meta = object();
    ArrayNode history = meta.putArray("attendance");
    view.attendances().forEach(attendance -> history.add(attendance(attendance)));
    return resource.withMeta(meta);
  }

  private static ObjectNode attendance(Attendance attendance) {
    ObjectNode json = object();
    json.put("status", attendance.status().text());
    json.put("recordedAt", attendance.recordedAt().toString());
    json.put("statement", attendance.statement().toString());
    attendance.voidedAt().map(Instant::toString).ifPresent(at -> json.put("voidedAt", at));
    attendance
        .voidingStatement()
        .map(UUID::toString)
        .ifPresent(id -> json.put("voidingStatement", id));
    return json;
  }

  private RelationshipObject session(String id) {
    return new RelationshipObject(
        Map.of("related", Link.to(api + Session.TYPE + '/' + id)),
        Optional.of(new Linkage.One(new ResourceIdentifier(Session.TYPE, id))),
        object());
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
