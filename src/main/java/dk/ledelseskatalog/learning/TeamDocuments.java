package dk.ledelseskatalog.learning;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.ledelseskatalog.jsonapi.Document;
import dk.ledelseskatalog.jsonapi.Link;
import dk.ledelseskatalog.jsonapi.Linkage;
import dk.ledelseskatalog.jsonapi.RelationshipObject;
import dk.ledelseskatalog.jsonapi.ResourceIdentifier;
import dk.ledelseskatalog.jsonapi.ResourceObject;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Writes teams and memberships as JSON:API, and nobody's pseudonym. */
final class TeamDocuments {
  private final String api;
  private final RecordLinks links;

  /**
   * @param publicUrl the service's address, without a slash at its end
   */
  TeamDocuments(URI publicUrl) {
    this.api = publicUrl + "/api/";
    this.links = new RecordLinks(api);
  }

  String address(Team team) {
    return api + Teams.TYPE + '/' + team.id();
  }

  String address(TeamMembership membership) {
    return api + Teams.MEMBERSHIPS + '/' + membership.id();
  }

  /** A team with all its memberships. */
  Document one(TeamView view) {
    return new Document(
        new Document.Data.One(
            resource(
                view,
                Optional.of(
                    new Linkage.Many(
                        view.memberships().stream().map(TeamDocuments::identifier).toList())))),
        Optional.of(memberships(view)),
        Map.of(),
        object());
  }

  /** Teams with the numbers of their members. */
  Document list(List<TeamView> views) {
    return Document.of(
        views.stream().map(view -> resource(view, Optional.empty())).toList(),
        Map.of("self", Link.to(api + Teams.TYPE)),
        object().put("total", views.size()));
  }

  Document membershipsOf(TeamView view) {
    return Document.of(
        memberships(view),
        Map.of("self", Link.to(address(view.team()) + "/memberships")),
        object().put("total", view.memberships().size()));
  }

  /**
   * @throws java.util.NoSuchElementException if it is not of this team
   */
  Document membership(TeamView view, UUID id) {
    return Document.of(
        view.memberships().stream()
            .filter(membership -> membership.id().equals(id))
            .map(membership -> resource(view, membership))
            .findFirst()
            .orElseThrow());
  }

  private ResourceObject resource(TeamView view, Optional<Linkage> memberships) {
    Team team = view.team();
    ObjectNode attributes = object();
    attributes.put("role", role(view, view.own()));
    attributes.put("createdAt", team.createdAt().toString());
    if (view.isOwned()) {
      attributes.put("joinCode", team.joinCode());
      attributes.put("joinCodeExpiresAt", team.joinCodeExpiresAt().toString());
    }
    Map<String, RelationshipObject> relationships = new LinkedHashMap<>();
    relationships.put(
        "memberships",
        new RelationshipObject(
            Map.of("related", Link.to(address(team) + "/memberships")),
            memberships,
            object().put("total", view.memberships().size())));
    relationships.put("membership", links.to(Teams.MEMBERSHIPS, Optional.of(view.own().id())));
    return ResourceObject.of(
        new ResourceIdentifier(Teams.TYPE, team.id().toString()),
        attributes,
        relationships,
        address(team));
  }

  private List<ResourceObject> memberships(TeamView view) {
    return view.memberships().stream().map(membership -> resource(view, membership)).toList();
  }

  private ResourceObject resource(TeamView view, TeamMembership membership) {
    ObjectNode attributes = object();
    attributes.put("role", role(view, membership));
    attributes.put("joinedAt", membership.joinedAt().toString());
    return ResourceObject.of(
        identifier(membership),
        attributes,
        Map.of("team", links.to(Teams.TYPE, Optional.of(membership.team()))),
        address(membership));
  }

  private static ResourceIdentifier identifier(TeamMembership membership) {
    return new ResourceIdentifier(Teams.MEMBERSHIPS, membership.id().toString());
  }

  private static String role(TeamView view, TeamMembership membership) {
    return view.isOwners(membership) ? "owner" : "member";
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
