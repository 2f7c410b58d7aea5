package dk.ledelseskatalog.content;

import jakarta.persistence.TypedQuery;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which entries are looked for, by their newest version.
 *
 * @param types any of them; empty for all
 * @param states any of them; empty for all
 * @param archived whether the newest version puts the entry away; empty for both
 * @param containing what it says somewhere, in any letter case
 */
public record EntryFilter(
    List<String> types,
    List<EntryState> states,
    Optional<Boolean> archived,
    Optional<String> containing) {
  /** What readers do not see as the newest version says it. */
  public static final EntryFilter UNPUBLISHED =
      new EntryFilter(
          List.of(),
          List.of(EntryState.DRAFT, EntryState.IN_REVIEW, EntryState.APPROVED),
          Optional.empty(),
          Optional.empty());

  public EntryFilter {
    types = List.copyOf(types);
    states = List.copyOf(states);
  }

  String condition() {
    return (types.isEmpty() ? "" : " and e.key.type in :types")
        + (states.isEmpty() ? "" : " and e.state in :states")
        + (archived.isEmpty() ? "" : " and v.archived = :archived")
        + (containing.isEmpty() ? "" : " and lower(v.document) like :containing escape '!'");
  }

  <T> TypedQuery<T> apply(TypedQuery<T> query) {
    if (!types.isEmpty()) {
      query.setParameter("types", types);
    }
    if (!states.isEmpty()) {
      query.setParameter("states", states);
    }
    archived.ifPresent(put -> query.setParameter("archived", put));
    containing.ifPresent(
        text ->
            query.setParameter(
                "containing",
                "%" + text.toLowerCase(Locale.ROOT).replaceAll("[!%_]", "!$0") + "%"));
    return query;
  }
}
