package dk.ledelseskatalog.delivery;

import java.util.List;

/** What many people search for, to be offered to whoever begins to type it. Thread-safe. */
@FunctionalInterface
public interface FrequentSearches {
  /** Nobody has searched yet. */
  FrequentSearches NONE = language -> List.of();

  /** Most frequent first. The same list is given until it changes. */
  List<String> in(String language);
}
