package dk.ledelseskatalog.audit;

import dk.ledelseskatalog.identity.PersonalAnswer;
import dk.ledelseskatalog.identity.Roles;
import dk.ledelseskatalog.identity.Scope;
import dk.ledelseskatalog.identity.ScopeAllowed;
import dk.ledelseskatalog.persistence.Transactions;
import dk.ledelseskatalog.records.Placed;
import dk.ledelseskatalog.records.RecordAnswer;
import dk.ledelseskatalog.records.RecordFormat;
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
import java.time.Clock;
import java.util.List;

/** {@code /api/audit-events}. */
@Path("audit-events")
@Dependent
public final class AuditEventResource {
  private final Transactions transactions;
  private final AuditTrail trail;
  private final AuditEventDocuments documents;
  private final Clock clock;

  /**
   * @param publicUrl the service's address, without a slash at its end
   */
  @Inject
  public AuditEventResource(
      Transactions transactions, AuditTrail trail, URI publicUrl, Clock clock) {
    this.transactions = transactions;
    this.trail = trail;
    this.documents = new AuditEventDocuments(publicUrl);
    this.clock = clock;
  }

  @GET
  @RolesAllowed(Roles.ADMINISTRATOR)
  @ScopeAllowed(Scope.AUDIT_LOG)
  public Response list(@Context HttpServletRequest request) {
    RecordFormat format = RecordFormat.of(request.getHeader(HttpHeaders.ACCEPT));
    AuditQuery query = AuditQuery.parse(request.getQueryString());
    if (format != RecordFormat.JSON_API) {
      query.requireNoPage();
      return RecordAnswer.whole(
          request,
          format,
          AuditEventDocuments.TYPE,
          documents.form(),
          (number, limit) -> after(query, number, limit),
          documents.next(query, clock.instant()));
    }
    List<AuditTrail.Line> lines = transactions.inTransaction(manager -> trail.list(manager, query));
    return PersonalAnswer.of(200, documents.list(lines, query)).build();
  }

  private List<Placed<AuditTrail.Line>> after(AuditQuery query, long number, int limit) {
    return transactions.inTransaction(
        manager ->
            trail.after(manager, query, number, limit).stream()
                .map(line -> new Placed<>(line.number(), line))
                .toList());
  }

  @OPTIONS
  @PermitAll
  public Response listOptions() {
    return PersonalAnswer.options("GET, HEAD, OPTIONS");
  }
}
