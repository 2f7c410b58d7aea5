package dk.ledelseskatalog.search;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Remembers what was worked out for the keys asked for last, up to a number of them. Thread-safe;
 * two threads that ask for the same at once may both work it out.
 */
final class Recent<K, V> {
  private final Map<K, V> known;

  /**
   * @param most how many are remembered
   */
  Recent(int most) {
    known =
        new LinkedHashMap<>(16, .75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > most;
          }
        };
  }

  V get(K key, Function<K, V> make) {
    synchronized (known) {
      V value = known.get(key);
      if (value != null) {
        return value;
      }
    }
    V made = make.apply(key);
    synchronized (known) {
      known.put(key, made);
    }
    return made;
  }
}
