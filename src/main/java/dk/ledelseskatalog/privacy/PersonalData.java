package dk.ledelseskatalog.privacy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * One kind of data that a package keeps of people, under their pseudonyms. Thread-safe; every
 * method works in the caller's transaction.
 */
public interface PersonalData {
  /** What it is called in an export, such as {@code completions}. */
  String name();

  /** The columns that hold pseudonyms, such as {@code completion.person}. */
  Set<String> columns();

  /**
   * The next of what is kept on a person, in an order that does not change while rows arrive.
   *
   * @param after the key of the last item known; empty to begin
   * @return at most {@code limit} items; fewer only at the end
   */
  List<Item> export(EntityManager manager, UUID pseudonym, Optional<String> after, int limit);

  /**
   * Removes what must go when a person is erased, and gives up what others wait for. What may stay
   * stays as it is: without the row that says whose pseudonym it was, it belongs to nobody.
   *
   * <p>Called again, perhaps after a restored backup, it does what is left to do.
   */
  Erased erase(EntityManager manager, UUID pseudonym);

  /**
   * Something kept on a person.
   *
   * @param key where it stands in the order
   * @param content as the person is shown it
   */
  record Item(String key, ObjectNode content) {}

  /**
   * What erasing did.
   *
   * @param removed how many rows of each kind are gone
   * @param kept how many rows of each kind stay and belong to nobody
   * @param statements every statement about the person that was ever made, and how far it had come
   */
  record Erased(
      Map<String, Integer> removed, Map<String, Integer> kept, Map<UUID, String> statements) {
    /** What a statement's state is where nobody knows it any more. */
    public static final String UNKNOWN = "UNKNOWN";

    public Erased {
      removed = Map.copyOf(removed);
      kept = Map.copyOf(kept);
      statements = Map.copyOf(statements);
    }

    /** Nothing was removed; so many rows stay. */
    public static Erased kept(String kind, int rows) {
      return new Erased(Map.of(), Map.of(kind, rows), Map.of());
    }
  }
}
