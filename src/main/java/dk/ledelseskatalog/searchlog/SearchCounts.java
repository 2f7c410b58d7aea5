package dk.ledelseskatalog.searchlog;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The counted queries, within the caller's transaction. */
final class SearchCounts {
  private static final String CHOSEN =
      " from search_count where language = ?1 and searched_on >= ?2 and searched_on <= ?3 group by query"
          + " having max(hits) >= ?4 and max(hits) <= ?5";

  /**
   * How often a query was searched for.
   *
   * @param lastDay when it was last
   */
  record Line(String query, long searches, LocalDate lastDay) {}

  /**
   * Which are asked for.
   *
   * @param leastHits found when it was last counted
   * @param mostHits found when it was last counted
   */
  record Choice(String language, LocalDate from, LocalDate to, int leastHits, int mostHits) {}

  private final EntityManager manager;

  SearchCounts(EntityManager manager) {
    this.manager = manager;
  }

  /**
   * Adds to a day's count.
   *
   * @param mayBeNew whether a query that was not searched for on that day before is counted
   * @return whether it was new
   */
  boolean add(LocalDate day, CountableQuery query, long searches, int hits, boolean mayBeNew) {
    int known =
        manager
            .createNativeQuery(
                "update search_count set searches = searches + ?1, hits = ?2"
                    + " where searched_on = ?3 and language = ?4 and query = ?5")
            .setParameter(1, searches)
            .setParameter(2, hits)
            .setParameter(3, day.toString())
            .setParameter(4, query.language())
            .setParameter(5, query.text())
            .executeUpdate();
    if (known > 0 || !mayBeNew) {
      return false;
    }
    manager
        .createNativeQuery(
            "insert into search_count (searched_on, language, query, searches, hits)"
                + " values (?1, ?2, ?3, ?4, ?5)")
        .setParameter(1, day.toString())
        .setParameter(2, query.language())
        .setParameter(3, query.text())
        .setParameter(4, searches)
        .setParameter(5, hits)
        .executeUpdate();
    return true;
  }

  /** Most frequent first, then by alphabet. */
  List<Line> list(Choice choice, int offset, int limit) {
    Query query =
        chosen(
            "select query, sum(searches), max(searched_on)" + CHOSEN + " order by 2 desc, 1",
            choice);
    List<Line> lines = new ArrayList<>();
    for (Object row : query.setFirstResult(offset).setMaxResults(limit).getResultList()) {
      lines.add(line((Object[]) row));
    }
    return lines;
  }

  int total(Choice choice) {
    Query query = chosen("select count(*) from (select query" + CHOSEN + ") as chosen", choice);
    return ((Number) query.getSingleResult()).intValue();
  }

  /** How many different queries a day has. */
  int of(LocalDate day) {
    return ((Number)
            manager
                .createNativeQuery("select count(*) from search_count where searched_on = ?1")
                .setParameter(1, day.toString())
                .getSingleResult())
        .intValue();
  }

  int removeBefore(LocalDate day, int limit) {
    return manager
        .createNativeQuery(
            "delete from search_count where (searched_on, language, query) in"
                + " (select searched_on, language, query from search_count where searched_on < ?1"
                + " order by searched_on, language, query limit ?2)")
        .setParameter(1, day.toString())
        .setParameter(2, limit)
        .executeUpdate();
  }

  private Query chosen(String sql, Choice choice) {
    return manager
        .createNativeQuery(sql)
        .setParameter(1, choice.language())
        .setParameter(2, choice.from().toString())
        .setParameter(3, choice.to().toString())
        .setParameter(4, choice.leastHits())
        .setParameter(5, choice.mostHits());
  }

  private static Line line(Object[] row) {
    return new Line(
        (String) row[0], ((Number) row[1]).longValue(), LocalDate.parse((String) row[2]));
  }
}
