package dk.ledelseskatalog.learning;

import jakarta.persistence.EntityManager;
import java.util.UUID;

/** The registrations that others than leaders themselves give out. Thread-safe. */
@FunctionalInterface
public interface RegistrationsElsewhere {
  /** Whether one was given out there, so that no leader can complete something else with it. */
  boolean has(EntityManager manager, UUID registration);
}
