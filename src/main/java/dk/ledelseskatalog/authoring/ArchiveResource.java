package dk.ledelseskatalog.authoring;

import dk.ledelseskatalog.archive.ArchiveException;
import dk.ledelseskatalog.identity.PersonalAnswer;
import dk.ledelseskatalog.identity.Roles;
import dk.ledelseskatalog.jsonapi.ErrorObject;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import dk.ledelseskatalog.jsonapi.QueryParameters;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;

/** {@code /api/editor/export} and {@code /api/editor/imports}: the whole catalogue as a file. */
@Path("editor")
@Dependent
public final class ArchiveResource {
  private static final String ZIP = "application/zip";
  private static final String AS_DRAFTS = "asDrafts";
  private static final String DRY_RUN = "dryRun";

  /** How many seconds to wait before asking again. */
  private static final int SOON = 1;

  private final Authoring authoring;
  private final EditorDocuments documents;

  /**
   * @param publicUrl the service's address, without a slash at its end
   */
  @Inject
  public ArchiveResource(Authoring authoring, URI publicUrl) {
    this.authoring = authoring;
    this.documents = new EditorDocuments(authoring.model(), publicUrl);
  }

  @GET
  @Path("export")
  @RolesAllowed(Roles.ADMINISTRATOR)
  public Response export(@Context HttpServletRequest request, @Context SecurityContext security) {
    var unused = QueryParameters.parse(request.getQueryString(), List.of());
    Response.ResponseBuilder answer =
        PersonalAnswer.of(200)
            .header(HttpHeaders.CONTENT_TYPE, ZIP)
            .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"katalog.zip\"");
    if (!request.getMethod().equals(HttpMethod.HEAD)) {
      Exports.File file = write(security);
      answer
          .header(HttpHeaders.CONTENT_LENGTH, file.size())
          .entity(
              (StreamingOutput)
                  out -> {
                    try (file) {
                      Files.copy(file.path(), out);
                    }
                  });
    }
    return answer.build();
  }

  private Exports.File write(SecurityContext security) {
    try {
      return authoring.exports().write(PersonalAnswer.person(security));
    } catch (ArchiveException e) {
      throw Drafts.refusal(
          409,
          "export-impossible",
          e.faults().get(0).message().da(),
          e.faults().get(0).message().in("en"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @POST
  @Path("imports")
  @RolesAllowed(Roles.ADMINISTRATOR)
  public Response start(
      InputStream body, @Context HttpServletRequest request, @Context SecurityContext security) {
    requireZip(request.getContentType());
    QueryParameters parameters =
        EditorRequests.parameters(request, List.of(AS_DRAFTS, DRY_RUN, EditorRequests.REASON));
    Imports.Request asked =
        new Imports.Request(
            EditorRequests.flag(parameters, AS_DRAFTS),
            EditorRequests.flag(parameters, DRY_RUN),
            EditorRequests.reason(parameters));
    ImportRepository.Import begun =
        authoring.imports().start(PersonalAnswer.person(security), asked, body);
    return PersonalAnswer.of(202, documents.importing(begun))
        .location(URI.create(documents.address(begun)))
        .header(HttpHeaders.RETRY_AFTER, SOON)
        .build();
  }

  private static void requireZip(String contentType) {
    if (contentType == null
        || !contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals(ZIP)) {
      throw new JsonApiException(
          ErrorObject.of(
              415,
              "unsupported-media-type",
              ErrorObject.Source.header(HttpHeaders.CONTENT_TYPE),
              "Send filen som " + ZIP + ".",
              "Send the file as " + ZIP + "."));
    }
  }

  @GET
  @Path("imports/{id}")
  @RolesAllowed(Roles.ADMINISTRATOR)
  public Response one(@Context HttpServletRequest request, @PathParam("id") String id) {
    EditorRequests.requireNoParameters(request);
    ImportRepository.Import found = authoring.imports().find(id);
    Response.ResponseBuilder answer = PersonalAnswer.of(200, documents.importing(found));
    if (found.state() == ImportRepository.State.RUNNING && !found.interrupted()) {
      answer.header(HttpHeaders.RETRY_AFTER, SOON);
    }
    return answer.build();
  }

  @OPTIONS
  @Path("export")
  @PermitAll
  public Response exportOptions() {
    return PersonalAnswer.options("GET, HEAD, OPTIONS");
  }

  @OPTIONS
  @Path("imports")
  @PermitAll
  public Response importsOptions() {
    return PersonalAnswer.options("POST, OPTIONS");
  }

  @OPTIONS
  @Path("imports/{id}")
  @PermitAll
  public Response oneOptions() {
    return PersonalAnswer.options("GET, HEAD, OPTIONS");
  }
}
