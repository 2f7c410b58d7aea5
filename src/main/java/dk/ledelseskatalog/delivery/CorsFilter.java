package dk.ledelseskatalog.delivery;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.Collection;
import java.util.Set;

/**
 * Lets pages of listed origins use the API from a browser (Fetch, CORS protocol). An origin that is
 * not listed is never named back, and credentials are never allowed: a token goes into a header
 * that the page must set itself. Put it before everything else, so that errors carry it too.
 */
public final class CorsFilter implements Filter {
  private static final String METHODS = "GET, HEAD, POST, PATCH, DELETE, OPTIONS";
  private static final String REQUEST_HEADERS =
      "Accept, Accept-Language, Authorization, Content-Disposition, Content-Type, If-Match,"
          + " If-None-Match";
  private static final String RESPONSE_HEADERS =
      "Allow, Content-Language, ETag, Location, Retry-After, WWW-Authenticate";
  private static final String ONE_DAY = "86400";

  private final Set<String> origins;

  /**
   * @param origins as browsers send them, such as {@code https://intranet.example.dk}
   */
  public CorsFilter(Collection<String> origins) {
    this.origins = Set.copyOf(origins);
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (origins.isEmpty()
        || !(request instanceof HttpServletRequest http)
        || !(response instanceof HttpServletResponse answer)) {
      chain.doFilter(request, response);
      return;
    }
    // Also without Origin: a cache must not give that answer to a page of a listed origin.
    answer.addHeader("Vary", "Origin");
    HttpServletResponse varying = new Varying(answer);
    String origin = http.getHeader("Origin");
    if (origin == null || !origins.contains(origin)) {
      chain.doFilter(request, varying);
      return;
    }
    answer.setHeader("Access-Control-Allow-Origin", origin);
    if (http.getMethod().equals("OPTIONS")
        && http.getHeader("Access-Control-Request-Method") != null) {
      answer.setHeader("Access-Control-Allow-Methods", METHODS);
      answer.setHeader("Access-Control-Allow-Headers", REQUEST_HEADERS);
      answer.setHeader("Access-Control-Max-Age", ONE_DAY);
      answer.setStatus(HttpServletResponse.SC_NO_CONTENT);
      return;
    }
    answer.setHeader("Access-Control-Expose-Headers", RESPONSE_HEADERS);
    chain.doFilter(request, varying);
  }

  /** JAX-RS sets its own Vary in the place of ours; both must stand. */
  private static final class Varying extends HttpServletResponseWrapper {
    Varying(HttpServletResponse response) {
      super(response);
    }

    @Override
    public void setHeader(String name, String value) {
      if (name.equalsIgnoreCase("Vary")) {
        super.addHeader(name, value);
      } else {
        super.setHeader(name, value);
      }
    }
  }
}
