package dk.ledelseskatalog.masterclass;

import dk.ledelseskatalog.identity.PersonalAnswer;
import dk.ledelseskatalog.identity.Roles;
import dk.ledelseskatalog.jsonapi.MediaTypes;
import dk.ledelseskatalog.jsonapi.QueryParameters;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.util.List;

/** {@code /api/sessions/{id}/attendance}: who was there, as a list. */
@Path("sessions/{id}/attendance")
@Dependent
public final class AttendanceResource {
  private static final String DRY_RUN = "dryRun";

  private final Attendances attendances;

  @Inject
  public AttendanceResource(Attendances attendances) {
    this.attendances = attendances;
  }

  @POST
  @RolesAllowed({Roles.FACILITATOR, Roles.ADMINISTRATOR})
  public Response record(
      InputStream body,
      @Context HttpServletRequest request,
      @Context SecurityContext security,
      @PathParam("id") String id) {
    MediaTypes.requireCsv(request.getContentType());
    MediaTypes.requireAcceptable(request.getHeader(HttpHeaders.ACCEPT));
    QueryParameters parameters = QueryParameters.parse(request.getQueryString(), List.of(DRY_RUN));
    boolean dryRun = parameters.value(DRY_RUN).map(AttendanceResource::flag).orElse(false);
    AttendanceReport report =
        attendances.record(PersonalAnswer.person(security), id, AttendanceList.read(body), dryRun);
    return PersonalAnswer.of(200, AttendanceDocuments.of(report)).build();
  }

  @OPTIONS
  @PermitAll
  public Response options() {
    return PersonalAnswer.options("POST, OPTIONS");
  }

  private static boolean flag(String value) {
    if (!List.of("true", "false").contains(value)) {
      throw QueryParameters.invalid(
          "invalid-flag",
          DRY_RUN,
          "dryRun skal være true eller false.",
          "dryRun must be true or false.");
    }
    return value.equals("true");
  }
}
