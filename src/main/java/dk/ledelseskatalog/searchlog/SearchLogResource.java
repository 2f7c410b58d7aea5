package dk.ledelseskatalog.searchlog;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.ledelseskatalog.identity.PersonalAnswer;
import dk.ledelseskatalog.identity.Roles;
import dk.ledelseskatalog.jsonapi.Document;
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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;

/** {@code /api/search-log}. */
@Path("search-log")
@Dependent
public final class SearchLogResource {
  private static final String TYPE = "searches";
  private static final String LANGUAGE = "filter[language]";
  private static final String WITHOUT_HITS = "filter[withoutHits]";
  private static final String FROM = "filter[from]";
  private static final String TO = "filter[to]";
  private static final int PAGE_SIZE = 50;
  private static final int DAYS = 30;

  private final SearchLog log;
  private final String address;
  private final String searchAddress;

  /**
   * @param publicUrl the service's address, without a slash at its end
   */
  @Inject
  public SearchLogResource(SearchLog log, URI publicUrl) {
    this.log = log;
    this.address = publicUrl + "/api/search-log";
    this.searchAddress = publicUrl + "/api/search";
  }

  @GET
  @RolesAllowed({Roles.EDITOR, Roles.ADMINISTRATOR})
  public Response list(@Context HttpServletRequest request) {
    MediaTypes.requireAcceptable(request.getHeader(HttpHeaders.ACCEPT));
    QueryParameters parameters =
        QueryParameters.parse(
            request.getQueryString(),
            List.of(LANGUAGE, WITHOUT_HITS, FROM, TO, Page.NUMBER, Page.SIZE));
    Page page = Page.of(parameters, PAGE_SIZE);
    SearchCounts.Choice choice = choice(parameters);
    SearchLog.Report report = log.report(choice, page.offset(), page.size());
    ObjectNode meta = JsonNodeFactory.instance.objectNode().put("total", report.total());
    meta.put("from", choice.from().toString()).put("to", choice.to().toString());
    Document document =
        Document.of(
            report.lines().stream().map(line -> resource(choice.language(), line)).toList(),
            page.links(address, parameters, report.total()),
            meta);
    return PersonalAnswer.of(200, document).build();
  }

  @OPTIONS
  @PermitAll
  public Response options() {
    return PersonalAnswer.options("GET, HEAD, OPTIONS");
  }

  private SearchCounts.Choice choice(QueryParameters parameters) {
    LocalDate to = day(parameters, TO, log.today());
    LocalDate from = day(parameters, FROM, to.minusDays(DAYS));
    boolean withoutHits = oneOf(parameters, WITHOUT_HITS, "false", "true").equals("true");
    return new SearchCounts.Choice(
        oneOf(parameters, LANGUAGE, "da", "en"), from, to, 0, withoutHits ? 0 : Integer.MAX_VALUE);
  }

  private static String oneOf(QueryParameters parameters, String name, String usual, String other) {
    String value = parameters.value(name).orElse(usual);
    if (value.equals(usual) || value.equals(other)) {
      return value;
    }
    throw invalid(name, usual + " eller " + other, usual + " or " + other);
  }

  private static LocalDate day(QueryParameters parameters, String name, LocalDate usual) {
    try {
      LocalDate day = parameters.value(name).map(LocalDate::parse).orElse(usual);
      if (day.getYear() >= 2000 && day.getYear() <= 9999) {
        return day;
      }
    } catch (DateTimeParseException e) {
      throw invalid(name, "en dag som 2026-11-24", "a day such as 2026-11-24");
    }
    throw invalid(name, "en dag som 2026-11-24", "a day such as 2026-11-24");
  }

  private static JsonApiException invalid(String name, String da, String en) {
    return QueryParameters.invalid(
        "invalid-filter",
        name,
        "\"" + name + "\" skal være " + da + ".",
        "\"" + name + "\" must be " + en + ".");
  }

  private ResourceObject resource(String language, SearchLog.Found found) {
    String query = found.line().query();
    ObjectNode attributes = JsonNodeFactory.instance.objectNode();
    attributes.put("query", query).put("language", language);
    attributes.put("searches", found.line().searches());
    attributes.put("lastDay", found.line().lastDay().toString());
    attributes.put("hits", found.hits());
    return ResourceObject.of(
        new ResourceIdentifier(TYPE, language + ":" + query),
        attributes,
        Map.of(),
        QueryParameters.parse(null, List.of())
            .with("filter[q]", query)
            .with("contentLanguage", language)
            .appendTo(searchAddress));
  }
}
