package dk.ledelseskatalog.learning;

import dk.ledelseskatalog.audit.AuditEvent;
import dk.ledelseskatalog.audit.AuditLog;
import dk.ledelseskatalog.audit.Purpose;
import dk.ledelseskatalog.identity.Person;
import dk.ledelseskatalog.identity.Pseudonyms;
import dk.ledelseskatalog.identity.Roles;
import dk.ledelseskatalog.jsonapi.ErrorObject;
import dk.ledelseskatalog.jsonapi.ErrorObject.Source;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import dk.ledelseskatalog.persistence.Transactions;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Lets leaders make teams and join them, and tells who is together without saying who they are.
 * Thread-safe.
 *
 * <p>Nobody sees a team they are not in. A team's members are known to each other by the ids of
 * their memberships only; nothing here gives away a pseudonym.
 */
public final class Teams {
  /** Most members of a team, its owner among them: what one completion is recorded for. */
  static final int MOST_MEMBERS = 200;

  /** Most teams a person may be in, their own among them. */
  static final int MOST_TEAMS = 50;

  /** How long a join code lets leaders in. With few of them alive, guessing is hopeless. */
  static final Duration JOIN_CODE_LIFE = Duration.ofDays(1);

  static final String TYPE = "teams";
  static final String MEMBERSHIPS = "team-memberships";

  private final Transactions transactions;
  private final Pseudonyms pseudonyms;
  private final AuditLog audit;
  private final SecureRandom random;
  private final Clock clock;

  public Teams(
      Transactions transactions,
      Pseudonyms pseudonyms,
      AuditLog audit,
      SecureRandom random,
      Clock clock) {
    this.transactions = transactions;
    this.pseudonyms = pseudonyms;
    this.audit = audit;
    this.random = random;
    this.clock = clock;
  }

  /**
   * What became of a request to join.
   *
   * @param created false if they were in the team before
   */
  record Joined(TeamView view, boolean created) {}

  /** Makes a team whose owner and first member this person is. */
  TeamView create(Person person) {
    return transactions.inTransactionRetryingRaces(
        manager -> {
          Instant now = clock.instant();
          UUID self = pseudonyms.of(manager, person);
          requireFewTeams(manager, self);
          Team team = new Team(self, JoinCode.draw(random), now.plus(JOIN_CODE_LIFE), now);
          manager.persist(team);
          manager.flush();
          manager.persist(new TeamMembership(team.id(), self, now));
          trace(manager, "team.created", self, self, TYPE, team.id());
          return view(manager, team, self).orElseThrow();
        });
  }

  /** The teams this person is in, last made first. */
  List<TeamView> list(Person person) {
    return transactions.inTransaction(
        manager -> {
          Optional<UUID> self = pseudonyms.find(manager, person);
          return self.map(known -> teams(manager, known)).orElse(List.of());
        });
  }

  /**
   * @throws JsonApiException 404 if there is no such team, or this person is not in it
   */
  TeamView find(Person person, UUID id) {
    return transactions.inTransaction(
        manager -> {
          Optional<UUID> self = pseudonyms.find(manager, person);
          return self.flatMap(
                  known ->
                      Optional.ofNullable(manager.find(Team.class, id.toString()))
                          .flatMap(team -> view(manager, team, known)))
              .orElseThrow(Teams::unknownTeam);
        });
  }

  /**
   * Gives a team another join code, and the old one lets nobody in any more.
   *
   * @throws JsonApiException 404 if this person owns no such team
   */
  TeamView renewJoinCode(Person person, UUID id) {
    return transactions.inTransactionRetryingRaces(
        manager -> {
          Team team = owned(manager, person, id);
          team.renewJoinCode(JoinCode.draw(random), clock.instant().plus(JOIN_CODE_LIFE));
          manager.flush();
          trace(manager, "team.join-code-renewed", team.owner(), team.owner(), TYPE, team.id());
          return view(manager, team, team.owner()).orElseThrow();
        });
  }

  /**
   * Ends a team. What was completed with it keeps its number.
   *
   * @throws JsonApiException 404 if this person owns no such team
   */
  void delete(Person person, UUID id) {
    var unused =
        transactions.inTransactionRetryingRaces(
            manager -> {
              Team team = owned(manager, person, id);
              trace(manager, "team.deleted", team.owner(), team.owner(), TYPE, team.id());
              manager
                  .createQuery("delete from TeamMembership m where m.team = :team")
                  .setParameter("team", team.id().toString())
                  .executeUpdate();
              manager.remove(team);
              return team;
            });
  }

