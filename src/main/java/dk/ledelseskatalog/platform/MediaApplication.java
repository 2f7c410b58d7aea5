package dk.ledelseskatalog.platform;

import dk.ledelseskatalog.authoring.MediaFileResource;
import jakarta.ws.rs.ApplicationPath;
import java.util.List;

/** Everything under {@code /media}. */
@ApplicationPath("/media")
public class MediaApplication extends RestApplication {
  public MediaApplication() {
    super(List.of(MediaFileResource.class));
  }
}
