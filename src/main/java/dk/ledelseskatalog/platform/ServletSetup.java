package dk.ledelseskatalog.platform;

import dk.ledelseskatalog.delivery.CorsFilter;
import dk.ledelseskatalog.delivery.ReplayFilter;
import dk.ledelseskatalog.searchlog.SearchLogFilter;
import jakarta.inject.Inject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Optional;

/** Adds the filters, in the order in which a request meets them. */
@WebListener
public final class ServletSetup implements ServletContextListener {
  private final Components components;
  private Optional<Entrance> entrance = Optional.empty();

  @Inject
  ServletSetup(Components components) {
    this.components = components;
  }

  @Override
  public void contextInitialized(ServletContextEvent event) {
    Service service = components.service();
    ServletContext context = event.getServletContext();
    CorsFilter cors = new CorsFilter(service.configuration().corsOrigins());
    SecurityHeadersFilter security = new SecurityHeadersFilter();
    SearchLogFilter searchLog = new SearchLogFilter(service.searchLog());
    ReplayFilter replay = new ReplayFilter(service.representations());

    Departure departure = components.departure();

    EnumSet<DispatcherType> requests = EnumSet.of(DispatcherType.REQUEST);
    context.addFilter("departure", departure).addMappingForUrlPatterns(requests, true, "/*");
    context
        .addFilter("cors", cors)
        .addMappingForUrlPatterns(requests, true, "/api/*", "/media/*", "/xapi/*", "/openapi/*");
    context.addFilter("security-headers", security).addMappingForUrlPatterns(requests, true, "/*");
    context
        .addFilter("search-log", searchLog)
        .addMappingForUrlPatterns(requests, true, "/api/search");
    context.addFilter("replay", replay).addMappingForUrlPatterns(requests, true, "/api/*");

    context
        .addServlet("home", new HomePage(file(context), service.representations().discovery()))
        .addMapping("", "/index.html");

    entrance =
        Entrance.open(
            context,
            request ->
                request.getRequestURI().startsWith("/api")
                    ? replay
                        .known(request)
                        // Counts searches, and leaves the rest alone.
                        .map(end -> behind(searchLog, end))
                        .map(end -> behind(departure, behind(cors, behind(security, end))))
                    : Optional.empty());
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    entrance.ifPresent(Entrance::close);
  }

  private static String file(ServletContext context) {
    try (InputStream file = context.getResourceAsStream("/index.html")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("The page at / cannot be read", e);
    }
  }

  private static FilterChain behind(Filter filter, FilterChain next) {
    return (request, response) -> filter.doFilter(request, response, next);
  }
}
