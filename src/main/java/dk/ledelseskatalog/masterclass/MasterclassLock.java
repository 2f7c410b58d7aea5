package dk.ledelseskatalog.masterclass;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Table;

/**
 * The row that whoever changes a masterclass's sessions or enrolments holds until their transaction
 * ends. There is one for each masterclass, and a transaction holds one at a time or takes several
 * in the order of their names, so nobody waits in a circle.
 */
@Entity
@Table(name = "masterclass_lock")
public class MasterclassLock {
  @Id
  @Column(name = "masterclass")
  private String masterclass;

  /** For JPA. */
  @SuppressWarnings("NullAway.Init")
  protected MasterclassLock() {}

  private MasterclassLock(String masterclass) {
    this.masterclass = masterclass;
  }

  /** Waits for the lock of a masterclass that has sessions. What is read afterwards is current. */
  static void hold(EntityManager manager, String masterclass) {
    if (manager.find(MasterclassLock.class, masterclass, LockModeType.PESSIMISTIC_WRITE) == null) {
      throw new IllegalStateException("A masterclass with sessions has no lock: " + masterclass);
    }
  }

  /**
   * Waits for the lock of any masterclass. Of two that make it at once one loses the race and is to
   * be run again.
   */
  static void holdOrMake(EntityManager manager, String masterclass) {
    if (manager.find(MasterclassLock.class, masterclass, LockModeType.PESSIMISTIC_WRITE) == null) {
      manager.persist(new MasterclassLock(masterclass));
      manager.flush();
    }
  }
}
