package dk.ledelseskatalog.platform;

import dk.ledelseskatalog.delivery.EntryPageResource;
import jakarta.ws.rs.ApplicationPath;
import java.util.List;

/** Everything under {@code /entries}. */
@ApplicationPath("/entries")
public class EntryPageApplication extends RestApplication {
  public EntryPageApplication() {
    super(List.of(EntryPageResource.class));
  }
}
