package dk.ledelseskatalog.platform;

import dk.ledelseskatalog.delivery.CorsFilter;
import dk.ledelseskatalog.searchlog.SearchLogFilter;
import jakarta.inject.Inject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.util.EnumSet;

/** Adds the filters that need configuration. */
@WebListener
public final class ServletSetup implements ServletContextListener {
  private final Components components;

  @Inject
  ServletSetup(Components components) {
    this.components = components;
  }

  @Override
  public void contextInitialized(ServletContextEvent event) {
    event
        .getServletContext()
        .addFilter("cors", new CorsFilter(components.service().configuration().corsOrigins()))
        .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/api/*", "/xapi/*");
    event
        .getServletContext()
        .addFilter("search-log", new SearchLogFilter(components.service().searchLog()))
        .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/api/search");
  }
}
