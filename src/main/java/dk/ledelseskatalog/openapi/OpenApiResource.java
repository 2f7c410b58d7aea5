package dk.ledelseskatalog.openapi;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.zip.CRC32C;

/** {@code /openapi}: the description, for whoever writes or generates a client. */
@Path("")
@Dependent
public final class OpenApiResource {
  private final OpenApi description;

  @Inject
  public OpenApiResource(OpenApi description) {
    this.description = description;
  }

  @GET
  @PermitAll
  public Response description(@Context Request request) {
    byte[] json = description.toJson();
    CRC32C checksum = new CRC32C();
    checksum.update(json);
    EntityTag tag = new EntityTag(Long.toHexString(checksum.getValue()));
    Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
    return (unchanged == null ? Response.ok(json, MediaType.APPLICATION_JSON_TYPE) : unchanged)
        .tag(tag)
        .header(HttpHeaders.CACHE_CONTROL, "public, max-age=300")
        .build();
  }

  @OPTIONS
  @PermitAll
  public Response options() {
    return Response.noContent().header(HttpHeaders.ALLOW, "GET, HEAD, OPTIONS").build();
  }
}
