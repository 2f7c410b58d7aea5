package dk.ledelseskatalog.openapi;

import dk.ledelseskatalog.jsonapi.QueryParameters;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Variant;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** {@code /openapi}: the description, for whoever writes or generates a client. */
@Path("")
@Dependent
public final class OpenApiResource {
  /** RFC 9512. */
  private static final MediaType YAML = new MediaType("application", "yaml");

  /** Besides the name it has, YAML is asked for by those it had before. */
  private static final List<Variant> FORMATS =
      Variant.mediaTypes(
              MediaType.APPLICATION_JSON_TYPE,
              YAML,
              new MediaType("application", "x-yaml"),
              new MediaType("text", "yaml"))
          .build();

  private final OpenApi description;

  @Inject
  public OpenApiResource(OpenApi description) {
    this.description = description;
  }

  @GET
  @PermitAll
  public Response description(
      @Context Request request, @QueryParam("format") @Nullable String format) {
    boolean yaml = format == null ? prefersYaml(request) : isYaml(format);
    byte[] body = yaml ? description.toYaml() : description.toJson();
    CRC32C checksum = new CRC32C();
    checksum.update(body);
    EntityTag tag = new EntityTag(Long.toHexString(checksum.getValue()));
    Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
    return (unchanged == null
            ? Response.ok(body, yaml ? YAML : MediaType.APPLICATION_JSON_TYPE)
            : unchanged)
        .tag(tag)
        .header(HttpHeaders.CACHE_CONTROL, "public, max-age=300")
        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
        .build();
  }

  /** Who says nothing, or wants something else, is given JSON. */
  private static boolean prefersYaml(Request request) {
    Variant chosen = request.selectVariant(FORMATS);
    return chosen != null && !chosen.getMediaType().equals(MediaType.APPLICATION_JSON_TYPE);
  }

  /** The parameter of MicroProfile OpenAPI; it outranks the header. */
  private static boolean isYaml(String format) {
    return switch (format.toLowerCase(Locale.ROOT)) {
      case "json" -> false;
      case "yaml" -> true;
      default ->
          throw QueryParameters.invalid(
              "invalid-format",
              "format",
              "\"format\" skal være json eller yaml.",
              "\"format\" must be json or yaml.");
    };
  }

  @OPTIONS
  @PermitAll
  public Response options() {
    return Response.noContent().header(HttpHeaders.ALLOW, "GET, HEAD, OPTIONS").build();
  }
}