  /**
   * Lets a person into the team of a join code. Who is in it stays in it.
   *
   * @throws JsonApiException 404 if no team has this code now, 409 if it is full
   */
  Joined join(Person person, String code) {
    return transactions.inTransactionRetryingRaces(
        manager -> {
          Instant now = clock.instant();
          Team team =
              JoinCode.typed(code)
                  .flatMap(typed -> ofCode(manager, typed))
                  .filter(found -> now.isBefore(found.joinCodeExpiresAt()))
                  .orElseThrow(Teams::unknownCode);
          UUID self = pseudonyms.of(manager, person);
          Optional<TeamView> before = view(manager, team, self);
          if (before.isPresent()) {
            return new Joined(before.get(), false);
          }
          requireRoom(manager, team);
          requireFewTeams(manager, self);
          TeamMembership membership = new TeamMembership(team.id(), self, now);
          manager.persist(membership);
          trace(manager, "team.joined", self, self, MEMBERSHIPS, membership.id());
          return new Joined(view(manager, team, self).orElseThrow(), true);
        });
  }

  /**
   * A membership that this person may see: of a team they are in.
   *
   * @throws JsonApiException 404 if there is none
   */
  TeamView findMembership(Person person, UUID id) {
    return transactions.inTransaction(
        manager -> {
          Optional<UUID> self = pseudonyms.find(manager, person);
          return self.flatMap(known -> viewOfMembership(manager, id, known))
              .orElseThrow(Teams::unknownMembership);
        });
  }

  /**
   * Takes a member out of a team: themselves, or another whom the owner removes.
   *
   * @throws JsonApiException 404 if this person may not take out such a member, 409 for the owner
   *     themselves
   */
  void leave(Person person, UUID id) {
    var unused =
        transactions.inTransactionRetryingRaces(
            manager -> {
              Optional<UUID> self = pseudonyms.find(manager, person);
              TeamView view =
                  self.flatMap(known -> viewOfMembership(manager, id, known))
                      .filter(seen -> seen.isOwned() || seen.own().id().equals(id))
                      .orElseThrow(Teams::unknownMembership);
              TeamMembership leaving =
                  view.memberships().stream()
                      .filter(membership -> membership.id().equals(id))
                      .findFirst()
                      .orElseThrow(Teams::unknownMembership);
              if (view.isOwners(leaving)) {
                throw ownerCannotLeave();
              }
              manager.remove(leaving);
              trace(
                  manager,
                  "team.left",
                  view.own().person(),
                  leaving.person(),
                  MEMBERSHIPS,
                  leaving.id());
              return leaving;
            });
  }

  /**
   * Whom something is recorded for, the owner first, in the caller's transaction.
   *
   * @param memberships the only members who took part beside the owner; empty for all
   * @throws JsonApiException 404 if they own no such team, 422 if a membership is not of it
   */
  static List<UUID> participants(
      EntityManager manager, UUID owner, UUID id, Optional<List<UUID>> memberships) {
    Team team =
        Optional.ofNullable(manager.find(Team.class, id.toString()))
            .filter(found -> found.owner().equals(owner))
            .orElseThrow(Teams::notYours);
    Map<UUID, UUID> persons =
        memberships(manager, team).stream()
            .collect(Collectors.toMap(TeamMembership::id, TeamMembership::person));
    List<UUID> participants = new ArrayList<>();
    participants.add(owner);
    for (UUID membership : memberships.orElse(List.copyOf(persons.keySet()))) {
      UUID person = persons.get(membership);
      if (person == null) {
        throw notInTeam();
      }
      if (!participants.contains(person)) {
        participants.add(person);
      }
    }
    return participants;
  }

  private Team owned(EntityManager manager, Person person, UUID id) {
    Optional<UUID> self = pseudonyms.find(manager, person);
    return Optional.ofNullable(
            manager.find(Team.class, id.toString(), LockModeType.PESSIMISTIC_WRITE))
        .filter(team -> self.equals(Optional.of(team.owner())))
        .orElseThrow(Teams::unknownTeam);
  }

  /** Locked, so that two who take the last place come one after the other. */
  private static Optional<Team> ofCode(EntityManager manager, JoinCode code) {
    return manager
        .createQuery("select t from Team t where t.joinCode = :code", Team.class)
        .setParameter("code", code.text())
        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
        .getResultStream()
        .findFirst();
  }

  private static List<TeamView> teams(EntityManager manager, UUID self) {
    List<Team> teams =
        manager
            .createQuery(
                "select t from Team t where t.id in"
                    + " (select m.team from TeamMembership m where m.person = :person)"
                    + " order by t.createdAt desc, t.id",
                Team.class)
            .setParameter("person", self.toString())
            .getResultList();
    return teams.stream().flatMap(team -> view(manager, team, self).stream()).toList();
  }

