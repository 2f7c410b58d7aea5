package dk.ledelseskatalog.masterclass;

import dk.ledelseskatalog.identity.PersonalAnswer;
import dk.ledelseskatalog.jsonapi.ContentLanguage;
import dk.ledelseskatalog.jsonapi.QueryParameters;
import dk.ledelseskatalog.xapi.LanguageMap;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.net.URI;
import java.util.List;

/** {@code /api/sessions/{id}/calendar.ics}: a session for one's own calendar. */
@Path("sessions/{id}/calendar.ics")
@Dependent
public final class CalendarResource {
  private final Sessions sessions;
  private final URI publicUrl;

  /**
   * @param publicUrl the service's address, without a slash at its end
   */
  @Inject
  public CalendarResource(Sessions sessions, URI publicUrl) {
    this.sessions = sessions;
    this.publicUrl = publicUrl;
  }

  @GET
  @PermitAll
  public Response calendar(
      @Context HttpServletRequest request,
      @Context SecurityContext security,
      @PathParam("id") String id) {
    String language =
        ContentLanguage.of(
            QueryParameters.parse(request.getQueryString(), List.of(ContentLanguage.PARAMETER)),
            request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
    Session session = sessions.find(id).orElseThrow(Sessions::unknown).session();
    LanguageMap title = sessions.title(session);
    String chosen = language.equals("en") ? title.en().orElse(title.da()) : title.da();
    return PersonalAnswer.of(200)
        .type("text/calendar; charset=utf-8")
        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
        .header(
            HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + session.id() + ".ics\"")
        .entity(
            Calendar.of(session, chosen, publicUrl, PersonalAnswer.reader(security).isPresent()))
        .build();
  }

  @OPTIONS
  @PermitAll
  public Response options() {
    return PersonalAnswer.options("GET, HEAD, OPTIONS");
  }
}
