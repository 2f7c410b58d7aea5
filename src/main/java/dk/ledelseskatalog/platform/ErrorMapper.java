package dk.ledelseskatalog.platform;

import dk.ledelseskatalog.jsonapi.ErrorDocument;
import dk.ledelseskatalog.jsonapi.ErrorObject;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import dk.ledelseskatalog.jsonapi.Languages;
import dk.ledelseskatalog.jsonapi.MediaTypes;
import dk.ledelseskatalog.jsonapi.NearestPointer;
import dk.ledelseskatalog.persistence.DatabaseUnavailableException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.io.ByteArrayOutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns whatever ends a request into a JSON:API error document. */
public final class ErrorMapper implements ExceptionMapper<Throwable> {
  private static final Logger LOG = System.getLogger(ErrorMapper.class.getName());

  private static final int RETRY_AFTER_SECONDS = 2;

  /** By which a relationship could be changed (JSON:API 1.1, Updating Relationships). */
  private static final Set<String> CHANGES =
      Set.of(HttpMethod.POST, HttpMethod.PATCH, HttpMethod.DELETE);

  @Context private @Nullable HttpHeaders headers;
  @Context private @Nullable HttpServletRequest request;

  @Override
  public Response toResponse(Throwable failure) {
    if (failure instanceof JsonApiException known) {
      return response(known.errors().stream().map(this::inRequest).toList(), null);
    }
    if (failure instanceof NotAllowedException refused && changesRelationship()) {
      return response(List.of(Errors.relationshipReadOnly()), refused.getResponse());
    }
    if (failure instanceof WebApplicationException web) {
      Response original = web.getResponse();
      if (original.getStatus() < 400) {
        return original;
      }
      return response(List.of(Errors.ofStatus(original.getStatus())), original);
    }
    if (failure instanceof DatabaseUnavailableException) {
      LOG.log(Level.WARNING, "A request was put off: the database is away");
      return response(List.of(Errors.databaseUnavailable()), null);
    }
    LOG.log(Level.ERROR, "A request failed", failure);
    return response(List.of(Errors.internal()), null);
  }

  private Response response(List<ErrorObject> errors, @Nullable Response original) {
    int status = ErrorDocument.status(errors);
    Response.ResponseBuilder builder =
        Response.status(status)
            .type(MediaTypes.JSON_API)
            .header(HttpHeaders.CACHE_CONTROL, "no-store")
            .header(HttpHeaders.VARY, "Accept, Accept-Language")
            .entity(ErrorDocument.toBytes(errors, language()));
    String allow = original == null ? null : original.getHeaderString(HttpHeaders.ALLOW);
    if (allow != null) {
      // JAX-RS answers HEAD wherever it answers GET, but does not say so here.
      boolean head = allow.contains("GET") && !allow.contains("HEAD");
      builder.header(HttpHeaders.ALLOW, head ? allow.replace("GET", "GET, HEAD") : allow);
    }
    if (status == 503) {
      builder.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }
    if (status == 401) {
      builder.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"ledelseskatalog\"");
    }
    return builder.build();
  }

  /** The specification has 403 for it, not 405. */
  private boolean changesRelationship() {
    return request != null
        && CHANGES.contains(request.getMethod())
        && request.getRequestURI().matches("/api/[^/]+/[^/]+/relationships/[^/]+");
  }

  /** The error with a pointer to what the request has. */
  private ErrorObject inRequest(ErrorObject error) {
    if (request != null
        && request.getAttribute(KeptBodyFilter.BODY) instanceof ByteArrayOutputStream kept
        && error.source().isPresent()
        && error.source().get().kind() == ErrorObject.Source.Kind.POINTER) {
      return error.withSource(
          ErrorObject.Source.pointer(
              NearestPointer.in(kept.toByteArray(), error.source().get().value())));
    }
    return error;
  }

  private String language() {
    return Languages.preferred(
        headers == null ? null : headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE));
  }
}
