package dk.ledelseskatalog.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import dk.ledelseskatalog.catalogue.PublishedEntry;
import dk.ledelseskatalog.contentmodel.EntryId;
import dk.ledelseskatalog.jsonapi.Echo;
import dk.ledelseskatalog.jsonapi.ErrorObject;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import dk.ledelseskatalog.xapi.Activity;
import dk.ledelseskatalog.xapi.ActivityType;
import dk.ledelseskatalog.xapi.LanguageMap;
import dk.ledelseskatalog.xapi.Profile;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/**
 * {@code /xapi/activities}: where the activity IRIs in our statements lead. A machine is given the
 * activity's definition (xAPI 1.0.3, 2 §2.4.4.1), a person the page.
 */
@Path("activities")
@Dependent
public final class ActivityResource {
  private final Representations representations;
  private final ActivitySource others;
  private final Profile profile;

  /**
   * @param others tells of the activities that are no entries
   */
  @Inject
  public ActivityResource(Representations representations, ActivitySource others, Profile profile) {
    this.representations = representations;
    this.others = others;
    this.profile = profile;
  }

  @GET
  @Path("{type}/{id}")
  @PermitAll
  public Response activity(
      @PathParam("type") String type, @PathParam("id") String id, @Context HttpHeaders headers) {
    ActivitySource.Shown shown =
        representations
            .entry(new EntryId(type, id))
            .filter(entry -> ActivityType.of(type).isPresent())
            .map(entry -> new ActivitySource.Shown(activity(entry), entry.id()))
            .or(() -> others.find(type, id))
            .orElseThrow(
                () ->
                    new JsonApiException(
                        ErrorObject.of(
                            404,
                            "unknown-activity",
                            "Kataloget, som det er nu, har ingen aktivitet "
                                + Echo.name(type + "/" + id)
                                + ".",
                            "The catalogue as it is now has no activity "
                                + Echo.name(type + "/" + id)
                                + ".")));
    Response.ResponseBuilder response =
        wantsPage(headers)
            ? Response.status(Response.Status.SEE_OTHER)
                .header(HttpHeaders.LOCATION, representations.page(shown.page()))
            : Response.ok(profile.definition(shown.activity()))
                .header(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON);
    return response
        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
        .header(HttpHeaders.CACHE_CONTROL, "public, max-age=60")
        .build();
  }

  @OPTIONS
  @Path("{type}/{id}")
  @PermitAll
  public Response options() {
    return Reads.options();
  }

  private static boolean wantsPage(HttpHeaders headers) {
    for (MediaType type : headers.getAcceptableMediaTypes()) {
      if (type.isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
        return false;
      }
      if (type.isCompatible(MediaType.TEXT_HTML_TYPE)) {
        return true;
      }
    }
    return false;
  }

  private static Activity activity(PublishedEntry entry) {
    JsonNode title = entry.attributes().path(entry.type().titleAttribute());
    LanguageMap name =
        title.isTextual()
            ? LanguageMap.of(title.textValue())
            : new LanguageMap(
                title.path("da").asText(), Optional.ofNullable(title.path("en").textValue()));
    return new Activity(entry.id().type(), entry.id().id(), name, Optional.empty());
  }
}