  /** The team as this member sees it; empty for whoever is not in it. */
  private static Optional<TeamView> view(EntityManager manager, Team team, UUID self) {
    List<TeamMembership> memberships = memberships(manager, team);
    return memberships.stream()
        .filter(membership -> membership.person().equals(self))
        .findFirst()
        .map(own -> new TeamView(team, own, memberships));
  }

  private static Optional<TeamView> viewOfMembership(EntityManager manager, UUID id, UUID self) {
    return Optional.ofNullable(manager.find(TeamMembership.class, id.toString()))
        .map(membership -> manager.find(Team.class, membership.team().toString()))
        .flatMap(team -> view(manager, team, self));
  }

  private static List<TeamMembership> memberships(EntityManager manager, Team team) {
    return manager
        .createQuery(
            "select m from TeamMembership m where m.team = :team order by m.joinedAt, m.id",
            TeamMembership.class)
        .setParameter("team", team.id().toString())
        .getResultList();
  }

  private static void requireRoom(EntityManager manager, Team team) {
    if (memberships(manager, team).size() >= MOST_MEMBERS) {
      throw refused(
          409,
          "team-full",
          Source.pointer("/data/attributes/joinCode"),
          "Teamet har allerede " + MOST_MEMBERS + " medlemmer; lav et team mere.",
          "The team already has " + MOST_MEMBERS + " members; make one more team.");
    }
  }

  private static void requireFewTeams(EntityManager manager, UUID self) {
    long teams =
        manager
            .createQuery(
                "select count(m) from TeamMembership m where m.person = :person", Long.class)
            .setParameter("person", self.toString())
            .getSingleResult();
    if (teams >= MOST_TEAMS) {
      throw new JsonApiException(
          ErrorObject.of(
              409,
              "too-many-teams",
              "Du er allerede i " + MOST_TEAMS + " teams; forlad eller slet et først.",
              "You are already in " + MOST_TEAMS + " teams; leave or delete one first."));
    }
  }

  private void trace(
      EntityManager manager, String action, UUID actor, UUID subject, String type, UUID id) {
    audit.append(
        manager,
        new AuditEvent(
            Optional.of(actor),
            Roles.LEADER,
            action,
            Purpose.PARTICIPATION,
            Optional.of(subject),
            type + '/' + id));
  }

  /** The error of a team that does not exist, or not for whoever asks. */
  static JsonApiException unknownTeam() {
    return new JsonApiException(
        ErrorObject.of(
            404,
            "unknown-team",
            "Du har intet team med dette id; se dine på /api/teams.",
            "You have no team with this id; see yours at /api/teams."));
  }

  /** The error of a team that somebody wants to complete for and does not own. */
  static JsonApiException notYours() {
    return refused(
        404,
        "unknown-team",
        Source.pointer("/data/relationships/team"),
        "Du har ikke oprettet noget team med dette id; se dine på /api/teams.",
        "You have made no team with this id; see yours at /api/teams.");
  }

  /** The error of a participant who is not of the team. */
  static JsonApiException notInTeam() {
    return refused(
        422,
        "not-in-team",
        Source.pointer("/data/relationships/participants"),
        "Et af medlemskaberne er ikke i teamet; se dets på /api/teams/{id}/memberships.",
        "One of the memberships is not of the team; see its at /api/teams/{id}/memberships.");
  }

  /** The error of a membership that does not exist, or not for whoever asks. */
  static JsonApiException unknownMembership() {
    return new JsonApiException(
        ErrorObject.of(
            404,
            "unknown-membership",
            "Der er intet medlemskab med dette id i dine teams; se /api/teams.",
            "There is no membership with this id in your teams; see /api/teams."));
  }

  private static JsonApiException ownerCannotLeave() {
    return new JsonApiException(
        ErrorObject.of(
            409,
            "owner-cannot-leave",
            "Den, der har oprettet teamet, kan ikke forlade det; slet teamet på /api/teams/{id}.",
            "Whoever made the team cannot leave it; delete the team at /api/teams/{id}."));
  }

  /** The same for a code that never was and one that is over: neither is told from the other. */
  private static JsonApiException unknownCode() {
    return refused(
        404,
        "unknown-join-code",
        Source.pointer("/data/attributes/joinCode"),
        "Intet team har denne kode nu; bed den, der har oprettet teamet, om en ny.",
        "No team has this code now; ask whoever made the team for a new one.");
  }

  private static JsonApiException refused(
      int status, String code, Source source, String da, String en) {
    return new JsonApiException(ErrorObject.of(status, code, source, da, en));
  }
}
