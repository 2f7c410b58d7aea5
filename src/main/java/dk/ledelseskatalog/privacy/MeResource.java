package dk.ledelseskatalog.privacy;

import dk.ledelseskatalog.identity.Person;
import dk.ledelseskatalog.identity.PersonalAnswer;
import dk.ledelseskatalog.identity.Roles;
import dk.ledelseskatalog.jsonapi.MediaTypes;
import dk.ledelseskatalog.jsonapi.QueryParameters;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.StreamingOutput;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;

/** {@code /api/me}. */
@Path(PersonalExport.TYPE)
@Dependent
public final class MeResource {
  private static final String CONFIRM = "confirmErasure";

  private final PersonalExport export;
  private final Erasures erasures;
  private final ErasureDocuments documents;

  /**
   * @param publicUrl the service's address, without a slash at its end
   */
  @Inject
  public MeResource(PersonalExport export, Erasures erasures, URI publicUrl) {
    this.export = export;
    this.erasures = erasures;
    this.documents = new ErasureDocuments(publicUrl);
  }

  @GET
  @RolesAllowed({
    Roles.LEADER,
    Roles.EDITOR,
    Roles.FACILITATOR,
    Roles.ADMINISTRATOR,
    Roles.PLATFORM
  })
  public Response everything(
      @Context HttpServletRequest request, @Context SecurityContext security) {
    MediaTypes.requireAcceptable(request.getHeader(HttpHeaders.ACCEPT));
    var unused = QueryParameters.parse(request.getQueryString(), List.of());
    Person self = PersonalAnswer.person(security);
    Optional<UUID> pseudonym = export.begin(self, role(self));
    StreamingOutput document = to -> export.write(self, pseudonym, to);
    return PersonalAnswer.of(200).type(MediaTypes.JSON_API).entity(document).build();
  }

  @DELETE
  @RolesAllowed({
    Roles.LEADER,
    Roles.EDITOR,
    Roles.FACILITATOR,
    Roles.ADMINISTRATOR,
    Roles.PLATFORM
  })
  public Response erase(@Context HttpServletRequest request, @Context SecurityContext security) {
    MediaTypes.requireAcceptable(request.getHeader(HttpHeaders.ACCEPT));
    QueryParameters parameters = QueryParameters.parse(request.getQueryString(), List.of(CONFIRM));
    if (!parameters.value(CONFIRM).equals(Optional.of("true"))) {
      throw QueryParameters.invalid(
          "erasure-not-confirmed",
          CONFIRM,
          "Sletning kan ikke fortrydes. Mener du det, så send DELETE /api/me?confirmErasure=true.",
          "Erasure cannot be undone. If you mean it, send DELETE /api/me?confirmErasure=true.");
    }
    Person self = PersonalAnswer.person(security);
    Optional<Erasure> erasure = erasures.eraseOneself(self, role(self));
    return erasure
        .map(done -> PersonalAnswer.of(200, documents.one(done)))
        .orElseGet(() -> PersonalAnswer.of(204))
        .build();
  }

  @OPTIONS
  @PermitAll
  public Response options() {
    return PersonalAnswer.options("GET, HEAD, DELETE, OPTIONS");
  }

  /** Whoever has several acts here as a leader if they are one. */
  private static String role(Person self) {
    return self.has(Roles.LEADER) ? Roles.LEADER : new TreeSet<>(self.roles()).first();
  }
}
