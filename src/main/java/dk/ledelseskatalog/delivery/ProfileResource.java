package dk.ledelseskatalog.delivery;

import dk.ledelseskatalog.jsonapi.Echo;
import dk.ledelseskatalog.jsonapi.ErrorObject;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import dk.ledelseskatalog.xapi.Profile;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** {@code /xapi/profile}: what the words in our statements mean, for whoever finds one. */
@Path("profile")
@Dependent
public final class ProfileResource {
  static final String JSON_LD = "application/ld+json";

  private final Profile profile;

  @Inject
  public ProfileResource(Profile profile) {
    this.profile = profile;
  }

  /** The current version. */
  @GET
  @PermitAll
  public Response current() {
    return respond(profile.toJson(), "public, max-age=3600");
  }

  /** A version by its name; what a version says never changes. */
  @GET
  @Path("versions/{name}")
  @PermitAll
  public Response version(@PathParam("name") String name) {
    return profile
        .toJson(name)
        .map(json -> respond(json, "public, max-age=31536000, immutable"))
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
  public Response concept(@PathParam("kind") String kind, @PathParam("name") String name) {
    String path = kind + "/" + name;
    if (!profile.defines(path)) {
      throw new JsonApiException(
          ErrorObject.of(
              404,
              "unknown-concept",
              "Profilen har ikke " + Echo.name(path) + ". Se /xapi/profile.",
              "The profile has no " + Echo.name(path) + ". See /xapi/profile."));
    }
    return current();
  }

  private static Response respond(byte[] json, String cacheControl) {
    return Response.ok(json)
        .header(HttpHeaders.CONTENT_TYPE, JSON_LD)
        .header(HttpHeaders.CACHE_CONTROL, cacheControl)
        .build();
  }
}
