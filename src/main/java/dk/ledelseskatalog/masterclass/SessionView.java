package dk.ledelseskatalog.masterclass;

/**
 * A session and how full it is.
 *
 * @param enrolled how many have a place
 * @param waiting how many wait for one
 */
public record SessionView(Session session, int enrolled, int waiting) {

  /** How many places nobody has. */
  int free() {
    return session.capacity() - enrolled;
  }
}
