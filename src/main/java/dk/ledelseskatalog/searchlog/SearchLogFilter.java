package dk.ledelseskatalog.searchlog;

import dk.ledelseskatalog.jsonapi.ContentLanguage;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import dk.ledelseskatalog.jsonapi.Page;
import dk.ledelseskatalog.jsonapi.QueryParameters;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Counts each search that was answered, whoever answered it: the search itself, or the memory of an
 * answer given before. Further pages of a search are not counted again.
 */
public final class SearchLogFilter implements Filter {
  private static final String SEARCH = "/api/search";
  private static final String TYPED = "filter[q]";
  private static final Pattern OURS =
      Pattern.compile("(filter(\\[|%5[Bb])q|page(\\[|%5[Bb])number|contentLanguage).*");

  private final SearchLog log;

  public SearchLogFilter(SearchLog log) {
    this.log = log;
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    chain.doFilter(request, response);
    if (request instanceof HttpServletRequest http
        && response instanceof HttpServletResponse answer
        && http.getMethod().equals("GET")
        && http.getRequestURI().equals(SEARCH)
        && (answer.getStatus() == HttpServletResponse.SC_OK
            || answer.getStatus() == HttpServletResponse.SC_NOT_MODIFIED)) {
      count(http.getQueryString(), http.getHeader("Accept-Language"));
    }
  }

  private void count(@Nullable String query, @Nullable String acceptLanguage) {
    if (query == null) {
      return;
    }
    try {
      QueryParameters parameters =
          QueryParameters.parse(
              Arrays.stream(query.split("&", -1))
                  .filter(pair -> OURS.matcher(pair).matches())
                  .collect(Collectors.joining("&")),
              List.of(TYPED, Page.NUMBER, ContentLanguage.PARAMETER));
      if (parameters.value(Page.NUMBER).orElse("1").equals("1")) {
        log.count(
            ContentLanguage.of(parameters, acceptLanguage), parameters.value(TYPED).orElse(""));
      }
    } catch (JsonApiException e) {
      // Answered all the same, so somebody else reads names otherwise; a count is not worth more.
      return;
    }
  }
}
