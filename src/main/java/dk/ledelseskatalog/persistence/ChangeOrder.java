package dk.ledelseskatalog.persistence;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The order in which whoever follows a table reads its rows: each one after every change of it, and
 * none left out. Thread-safe, and safe with any number of nodes.
 *
 * <p><b>Why not a counter.</b> Transactions do not commit in the order they began in. A number
 * drawn while writing may become visible after a reader has passed it, and the row is never read.
 *
 * <p><b>Places.</b> So a writer draws none: a row comes without a {@code position}, and {@link
 * #changed} takes it away again. A reader first calls {@link #number}, which gives every committed
 * row without a place one behind all that were given before; then it reads the rows whose {@code
 * position} is greater than its own place, in that order. Writers never wait for each other. A row
 * that another transaction is just changing is passed over, and numbered by the next reader.
 *
 * <p><b>Restored backups.</b> A place is never lower than the time in microseconds, so that what is
 * written after an older state was restored stands behind every place a reader may still hold.
 *
 * <p>The table has the columns {@code id} and {@code position} (null when inserted), an index on
 * {@code position} and its age, and a row of its name in {@code change_order}.
 */
public final class ChangeOrder {
  /** Before the first row. */
  public static final long START = 0;

  /** Rows numbered in one transaction, so that neither lock nor memory grows with a backlog. */
  static final int BATCH = 1000;

  private static final int SECRET_BYTES = 32;
  private static final Pattern NAME = Pattern.compile("[a-z_]{1,20}");

  private final Transactions transactions;
  private final Clock clock;
  private final String table;
  private final String age;

  /**
   * @param table its name
   * @param age its column by which of several rows without a place the oldest is numbered first
   */
  public ChangeOrder(Transactions transactions, Clock clock, String table, String age) {
    if (!NAME.matcher(table).matches() || !NAME.matcher(age).matches()) {
      throw new IllegalArgumentException("Not names of ours: " + table + ", " + age);
    }
    this.transactions = transactions;
    this.clock = clock;
    this.table = table;
    this.age = age;
  }

  /**
   * Gives a place to every committed row that has none. Call it before reading, outside of a
   * transaction.
   *
   * @return the last place given; everything committed since stands, or will stand, behind it
   */
  public long number() {
    Progress progress = transactions.inTransaction(this::progress);
    while (progress.unfinished()
        && transactions.inTransactionRetryingRaces(this::numberBatch) == BATCH) {
      progress = transactions.inTransaction(this::progress);
    }
    return progress.unfinished()
        ? transactions.inTransaction(this::progress).last()
        : progress.last();
  }

  /** Says in the caller's transaction that it changes a row. */
  public void changed(EntityManager manager, String id) {
    // Not by an entity's attribute: it may have been numbered since the entity was read, and then
    // null to null would not be written.
    manager
        .createNativeQuery("update " + table + " set position = null where id = ?")
        .setParameter(1, id)
        .executeUpdate();
  }

  /**
   * Random bytes, the same on every node for ever, with which a place told outside can be sealed.
   */
  public byte[] secret() {
    return HexFormat.of().parseHex(transactions.inTransactionRetryingRaces(this::storedSecret));
  }

  /**
   * @param last the last place given
   * @param unfinished whether a committed row has none
   */
  private record Progress(long last, boolean unfinished) {}

  private Progress progress(EntityManager manager) {
    long last = lastPosition(manager, "");
    return new Progress(last, !withoutPlace(manager, 1, "").isEmpty());
  }

  private int numberBatch(EntityManager manager) {
    long last = lastPosition(manager, " for update");
    List<?> ids = withoutPlace(manager, BATCH, " for update skip locked");
    long now = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
    long first = Math.max(last + 1, now);
    try {
      place(manager.unwrap(Connection.class), ids, first);
    } catch (SQLException e) {
      throw new PersistenceException("The rows could not be numbered", e);
    }
    if (!ids.isEmpty()) {
      manager
          .createNativeQuery("update change_order set last_position = ? where name = ?")
          .setParameter(1, first + ids.size() - 1)
          .setParameter(2, table)
          .executeUpdate();
    }
    return ids.size();
  }

  private long lastPosition(EntityManager manager, String lock) {
    return ((Number)
            manager
                .createNativeQuery("select last_position from change_order where name = ?" + lock)
                .setParameter(1, table)
                .getSingleResult())
        .longValue();
  }

  /**
   * Ordered by what is null in all of them too: both databases then read the index, and know at
   * once if there are none.
   */
  private List<?> withoutPlace(EntityManager manager, int atMost, String lock) {
    return manager
        .createNativeQuery(
            "select id from "
                + table
                + " where position is null order by position, "
                + age
                + " fetch first "
                + atMost
                + " rows only"
                + lock)
        .getResultList();
  }

  private void place(Connection connection, List<?> ids, long first) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement("update " + table + " set position = ? where id = ?")) {
      long position = first;
      for (Object id : ids) {
        update.setLong(1, position++);
        update.setString(2, (String) id);
        update.addBatch();
      }
      update.executeBatch();
    }
  }

  private String storedSecret(EntityManager manager) {
    String select = "select secret from change_order where name = ?";
    @Nullable Object known =
        manager.createNativeQuery(select).setParameter(1, table).getSingleResult();
    if (known == null) {
      known =
          manager
              .createNativeQuery(select + " for update")
              .setParameter(1, table)
              .getSingleResult();
    }
    if (known != null) {
      return (String) known;
    }
    byte[] drawn = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(drawn);
    String secret = HexFormat.of().formatHex(drawn);
    manager
        .createNativeQuery("update change_order set secret = ? where name = ?")
        .setParameter(1, secret)
        .setParameter(2, table)
        .executeUpdate();
    return secret;
  }
}
