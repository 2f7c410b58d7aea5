package dk.ledelseskatalog.privacy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.ledelseskatalog.identity.PersonalAnswer;
import dk.ledelseskatalog.identity.Roles;
import dk.ledelseskatalog.jsonapi.Document;
import dk.ledelseskatalog.jsonapi.ErrorObject;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import dk.ledelseskatalog.jsonapi.MediaTypes;
import dk.ledelseskatalog.jsonapi.Page;
import dk.ledelseskatalog.jsonapi.QueryParameters;
import dk.ledelseskatalog.jsonapi.ResourceIdentifier;
import dk.ledelseskatalog.jsonapi.ResourceObject;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** {@code /api/retention-reports}. */
@Path("retention-reports")
@Dependent
public final class RetentionReportResource {
  private static final String TYPE = "retention-reports";
  private static final int PAGE_SIZE = 20;

  private final Retention retention;
  private final String address;

  /**
   * @param publicUrl the service's address, without a slash at its end
   */
  @Inject
  public RetentionReportResource(Retention retention, URI publicUrl) {
    this.retention = retention;
    this.address = publicUrl + "/api/" + TYPE;
  }

  @GET
  @RolesAllowed(Roles.ADMINISTRATOR)
  public Response list(@Context HttpServletRequest request) {
    MediaTypes.requireAcceptable(request.getHeader(HttpHeaders.ACCEPT));
    QueryParameters parameters =
        QueryParameters.parse(request.getQueryString(), List.of(Page.NUMBER, Page.SIZE));
    Page page = Page.of(parameters, PAGE_SIZE);
    Retention.Slice slice = retention.list(page.offset(), page.size());
    ObjectNode meta = JsonNodeFactory.instance.objectNode();
    meta.put("total", slice.total());
    ObjectNode kept = meta.putObject("kept");
    retention.kept().forEach((kind, period) -> kept.put(kind, period.toString()));
    return PersonalAnswer.of(
            200,
            Document.of(
                slice.reports().stream().map(this::resource).toList(),
                page.links(address, parameters, slice.total()),
                meta))
        .build();
  }

  @GET
  @Path("{night}")
  @RolesAllowed(Roles.ADMINISTRATOR)
  public Response one(@Context HttpServletRequest request, @PathParam("night") String night) {
    MediaTypes.requireAcceptable(request.getHeader(HttpHeaders.ACCEPT));
    var unused = QueryParameters.parse(request.getQueryString(), List.of());
    RetentionReport report =
        date(night).flatMap(retention::find).orElseThrow(RetentionReportResource::unknown);
    return PersonalAnswer.of(200, Document.of(resource(report))).build();
  }

  @OPTIONS
  @PermitAll
  public Response listOptions() {
    return PersonalAnswer.options("GET, HEAD, OPTIONS");
  }

  @OPTIONS
  @Path("{night}")
  @PermitAll
  public Response oneOptions() {
    return PersonalAnswer.options("GET, HEAD, OPTIONS");
  }

  private ResourceObject resource(RetentionReport report) {
    ObjectNode attributes = JsonNodeFactory.instance.objectNode();
    attributes.put("startedAt", report.startedAt().toString());
    attributes.put("finishedAt", report.finishedAt().map(Object::toString).orElse(null));
    ObjectNode removed = attributes.putObject("removed");
    new TreeMap<>(report.removed()).forEach(removed::put);
    return ResourceObject.of(
        new ResourceIdentifier(TYPE, report.night().toString()),
        attributes,
        Map.of(),
        address + '/' + report.night());
  }

  private static Optional<LocalDate> date(String text) {
    try {
      return Optional.of(LocalDate.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static JsonApiException unknown() {
    return new JsonApiException(
        ErrorObject.of(
            404,
            "unknown-retention-report",
            "Der er ingen rapport for den nat; se dem alle på /api/retention-reports.",
            "There is no report of that night; see all of them at /api/retention-reports."));
  }
}
