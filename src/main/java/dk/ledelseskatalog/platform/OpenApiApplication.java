package dk.ledelseskatalog.platform;

import dk.ledelseskatalog.openapi.OpenApiResource;
import java.util.List;

/**
 * Everything under {@code /openapi}. Mapped in {@code web.xml}, for the container puts its own
 * description there if nothing is mapped before it looks.
 */
public class OpenApiApplication extends RestApplication {
  public OpenApiApplication() {
    super(List.of(OpenApiResource.class));
  }
}
