package dk.ledelseskatalog.masterclass;

import dk.ledelseskatalog.jsonapi.ErrorObject;
import dk.ledelseskatalog.jsonapi.ErrorObject.Source;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import dk.ledelseskatalog.jsonapi.Linkage;
import dk.ledelseskatalog.jsonapi.RequestDocument;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;

/** Reads what a leader or a facilitator sends of an enrolment: a session, or a status. */
final class EnrolmentRequest {
  static final String TYPE = "enrolments";

  private EnrolmentRequest() {}

  /**
   * Which session somebody signs up for.
   *
   * @throws JsonApiException naming the member that is wrong
   */
  static String readSession(InputStream body) {
    RequestDocument document = RequestDocument.readCreate(body, TYPE);
    document.requireOnly(Set.of(), Set.of("session"));
    if (document.relationship("session").orElse(new Linkage.None()) instanceof Linkage.One one
        && one.target().type().equals(Session.TYPE)) {
      return one.target().id();
    }
    throw new JsonApiException(
        ErrorObject.of(
            400,
            "session-missing",
            Source.pointer("/data/relationships/session"),
            "Relationen session skal pege på den ene afholdelse, du melder dig til.",
            "The relationship session must point to the one session you sign up for."));
  }

  /**
   * What an enrolment is to become.
   *
   * @throws JsonApiException naming the member that is wrong
   */
  static EnrolmentStatus readStatus(InputStream body, String id) {
    RequestDocument document = RequestDocument.readUpdate(body, TYPE, id);
    document.requireOnly(Set.of("status"), Set.of());
    Optional<EnrolmentStatus> status =
        EnrolmentStatus.of(document.attributes().path("status").asText(""))
            .filter(wanted -> wanted != EnrolmentStatus.WAITING);
    return status.orElseThrow(
        () ->
            new JsonApiException(
                ErrorObject.of(
                    422,
                    "invalid-attribute",
                    Source.pointer("/data/attributes/status"),
                    "status skal være cancelled (melder fra) eller attended, no-show eller enrolled"
                        + " (fremmøde).",
                    "status must be cancelled (signs off) or attended, no-show or enrolled"
                        + " (attendance).")));
  }
}
