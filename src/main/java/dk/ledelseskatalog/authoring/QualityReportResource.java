package dk.ledelseskatalog.authoring;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.ledelseskatalog.identity.PersonalAnswer;
import dk.ledelseskatalog.identity.Roles;
import dk.ledelseskatalog.jsonapi.Page;
import dk.ledelseskatalog.jsonapi.QueryParameters;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;

/** {@code /api/editor/quality-report}: what editors should look at. */
@Path("editor/quality-report")
@Dependent
public final class QualityReportResource {
  private static final String KIND = "filter[kind]";

  private final Authoring authoring;
  private final EditorDocuments documents;

  /**
   * @param publicUrl the service's address, without a slash at its end
   */
  @Inject
  public QualityReportResource(Authoring authoring, URI publicUrl) {
    this.authoring = authoring;
    this.documents = new EditorDocuments(authoring.model(), publicUrl);
  }

  @GET
  @RolesAllowed({Roles.EDITOR, Roles.ADMINISTRATOR})
  public Response report(@Context HttpServletRequest request) {
    QueryParameters parameters =
        EditorRequests.parameters(
            request, List.of(KIND, EditorRequests.TYPE, Page.NUMBER, Page.SIZE));
    Page page = Page.of(parameters, EditorRequests.PAGE_SIZE);
    List<String> types = parameters.list(EditorRequests.TYPE);
    types.stream().filter(type -> !type.equals(MediaDesk.TYPE)).forEach(authoring.drafts()::type);
    List<String> kinds = parameters.list(KIND);
    for (String kind : kinds) {
      if (Finding.Kind.of(kind).isEmpty()) {
        throw EditorRequests.invalid("invalid-filter", KIND, kind, Finding.Kind.words());
      }
    }
    List<Finding> all =
        authoring.report().findings().stream()
            .filter(finding -> types.isEmpty() || types.contains(finding.entry().type()))
            .toList();
    ObjectNode totals = JsonNodeFactory.instance.objectNode();
    for (Finding.Kind kind : Finding.Kind.values()) {
      totals.put(kind.word(), all.stream().filter(finding -> finding.kind() == kind).count());
    }
    List<Finding> chosen =
        all.stream()
            .filter(finding -> kinds.isEmpty() || kinds.contains(finding.kind().word()))
            .toList();
    return PersonalAnswer.of(200, documents.findings(chosen, page, parameters, totals)).build();
  }

  @OPTIONS
  @PermitAll
  public Response options() {
    return PersonalAnswer.options("GET, HEAD, OPTIONS");
  }
}
