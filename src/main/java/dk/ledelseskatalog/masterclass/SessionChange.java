package dk.ledelseskatalog.masterclass;

import dk.ledelseskatalog.jsonapi.ErrorObject;
import dk.ledelseskatalog.jsonapi.ErrorObject.Source;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import dk.ledelseskatalog.jsonapi.RequestDocument;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is to be different about a session, which the session must be at hand to judge.
 *
 * @param document its shape is right and it has no unknown member
 * @param ifMatch which versions of the session it was written against
 */
record SessionChange(RequestDocument document, VersionCondition ifMatch) {
  /**
   * Reads the body of a request.
   *
   * @throws JsonApiException naming the member that is wrong
   */
  static SessionChange read(InputStream body, String session, VersionCondition ifMatch) {
    RequestDocument document = RequestDocument.readUpdate(body, Session.TYPE, session);
    document.requireOnly(SessionAttributes.NAMES, SessionRequest.RELATIONSHIPS);
    return new SessionChange(document, ifMatch);
  }

  /**
   * What the session is to be.
   *
   * @throws JsonApiException naming every member that is wrong
   */
  SessionDetails appliedTo(Session session) {
    List<ErrorObject> faults = new ArrayList<>();
    Optional<SessionDetails> details =
        SessionAttributes.read(document.attributes(), Optional.of(session.details()), faults);
    if (document.relationship("masterclass").isPresent()
        && !SessionRequest.masterclass(document).equals(Optional.of(session.masterclass()))) {
      faults.add(
          ErrorObject.of(
              422,
              "masterclass-permanent",
              Source.pointer("/data/relationships/masterclass"),
              "En afholdelse bliver ved sin masterclass; opret en ny for en anden.",
              "A session stays with its masterclass; make a new one for another."));
    }
    if (!faults.isEmpty()) {
      throw new JsonApiException(faults);
    }
    return details.orElseThrow();
  }
}
