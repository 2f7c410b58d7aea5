package dk.ledelseskatalog.identity;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.Optional;
import java.util.UUID;

/**
 * The random name under which a person's completions are kept. It is drawn, not computed: from the
 * pseudonym nobody can get back to the person without our table.
 */
public final class Pseudonyms {
  private static final String UNIQUE_VIOLATION = "23505";

  /**
   * The person's pseudonym, made at first use. Must be called in a transaction, whose rollback
   * forgets it again. Safe when the same person arrives twice at once: both get the same.
   */
  public UUID of(EntityManager manager, Person person) {
    Optional<UUID> known = find(manager, person);
    if (known.isPresent()) {
      return known.get();
    }
    try {
      insert(manager.unwrap(Connection.class), person);
    } catch (SQLException e) {
      throw new PersistenceException("The pseudonym could not be stored", e);
    }
    return find(manager, person)
        .orElseThrow(() -> new IllegalStateException("A pseudonym vanished while it was made"));
  }

  /** Empty also for a service client, which is nobody. */
  public Optional<UUID> find(EntityManager manager, Caller caller) {
    if (!(caller instanceof Person person)) {
      return Optional.empty();
    }
    return manager
        .createQuery(
            "select p from KnownPerson p where p.issuer = :issuer and p.subject = :subject",
            KnownPerson.class)
        .setParameter("issuer", person.issuer())
        .setParameter("subject", person.subject())
        .getResultStream()
        .map(known -> UUID.fromString(known.pseudonym()))
        .findFirst();
  }

  /** Whether somebody has this pseudonym. */
  public boolean knows(EntityManager manager, UUID pseudonym) {
    return manager.find(KnownPerson.class, pseudonym.toString()) != null;
  }

  /** The {@link Person#digest} of whoever has this pseudonym. */
  public Optional<String> digest(EntityManager manager, UUID pseudonym) {
    return Optional.ofNullable(manager.find(KnownPerson.class, pseudonym.toString()))
        .map(known -> known.person().digest());
  }

  /**
   * Destroys the row that says whose pseudonym it is. What is kept under it belongs to nobody from
   * then on, and the person gets another if they come back.
   *
   * @return whether there was such a row
   */
  public boolean forget(EntityManager manager, UUID pseudonym) {
    return manager
            .createQuery("delete from KnownPerson p where p.pseudonym = :pseudonym")
            .setParameter("pseudonym", pseudonym.toString())
            .executeUpdate()
        > 0;
  }

  /**
   * Leaves the transaction usable when somebody else was first: PostgreSQL refuses everything after
   * a failed statement unless one goes back to a savepoint, and the two databases share no INSERT
   * that ignores a duplicate.
   */
  private static void insert(Connection connection, Person person) throws SQLException {
    Savepoint before = connection.setSavepoint();
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into person (pseudonym, issuer, subject) values (?, ?, ?)")) {
      insert.setString(1, UUID.randomUUID().toString());
      insert.setString(2, person.issuer());
      insert.setString(3, person.subject());
      insert.executeUpdate();
      connection.releaseSavepoint(before);
    } catch (SQLException e) {
      if (!UNIQUE_VIOLATION.equals(e.getSQLState())) {
        throw e;
      }
      connection.rollback(before);
    }
  }
}
