package dk.ledelseskatalog.publishing;

import dk.ledelseskatalog.catalogue.ReleaseInfo;
import dk.ledelseskatalog.contentmodel.EntryId;
import jakarta.persistence.EntityManager;
import java.util.List;

/** Whoever must know of each release in the transaction that makes it. */
@FunctionalInterface
public interface ReleaseNews {
  /**
   * A release was made, and will be there if the transaction commits.
   *
   * @param withdrawn entries that the release before showed and this one does not
   */
  void made(EntityManager manager, ReleaseInfo release, List<EntryId> withdrawn);
}
