package dk.ledelseskatalog.delivery;

import dk.ledelseskatalog.contentmodel.EntryId;
import dk.ledelseskatalog.xapi.Activity;
import java.util.Optional;

/** Activities that statements name and that are no entries, told by whoever has them. */
@FunctionalInterface
public interface ActivitySource {

  /**
   * An activity and where people read of it.
   *
   * @param page of which entry
   */
  record Shown(Activity activity, EntryId page) {}

  /** Empty if there is none of this name here. */
  Optional<Shown> find(String type, String id);
}
