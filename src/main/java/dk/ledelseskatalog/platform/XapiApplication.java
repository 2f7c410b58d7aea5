package dk.ledelseskatalog.platform;

import dk.ledelseskatalog.delivery.ActivityResource;
import dk.ledelseskatalog.delivery.ProfileResource;
import jakarta.ws.rs.ApplicationPath;
import java.util.List;

/** Everything under {@code /xapi}: where the IRIs in our statements lead. */
@ApplicationPath("/xapi")
public class XapiApplication extends RestApplication {
  public XapiApplication() {
    super(List.of(ProfileResource.class, ActivityResource.class));
  }
}
