package dk.ledelseskatalog.persistence;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What rows a query is to find, put together condition by condition. The conditions are texts of
 * ours; what a caller sent is only ever the value of a parameter.
 */
public final class Conditions {
  private final List<String> conditions = new ArrayList<>();
  private final Map<String, Object> parameters = new LinkedHashMap<>();

  /**
   * Adds a condition with one parameter.
   *
   * @param condition JPQL that uses the parameter
   */
  public Conditions and(String condition, String parameter, Object value) {
    conditions.add(condition);
    parameters.put(parameter, value);
    return this;
  }

  /** Adds a condition if there is a value for its parameter. */
  public Conditions andIf(String condition, String parameter, Optional<?> value) {
    value.ifPresent(present -> and(condition, parameter, present));
    return this;
  }

  /** Adds a condition if its parameter has any values. */
  public Conditions andIfAny(String condition, String parameter, Collection<?> values) {
    return values.isEmpty() ? this : and(condition, parameter, values);
  }

  /**
   * The query with these conditions.
   *
   * @param select as far as the conditions, such as {@code select c from Completion c}
   * @param order from {@code order by} on; empty for none
   */
  public <T> TypedQuery<T> query(
      EntityManager manager, String select, String order, Class<T> result) {
    String where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
    TypedQuery<T> query = manager.createQuery(select + where + " " + order, result);
    parameters.forEach(query::setParameter);
    return query;
  }
}
