package dk.ledelseskatalog.delivery;

import dk.ledelseskatalog.jsonapi.Echo;
import dk.ledelseskatalog.jsonapi.ErrorObject;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import dk.ledelseskatalog.xapi.Profile;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Variant;
import java.util.List;
import java.util.zip.CRC32C;

/** {@code /xapi/profile}: what the words in our statements mean, for whoever finds one. */
@Path("profile")
@Dependent
public final class ProfileResource {
  static final String JSON_LD = "application/ld+json";

  private static final List<Variant> FORMS =
      Variant.mediaTypes(MediaType.valueOf(JSON_LD), MediaType.APPLICATION_JSON_TYPE).build();

  private final Profile profile;

  @Inject
  public ProfileResource(Profile profile) {
    this.profile = profile;
  }

  /** The current version. */
  @GET
  @PermitAll
  public Response current(@Context Request request) {
    return respond(request, profile.toJson(), "public, max-age=3600");
  }

  /** A version by its name; what a version says never changes. */
  @GET
  @Path("versions/{name}")
  @PermitAll
  public Response version(@Context Request request, @PathParam("name") String name) {
    return profile
        .toJson(name)
        .map(json -> respond(request, json, "public, max-age=31536000, immutable"))
        .orElseThrow(
            () ->
                new JsonApiException(
                    ErrorObject.of(
                        404,
                        "unknown-profile-version",
                        "Profilen har ingen version \"" + Echo.name(name) + "\". Se /xapi/profile.",
                        "The profile has no version \""
                            + Echo.name(name)
                            + "\". See /xapi/profile.")));
  }

  /** A verb or an activity type: the profile is where it is defined. */
  @GET
  @Path("{kind: verbs|activity-types}/{name}")
  @PermitAll
  public Response concept(
      @Context Request request, @PathParam("kind") String kind, @PathParam("name") String name) {
    String path = kind + "/" + name;
    if (!profile.defines(path)) {
      throw new JsonApiException(
          ErrorObject.of(
              404,
              "unknown-concept",
              "Profilen har ikke " + Echo.name(path) + ". Se /xapi/profile.",
              "The profile has no " + Echo.name(path) + ". See /xapi/profile."));
    }
    return current(request);
  }

  @OPTIONS
  @PermitAll
  public Response currentOptions() {
    return Reads.options();
  }

  @OPTIONS
  @Path("versions/{name}")
  @PermitAll
  public Response versionOptions() {
    return Reads.options();
  }

  @OPTIONS
  @Path("{kind: verbs|activity-types}/{name}")
  @PermitAll
  public Response conceptOptions() {
    return Reads.options();
  }

  /** JSON-LD, and under the name of plain JSON for a client that knows only that. */
  private static Response respond(Request request, byte[] json, String cacheControl) {
    Variant form = request.selectVariant(FORMS);
    if (form == null) {
      throw new JsonApiException(
          ErrorObject.of(
              406,
              "not-acceptable",
              ErrorObject.Source.header(HttpHeaders.ACCEPT),
              "Profilen findes som " + JSON_LD + " og application/json; acceptér en af dem.",
              "The profile comes as " + JSON_LD + " and application/json; accept one of them."));
    }
    EntityTag tag = tag(json, form.getMediaType());
    Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
    return (unchanged == null ? Response.ok(json, form.getMediaType()) : unchanged)
        .tag(tag)
        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
        .header(HttpHeaders.CACHE_CONTROL, cacheControl)
        .build();
  }

  private static EntityTag tag(byte[] json, MediaType form) {
    CRC32C checksum = new CRC32C();
    checksum.update(json);
    return new EntityTag(form.getSubtype() + "-" + Long.toHexString(checksum.getValue()));
  }
}
