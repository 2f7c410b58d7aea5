package dk.ledelseskatalog.audit;

import dk.ledelseskatalog.identity.PersonalAnswer;
import dk.ledelseskatalog.identity.Roles;
import dk.ledelseskatalog.jsonapi.MediaTypes;
import dk.ledelseskatalog.persistence.Transactions;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;

/** {@code /api/audit-events}. */
@Path("audit-events")
@Dependent
public final class AuditEventResource {
  private final Transactions transactions;
  private final AuditTrail trail;
  private final AuditEventDocuments documents;

  /**
   * @param publicUrl the service's address, without a slash at its end
   */
  @Inject
  public AuditEventResource(Transactions transactions, AuditTrail trail, URI publicUrl) {
    this.transactions = transactions;
    this.trail = trail;
    this.documents = new AuditEventDocuments(publicUrl);
  }

  @GET
  @RolesAllowed(Roles.ADMINISTRATOR)
  public Response list(@Context HttpServletRequest request) {
    MediaTypes.requireAcceptable(request.getHeader(HttpHeaders.ACCEPT));
    AuditQuery query = AuditQuery.parse(request.getQueryString());
    List<AuditTrail.Line> lines = transactions.inTransaction(manager -> trail.list(manager, query));
    return PersonalAnswer.of(200, documents.list(lines, query)).build();
  }

  @OPTIONS
  @PermitAll
  public Response listOptions() {
    return PersonalAnswer.options("GET, HEAD, OPTIONS");
  }
}
