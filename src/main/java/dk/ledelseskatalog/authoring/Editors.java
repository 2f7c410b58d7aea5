package dk.ledelseskatalog.authoring;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dk.ledelseskatalog.identity.Person;
import dk.ledelseskatalog.identity.Pseudonyms;
import dk.ledelseskatalog.privacy.PersonalData;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * How the history names editors: {@code editor-3}, by a number drawn at their first save. It is not
 * the pseudonym, which names the same person in their learning records. Thread-safe.
 *
 * <p>Erasing a person leaves the number in the history and destroys whose it was.
 */
public final class Editors implements PersonalData {
  private static final String PREFIX = "editor-";

  private final Pseudonyms pseudonyms;

  public Editors(Pseudonyms pseudonyms) {
    this.pseudonyms = pseudonyms;
  }

  /**
   * The person's name in the history, drawn now if they have none. Two who draw at once are told
   * apart by the database, so the transaction must be one that is run again.
   */
  String nameOf(EntityManager manager, Person person) {
    UUID pseudonym = pseudonyms.of(manager, person);
    int number = number(manager, pseudonym).orElseGet(() -> draw(manager, pseudonym));
    return PREFIX + number;
  }

  private static Optional<Integer> number(EntityManager manager, UUID pseudonym) {
    List<?> found =
        manager
            .createNativeQuery("select number from editor where person = ?1")
            .setParameter(1, pseudonym.toString())
            .getResultList();
    return found.stream().map(number -> ((Number) number).intValue()).findFirst();
  }

  private static int draw(EntityManager manager, UUID pseudonym) {
    Object last =
        manager.createNativeQuery("select coalesce(max(number), 0) from editor").getSingleResult();
    int number = ((Number) last).intValue() + 1;
    manager
        .createNativeQuery("insert into editor (number, person) values (?1, ?2)")
        .setParameter(1, number)
        .setParameter(2, pseudonym.toString())
        .executeUpdate();
    return number;
  }

  /** Whether anybody has edited here, or planned to. */
  static boolean any(EntityManager manager) {
    return !manager
        .createNativeQuery("select number from editor fetch first 1 rows only")
        .getResultList()
        .isEmpty();
  }

  /** Keeps numbers for those who had them where a history comes from; nobody gets one of them. */
  static void reserve(EntityManager manager, Set<String> names) {
    for (String name : names) {
      if (name.startsWith(PREFIX)) {
        var unused =
            manager
                .createNativeQuery("insert into editor (number) values (?1)")
                .setParameter(1, Integer.parseInt(name.substring(PREFIX.length())))
                .executeUpdate();
      }
    }
  }

  @Override
  public String name() {
    return "editor";
  }

  @Override
  public Set<String> columns() {
    return Set.of(
        "editor.person",
        "entry_version.created_by",
        "entry.state_by",
        "entry_comment.created_by",
        "media.uploaded_by",
        "release.published_by");
  }

  @Override
  public List<Item> export(
      EntityManager manager, UUID pseudonym, Optional<String> after, int limit) {
    return number(manager, pseudonym).stream()
        .filter(number -> after.isEmpty())
        .map(
            number ->
                new Item(
                    PREFIX + number,
                    JsonNodeFactory.instance
                        .objectNode()
                        .put("nameInHistory", PREFIX + number)
                        .put("versionsSaved", versions(manager, PREFIX + number))))
        .toList();
  }

  private static long versions(EntityManager manager, String name) {
    return manager
        .createQuery("select count(v) from EntryVersion v where v.createdBy = :name", Long.class)
        .setParameter("name", name)
        .getSingleResult();
  }

  @Override
  public Erased erase(EntityManager manager, UUID pseudonym) {
    // The row stays, so that nobody else is ever given the number.
    int rows =
        manager
            .createNativeQuery("update editor set person = null where person = ?1")
            .setParameter(1, pseudonym.toString())
            .executeUpdate();
    return new Erased(Map.of("editor", rows), Map.of(), Map.of());
  }
}
