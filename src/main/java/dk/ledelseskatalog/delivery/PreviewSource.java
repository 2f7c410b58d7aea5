package dk.ledelseskatalog.delivery;

import dk.ledelseskatalog.catalogue.Snapshot;
import java.util.Optional;

/** What readers would see, told by whoever has drafts. */
@FunctionalInterface
public interface PreviewSource {

  /**
   * The catalogue with the drafts of this moment in it, which need not be valid.
   *
   * @param token as the address has it
   * @return empty if it gives nobody a preview, or no longer
   */
  Optional<Snapshot> snapshot(String token);
}
