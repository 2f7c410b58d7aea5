package dk.ledelseskatalog.authoring;

import dk.ledelseskatalog.identity.PersonalAnswer;
import dk.ledelseskatalog.identity.Roles;
import dk.ledelseskatalog.jsonapi.RequestDocument;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.net.URI;
import java.util.Set;

/** {@code /api/editor/previews}: addresses at which drafts are read. */
@Path("editor/previews")
@Dependent
public final class PreviewDeskResource {
  private final Previews previews;
  private final EditorDocuments documents;

  /**
   * @param publicUrl the service's address, without a slash at its end
   */
  @Inject
  public PreviewDeskResource(Authoring authoring, URI publicUrl) {
    this.previews = authoring.previews();
    this.documents = new EditorDocuments(authoring.model(), publicUrl);
  }

  @POST
  @RolesAllowed({Roles.EDITOR, Roles.ADMINISTRATOR})
  public Response make(
      InputStream body, @Context HttpServletRequest request, @Context SecurityContext security) {
    EditorRequests.requireWrite(request);
    RequestDocument.readCreate(body, Previews.TYPE).requireOnly(Set.of(), Set.of());
    return PersonalAnswer.of(201, documents.preview(previews.make(PersonalAnswer.person(security))))
        .build();
  }

  @OPTIONS
  @PermitAll
  public Response options() {
    return PersonalAnswer.options("POST, OPTIONS");
  }
}
