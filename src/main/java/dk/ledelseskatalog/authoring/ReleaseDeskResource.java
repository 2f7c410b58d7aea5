package dk.ledelseskatalog.authoring;

import dk.ledelseskatalog.catalogue.ReleaseInfo;
import dk.ledelseskatalog.identity.PersonalAnswer;
import dk.ledelseskatalog.identity.Roles;
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

/** {@code /api/editor/releases}: publishing. */
@Path("editor/releases")
@Dependent
public final class ReleaseDeskResource {
  private final ReleaseDesk desk;
  private final EditorDocuments documents;

  /**
   * @param publicUrl the service's address, without a slash at its end
   */
  @Inject
  public ReleaseDeskResource(Authoring authoring, URI publicUrl) {
    this.desk = authoring.desk();
    this.documents = new EditorDocuments(authoring.model(), publicUrl);
  }

  @POST
  @RolesAllowed({Roles.EDITOR, Roles.ADMINISTRATOR})
  public Response publish(
      InputStream body, @Context HttpServletRequest request, @Context SecurityContext security) {
    EditorRequests.requireWrite(request);
    ReleaseInfo release = desk.publish(PersonalAnswer.person(security), ReleaseRequest.read(body));
    return PersonalAnswer.created(
        documents.releaseAddress(release.number()), documents.release(release));
  }

  @OPTIONS
  @PermitAll
  public Response options() {
    return PersonalAnswer.options("POST, OPTIONS");
  }
}
