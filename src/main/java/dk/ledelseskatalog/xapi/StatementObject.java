package dk.ledelseskatalog.xapi;

import java.net.URI;
import java.util.Optional;
import java.util.UUID;

/** What a statement is about. */
public sealed interface StatementObject {
  /** An activity with what identifies it and, where it is known, what it is called. */
  record Defined(URI id, URI type, Optional<LanguageMap> name, Optional<LanguageMap> description)
      implements StatementObject {}

  /** Another statement, which this one voids. */
  record Reference(UUID statement) implements StatementObject {}
}
