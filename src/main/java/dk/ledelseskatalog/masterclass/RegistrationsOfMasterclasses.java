package dk.ledelseskatalog.masterclass;

import dk.ledelseskatalog.learning.RegistrationsElsewhere;
import jakarta.persistence.EntityManager;
import java.util.UUID;

/**
 * Keeps for a masterclass the registration that was opened for it: attendance may complete it
 * later.
 */
public final class RegistrationsOfMasterclasses implements RegistrationsElsewhere {
  @Override
  public boolean has(EntityManager manager, UUID registration) {
    return manager.find(Registration.class, registration.toString()) != null;
  }
}
