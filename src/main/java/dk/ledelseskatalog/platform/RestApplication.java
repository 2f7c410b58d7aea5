package dk.ledelseskatalog.platform;

import dk.ledelseskatalog.identity.AuthorizationFeature;
import jakarta.ws.rs.core.Application;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What all our JAX-RS applications share: deny by default, errors as JSON:API. */
abstract class RestApplication extends Application {
  private final Set<Class<?>> classes = new LinkedHashSet<>();

  RestApplication(List<Class<?>> resources) {
    classes.addAll(resources);
    classes.add(ErrorMapper.class);
    classes.add(AuthorizationFeature.class);
    classes.add(KeptBodyFilter.class);
    classes.add(DocumentFilter.class);
    classes.add(LengthFilter.class);
  }

  @Override
  public Set<Class<?>> getClasses() {
    return classes;
  }

  @Override
  public Map<String, Object> getProperties() {
    // Nothing is found by scanning: what is not named in getClasses() is not served.
    return Map.of("jersey.config.server.wadl.disableWadl", true);
  }
}
