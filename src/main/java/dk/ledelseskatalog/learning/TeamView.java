package dk.ledelseskatalog.learning;

import java.util.List;

/**
 * A team as one of its members sees it.
 *
 * @param own the reader's membership
 * @param memberships of everybody, oldest first
 */
record TeamView(Team team, TeamMembership own, List<TeamMembership> memberships) {
  TeamView {
    memberships = List.copyOf(memberships);
  }

  /** Whether the reader is the owner, who alone is told the join code. */
  boolean isOwned() {
    return isOwners(own);
  }

  boolean isOwners(TeamMembership membership) {
    return membership.person().equals(team.owner());
  }
}
