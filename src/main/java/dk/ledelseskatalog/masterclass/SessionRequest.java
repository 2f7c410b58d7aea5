package dk.ledelseskatalog.masterclass;

import dk.ledelseskatalog.contentmodel.EntryId;
import dk.ledelseskatalog.jsonapi.ErrorObject;
import dk.ledelseskatalog.jsonapi.ErrorObject.Source;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import dk.ledelseskatalog.jsonapi.Linkage;
import dk.ledelseskatalog.jsonapi.RequestDocument;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A session that is to be made. Whether there is such a masterclass, {@link Sessions} asks.
 *
 * @param masterclass what is held
 */
public record SessionRequest(EntryId masterclass, SessionDetails details) {
  static final Set<String> RELATIONSHIPS = Set.of("masterclass");

  /**
   * Reads the body of a request.
   *
   * @throws JsonApiException naming every member that is wrong
   */
  static SessionRequest read(InputStream body) {
    RequestDocument document = RequestDocument.readCreate(body, Session.TYPE);
    document.requireOnly(SessionAttributes.NAMES, RELATIONSHIPS);
    List<ErrorObject> faults = new ArrayList<>();
    Optional<SessionDetails> details =
        SessionAttributes.read(document.attributes(), Optional.empty(), faults);
    Optional<EntryId> masterclass = masterclass(document);
    if (masterclass.isEmpty()) {
      faults.add(
          ErrorObject.of(
              400,
              "masterclass-missing",
              Source.pointer("/data/relationships/masterclass"),
              "Relationen masterclass skal pege på den ene masterclass, der holdes.",
              "The relationship masterclass must point to the one masterclass that is held."));
    }
    if (!faults.isEmpty()) {
      throw new JsonApiException(faults);
    }
    return new SessionRequest(masterclass.orElseThrow(), details.orElseThrow());
  }

  static Optional<EntryId> masterclass(RequestDocument document) {
    if (document.relationship("masterclass").orElse(new Linkage.None()) instanceof Linkage.One one
        && one.target().type().equals(Session.MASTERCLASSES)) {
      return Optional.of(new EntryId(one.target().type(), one.target().id()));
    }
    return Optional.empty();
  }
}
