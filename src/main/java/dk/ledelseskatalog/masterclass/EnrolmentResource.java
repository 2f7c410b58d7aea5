package dk.ledelseskatalog.masterclass;

import dk.ledelseskatalog.identity.Caller;
import dk.ledelseskatalog.identity.Person;
import dk.ledelseskatalog.identity.PersonalAnswer;
import dk.ledelseskatalog.identity.Roles;
import dk.ledelseskatalog.identity.Scope;
import dk.ledelseskatalog.identity.ScopeAllowed;
import dk.ledelseskatalog.jsonapi.Document;
import dk.ledelseskatalog.jsonapi.MediaTypes;
import dk.ledelseskatalog.jsonapi.QueryParameters;
import dk.ledelseskatalog.learning.CompletionRequest;
import dk.ledelseskatalog.records.RecordAnswer;
import dk.ledelseskatalog.records.RecordFormat;
import dk.ledelseskatalog.records.RecordListing;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.UUID;

/** {@code /api/enrolments}. */
@Path("enrolments")
@Dependent
public final class EnrolmentResource {
  private final Enrolments enrolments;
  private final Attendances attendances;
  private final EnrolmentDocuments documents;

  /**
   * @param publicUrl the service's address, without a slash at its end
   */
  @Inject
  public EnrolmentResource(Enrolments enrolments, Attendances attendances, URI publicUrl) {
    this.enrolments = enrolments;
    this.attendances = attendances;
    this.documents = new EnrolmentDocuments(publicUrl);
  }

  @POST
  @RolesAllowed(Roles.LEADER)
  public Response create(
      InputStream body, @Context HttpServletRequest request, @Context SecurityContext security) {
    MediaTypes.requireJsonApi(request.getContentType());
    MediaTypes.requireAcceptable(request.getHeader(HttpHeaders.ACCEPT));
    requireNoParameters(request);
    Person person = PersonalAnswer.person(security);
    Enrolments.SignedUp signedUp = enrolments.signUp(person, EnrolmentRequest.readSession(body));
    Document document = documents.one(signedUp.enrolment(), person);
    return signedUp.created()
        ? PersonalAnswer.created(documents.address(signedUp.enrolment().enrolment()), document)
        : PersonalAnswer.of(200, document).build();
  }

  @GET
  @RolesAllowed({Roles.LEADER, Roles.FACILITATOR, Roles.PLATFORM, Roles.ADMINISTRATOR})
  @ScopeAllowed(Scope.LEARNING_RECORDS)
  public Response list(@Context HttpServletRequest request, @Context SecurityContext security) {
    RecordFormat format = RecordFormat.of(request.getHeader(HttpHeaders.ACCEPT));
    EnrolmentQuery query = EnrolmentQuery.parse(request.getQueryString());
    Caller caller = PersonalAnswer.caller(security);
    return RecordAnswer.of(
        request,
        format,
        query.parameters(),
        enrolments.feed(),
        new RecordListing<>(
            documents.list(),
            EnrolmentRequest.TYPE,
            documents.form(caller),
            page -> documents.list(enrolments.list(caller, query, page), page, query, caller),
            (place, limit) -> enrolments.after(caller, query, place, limit)));
  }

  @GET
  @Path("{id}")
  @RolesAllowed({Roles.LEADER, Roles.FACILITATOR, Roles.PLATFORM, Roles.ADMINISTRATOR})
  @ScopeAllowed(Scope.LEARNING_RECORDS)
  public Response one(
      @Context HttpServletRequest request,
      @Context SecurityContext security,
      @PathParam("id") String id) {
    MediaTypes.requireAcceptable(request.getHeader(HttpHeaders.ACCEPT));
    requireNoParameters(request);
    Caller caller = PersonalAnswer.caller(security);
    EnrolmentView view = enrolments.find(caller, uuid(id)).orElseThrow(Enrolments::unknown);
    return PersonalAnswer.of(200, documents.one(view, caller)).build();
  }

  @PATCH
  @Path("{id}")
  @RolesAllowed({Roles.LEADER, Roles.FACILITATOR, Roles.ADMINISTRATOR})
  public Response change(
      InputStream body,
      @Context HttpServletRequest request,
      @Context SecurityContext security,
      @PathParam("id") String id) {
    MediaTypes.requireJsonApi(request.getContentType());
    MediaTypes.requireAcceptable(request.getHeader(HttpHeaders.ACCEPT));
    requireNoParameters(request);
    Person person = PersonalAnswer.person(security);
    EnrolmentStatus status = EnrolmentRequest.readStatus(body, id);
    EnrolmentView changed =
        status == EnrolmentStatus.CANCELLED
            ? enrolments.signOff(person, uuid(id))
            : attendances.record(person, uuid(id), status);
    return PersonalAnswer.of(200, documents.one(changed, person)).build();
  }

  @DELETE
  @Path("{id}")
  @RolesAllowed(Roles.LEADER)
  public Response signOff(
      @Context HttpServletRequest request,
      @Context SecurityContext security,
      @PathParam("id") String id) {
    requireNoParameters(request);
    var unused = enrolments.signOff(PersonalAnswer.person(security), uuid(id));
    return PersonalAnswer.of(204).build();
  }

  @OPTIONS
  @PermitAll
  public Response listOptions() {
    return PersonalAnswer.options("GET, HEAD, POST, OPTIONS");
  }

  @OPTIONS
  @Path("{id}")
  @PermitAll
  public Response oneOptions() {
    return PersonalAnswer.options("GET, HEAD, PATCH, DELETE, OPTIONS");
  }

  /** An id that is none of ours names nothing; the database is not asked. */
  private static UUID uuid(String text) {
    if (!CompletionRequest.isUuid(text)) {
      throw Enrolments.unknown();
    }
    return UUID.fromString(text);
  }

  private static void requireNoParameters(HttpServletRequest request) {
    var unused = QueryParameters.parse(request.getQueryString(), List.of());
  }
}
