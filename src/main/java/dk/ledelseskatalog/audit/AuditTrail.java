package dk.ledelseskatalog.audit;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The audit log read back, and the end of its oldest part. Thread-safe. */
public final class AuditTrail {
  private static final String COLUMNS =
      "select id, occurred_at, actor, role, action, purpose, subject, target from audit_event";

  /**
   * One event as it was kept.
   *
   * @param number counts up in the order of writing, with gaps
   */
  public record Line(long number, Instant occurredAt, AuditEvent event) {}

  /** The events asked for, last written first. */
  List<Line> list(EntityManager manager, AuditQuery asked) {
    List<String> conditions = new ArrayList<>();
    List<Object> values = new ArrayList<>();
    asked.before().ifPresent(before -> add(conditions, values, "id < ?", before));
    return list(manager, asked, conditions, values, "id desc", asked.size());
  }

  /**
   * The events asked for behind a number, in the order of writing.
   *
   * @param number of the last event known; 0 to begin
   */
  List<Line> after(EntityManager manager, AuditQuery asked, long number, int limit) {
    List<String> conditions = new ArrayList<>();
    List<Object> values = new ArrayList<>();
    boolean begins = number == 0;
    long known = begins && asked.from().isPresent() ? before(manager, asked.from().get()) : number;
    add(conditions, values, "id > ?", known);
    return list(manager, asked, conditions, values, "id", limit);
  }

  /** The number before the first event from a time on, found without reading those before it. */
  private static long before(EntityManager manager, Instant from) {
    @Nullable Object first =
        manager
            .createNativeQuery("select min(id) from audit_event where occurred_at >= ?1")
            .setParameter(1, from.toEpochMilli())
            .getSingleResult();
    return first == null ? Long.MAX_VALUE : ((Number) first).longValue() - 1;
  }

  private static List<Line> list(
      EntityManager manager,
      AuditQuery asked,
      List<String> conditions,
      List<Object> values,
      String order,
      int limit) {
    asked.subject().ifPresent(subject -> add(conditions, values, "subject = ?", subject));
    asked.actor().ifPresent(actor -> add(conditions, values, "actor = ?", actor));
    asked.action().ifPresent(action -> add(conditions, values, "action = ?", action));
    asked.target().ifPresent(target -> add(conditions, values, "target = ?", target));
    asked.from().ifPresent(from -> add(conditions, values, "occurred_at >= ?", from));
    asked.to().ifPresent(to -> add(conditions, values, "occurred_at < ?", to));
    String where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
    Query query = manager.createNativeQuery(COLUMNS + where + " order by " + order);
    for (int i = 0; i < values.size(); i++) {
      query.setParameter(i + 1, values.get(i));
    }
    return lines(query, limit);
  }

  /**
   * What was done to somebody, and what they did, oldest first.
   *
   * @param after the number of the last line known; empty to begin
   */
  public List<Line> concerning(
      EntityManager manager, UUID pseudonym, OptionalLong after, int limit) {
    // Two searches, each on its index, rather than one with "or" that has none.
    Query query =
        manager.createNativeQuery(
            "select * from ("
                + COLUMNS
                + " where subject = ?1 and id > ?2 union all "
                + COLUMNS
                + " where actor = ?1 and id > ?2 and (subject is null or subject <> ?1)"
                + ") concerning order by id");
    query.setParameter(1, pseudonym.toString());
    query.setParameter(2, after.orElse(0));
    return lines(query, limit);
  }

  /**
   * Removes the oldest events: what is older than its time, at most so many.
   *
   * @return how many were removed
   */
  public int removeBefore(EntityManager manager, Instant end, int limit) {
    allowRemoval(manager);
    return manager
        .createNativeQuery(
            "delete from audit_event where id in"
                + " (select id from audit_event where occurred_at < ?1 order by id limit ?2)")
        .setParameter(1, end.toEpochMilli())
        .setParameter(2, limit)
        .executeUpdate();
  }

  /** PostgreSQL refuses to delete events, except to a transaction that says it is retention. */
  private static void allowRemoval(EntityManager manager) {
    try {
      Connection connection = manager.unwrap(Connection.class);
      if (connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
        var unused =
            manager
                .createNativeQuery("select set_config('ledelseskatalog.retention', 'on', true)")
                .getSingleResult();
      }
    } catch (SQLException e) {
      throw new IllegalStateException("The database does not say what it is", e);
    }
  }

  private static void add(
      List<String> conditions, List<Object> values, String condition, Object value) {
    conditions.add(condition);
    values.add(
        value instanceof Instant time
            ? (Object) time.toEpochMilli()
            : value instanceof UUID uuid ? uuid.toString() : value);
  }

  private static List<Line> lines(Query query, int limit) {
    List<Line> lines = new ArrayList<>();
    for (Object row : query.setMaxResults(limit).getResultList()) {
      lines.add(line((Object[]) row));
    }
    return lines;
  }

  private static Line line(Object[] row) {
    return new Line(
        ((Number) row[0]).longValue(),
        Instant.ofEpochMilli(((Number) row[1]).longValue()),
        new AuditEvent(
            uuid(row[2]),
            (String) row[3],
            (String) row[4],
            (String) row[5],
            uuid(row[6]),
            (String) row[7]));
  }

  private static Optional<UUID> uuid(@Nullable Object column) {
    return Optional.ofNullable((String) column).map(UUID::fromString);
  }
}
