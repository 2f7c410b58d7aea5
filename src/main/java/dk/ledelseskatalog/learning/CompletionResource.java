package dk.ledelseskatalog.learning;

import dk.ledelseskatalog.identity.Caller;
import dk.ledelseskatalog.identity.Person;
import dk.ledelseskatalog.identity.PersonalAnswer;
import dk.ledelseskatalog.identity.Roles;
import dk.ledelseskatalog.identity.Scope;
import dk.ledelseskatalog.identity.ScopeAllowed;
import dk.ledelseskatalog.jsonapi.Document;
import dk.ledelseskatalog.jsonapi.ErrorObject;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import dk.ledelseskatalog.jsonapi.MediaTypes;
import dk.ledelseskatalog.jsonapi.QueryParameters;
import dk.ledelseskatalog.records.RecordAnswer;
import dk.ledelseskatalog.records.RecordFormat;
import dk.ledelseskatalog.records.RecordListing;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.OPTIONS;
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
import java.util.Optional;
import java.util.UUID;

/** {@code /api/completions}. */
@Path("completions")
@Dependent
public final class CompletionResource {
  private final Completions completions;
  private final CompletionDocuments documents;

  /**
   * @param publicUrl the service's address, without a slash at its end
   */
  @Inject
  public CompletionResource(Completions completions, URI publicUrl) {
    this.completions = completions;
    this.documents = new CompletionDocuments(publicUrl);
  }

  @POST
  @RolesAllowed(Roles.LEADER)
  public Response create(
      InputStream body, @Context HttpServletRequest request, @Context SecurityContext security) {
    MediaTypes.requireJsonApi(request.getContentType());
    MediaTypes.requireAcceptable(request.getHeader(HttpHeaders.ACCEPT));
    var unused = QueryParameters.parse(request.getQueryString(), List.of());
    Person person = PersonalAnswer.person(security);
    Completions.Recorded recorded = completions.record(person, CompletionRequest.read(body));
    Document document = documents.recorded(recorded, person);
    return recorded.created()
        ? PersonalAnswer.created(documents.address(recorded.completion().completion()), document)
        : PersonalAnswer.of(200, document).build();
  }

  @GET
  @RolesAllowed({Roles.LEADER, Roles.PLATFORM, Roles.ADMINISTRATOR})
  @ScopeAllowed(Scope.LEARNING_RECORDS)
  public Response list(@Context HttpServletRequest request, @Context SecurityContext security) {
    RecordFormat format = RecordFormat.of(request.getHeader(HttpHeaders.ACCEPT));
    CompletionQuery query = CompletionQuery.parse(request.getQueryString());
    Caller caller = PersonalAnswer.caller(security);
    return RecordAnswer.of(
        request,
        format,
        query.parameters(),
        completions.feed(),
        new RecordListing<>(
            documents.list(),
            CompletionRequest.TYPE,
            documents.form(caller),
            page ->
                documents.list(completions.list(caller, query.filter(), page), page, query, caller),
            (place, limit) -> completions.after(caller, query.filter(), place, limit)));
  }

  @GET
  @Path("{id}")
  @RolesAllowed({Roles.LEADER, Roles.PLATFORM, Roles.ADMINISTRATOR})
  @ScopeAllowed(Scope.LEARNING_RECORDS)
  public Response one(
      @Context HttpServletRequest request,
      @Context SecurityContext security,
      @PathParam("id") String id) {
    MediaTypes.requireAcceptable(request.getHeader(HttpHeaders.ACCEPT));
    var unused = QueryParameters.parse(request.getQueryString(), List.of());
    Caller caller = PersonalAnswer.caller(security);
    TrackedCompletion completion =
        uuid(id)
            .flatMap(known -> completions.find(caller, known))
            .orElseThrow(CompletionResource::unknown);
    return PersonalAnswer.of(200, documents.one(completion, caller)).build();
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
    return PersonalAnswer.options("GET, HEAD, OPTIONS");
  }

  private static Optional<UUID> uuid(String text) {
    return CompletionRequest.isUuid(text) ? Optional.of(UUID.fromString(text)) : Optional.empty();
  }

  private static JsonApiException unknown() {
    return new JsonApiException(
        ErrorObject.of(
            404,
            "unknown-completion",
            "Du har ingen gennemførelse med dette id; se dine egne på /api/completions.",
            "You have no completion with this id; see yours at /api/completions."));
  }
}
