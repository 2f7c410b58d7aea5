package dk.ledelseskatalog.platform;

import dk.ledelseskatalog.identity.DemoTokenResource;
import jakarta.ws.rs.ApplicationPath;
import java.util.List;

/** Everything under {@code /demo}. */
@ApplicationPath("/demo")
public class DemoApplication extends RestApplication {
  public DemoApplication() {
    super(List.of(DemoTokenResource.class));
  }
}
