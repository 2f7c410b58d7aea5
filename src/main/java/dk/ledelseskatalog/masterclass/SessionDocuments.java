package dk.ledelseskatalog.masterclass;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.ledelseskatalog.contentmodel.EntryId;
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

/** Writes sessions as JSON:API. Those who are not signed in are not told the link. */
final class SessionDocuments {
  private final String api;

  /**
   * @param publicUrl the service's address, without a slash at its end
   */
  SessionDocuments(URI publicUrl) {
    this.api = publicUrl + "/api/";
  }

  String address(Session session) {
    return api + Session.TYPE + '/' + session.id();
  }

  Document one(SessionView view, boolean signedIn) {
    return Document.of(resource(view, signedIn));
  }

  Document list(Sessions.Slice slice, SessionQuery query, boolean signedIn) {
    return Document.of(
        slice.sessions().stream().map(view -> resource(view, signedIn)).toList(),
        query.page().links(api + Session.TYPE, query.parameters(), slice.total()),
        object().put("total", slice.total()));
  }

  private ResourceObject resource(SessionView view, boolean signedIn) {
    Session session = view.session();
    SessionDetails details = session.details();
    ObjectNode attributes = object();
    attributes.put("startsAt", details.startsAt().toString());
    attributes.put("endsAt", details.endsAt().toString());
    attributes.put("timeZone", details.timeZone().getId());
    attributes.put("place", details.place().orElse(null));
    if (signedIn) {
      attributes.put("link", details.link().map(URI::toString).orElse(null));
    }
    attributes.put("capacity", details.capacity());
    ArrayNode facilitators = attributes.putArray("facilitators");
    details.facilitators().forEach(facilitators::add);
    attributes.put("signUpOpensAt", session.signUpOpensAt().toString());
    attributes.put("signUpClosesAt", session.signUpClosesAt().toString());
    attributes.put("status", details.status().text());
    Map<String, Link> links = new LinkedHashMap<>();
    links.put("self", Link.to(address(session)));
    links.put("calendar", Link.to(address(session) + "/calendar.ics"));
    return new ResourceObject(
        new ResourceIdentifier(Session.TYPE, session.id()),
        attributes,
        Map.of("masterclass", masterclass(session.masterclass())),
        links,
        object()
            .put("version", session.version())
            .put("enrolled", view.enrolled())
            .put("waiting", view.waiting())
            .put("free", view.free()));
  }

  private RelationshipObject masterclass(EntryId id) {
    return new RelationshipObject(
        Map.of("related", Link.to(api + id.type() + '/' + id.id())),
        Optional.of(new Linkage.One(new ResourceIdentifier(id.type(), id.id()))),
        object());
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
