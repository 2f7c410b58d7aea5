package dk.ledelseskatalog.xapi;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Where it happened.
 *
 * @param registration the enrolment
 * @param team together with whom
 * @param revision the number of the release; only where the object is an activity
 * @param platform the service's name; only where the object is an activity
 * @param language of the texts the person had before them
 */
public record Context(
    Optional<UUID> registration,
    Optional<Group> team,
    Optional<Integer> revision,
    Optional<String> platform,
    String language,
    List<StatementObject.Defined> parent,
    List<StatementObject.Defined> grouping,
    List<StatementObject.Defined> category) {
  public Context {
    parent = List.copyOf(parent);
    grouping = List.copyOf(grouping);
    category = List.copyOf(category);
  }
}
