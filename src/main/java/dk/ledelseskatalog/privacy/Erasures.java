package dk.ledelseskatalog.privacy;

import dk.ledelseskatalog.audit.AuditEvent;
import dk.ledelseskatalog.audit.AuditLog;
import dk.ledelseskatalog.audit.Purpose;
import dk.ledelseskatalog.identity.NamedPerson;
import dk.ledelseskatalog.identity.Person;
import dk.ledelseskatalog.identity.Pseudonyms;
import dk.ledelseskatalog.identity.Roles;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import dk.ledelseskatalog.persistence.Transactions;
import dk.ledelseskatalog.privacy.PersonalData.Erased;
import jakarta.persistence.EntityManager;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Erases people, whatever dies on the way. Thread-safe, on any number of nodes.
 *
 * <p>The tombstone comes first, then one transaction that gives up what the person holds, removes
 * their statements from the outbox, and destroys the row that tied them to their pseudonym. Killed
 * in between, the next start or the next minute of any node goes on: see {@link #resume}.
 *
 * <p>Somebody who comes back afterwards is a new person with a new pseudonym.
 */
public final class Erasures {
  private static final Logger LOG = System.getLogger(Erasures.class.getName());

  /**
   * A transaction that had looked up the pseudonym before it went may still write under it. No
   * transaction of ours lasts this long, so what is found afterwards is the last.
   */
  static final Duration SETTLING = Duration.ofMinutes(1);

  private final Transactions transactions;
  private final Pseudonyms pseudonyms;
  private final List<PersonalData> kinds;
  private final AuditLog audit;
  private final TombstoneFile file;
  private final Clock clock;

  /**
   * @param kinds in the order in which they are erased: what makes statements comes before the
   *     statements
   */
  public Erasures(
      Transactions transactions,
      Pseudonyms pseudonyms,
      List<PersonalData> kinds,
      AuditLog audit,
      TombstoneFile file,
      Clock clock) {
    this.transactions = transactions;
    this.pseudonyms = pseudonyms;
    this.kinds = List.copyOf(kinds);
    this.audit = audit;
    this.file = file;
    this.clock = clock;
  }

  /**
   * What became of a request.
   *
   * @param created false if the person had been erased before, or was about to be
   */
  public record Requested(Erasure erasure, boolean created) {}

  /** Some of all erasures, last requested first. */
  public record Slice(int total, List<Erasure> erasures) {
    public Slice {
      erasures = List.copyOf(erasures);
    }
  }

  /** Erases the person who asks; empty if nothing is kept on them. */
  public Optional<Erasure> eraseOneself(Person self, String role) {
    Optional<Requested> requested =
        transactions.inTransactionRetryingRaces(
            manager ->
                pseudonyms
                    .find(manager, self)
                    .map(
                        pseudonym ->
                            request(
                                manager, pseudonym, ErasureReason.OWN_REQUEST, pseudonym, role)));
    return requested.map(this::carriedOut);
  }

  /**
   * Erases somebody at an administrator's request; asked again for the same pseudonym, it answers
   * with the same erasure.
   *
   * @throws JsonApiException if nobody is known by what was sent
   */
  public Requested erase(Person administrator, ErasureRequest request) {
    Requested requested =
        transactions.inTransactionRetryingRaces(
            manager -> {
              UUID subject = subject(manager, request);
              UUID actor = pseudonyms.of(manager, administrator);
              return request(manager, subject, request.reason(), actor, Roles.ADMINISTRATOR);
            });
    return new Requested(carriedOut(requested), requested.created());
  }

  public Optional<Erasure> find(UUID id) {
    return transactions.inTransaction(manager -> new ErasureRepository(manager).find(id));
  }

  public Slice list(int offset, int limit) {
    return transactions.inTransaction(
        manager -> {
          ErasureRepository erasures = new ErasureRepository(manager);
          return new Slice(erasures.count(), erasures.page(offset, limit));
        });
  }

  /**
   * Makes the file and the database know the same tombstones, and does what is left to do: after a
   * crash, after a restored backup, on another node. Before the first statement is sent it must
   * have run once, so that nothing restored is sent again.
   */
  public void resume() {
    List<Tombstone> outside = file.read();
    transactions.inTransactionRetryingRaces(
        manager -> {
          ErasureRepository erasures = new ErasureRepository(manager);
          int missing = 0;
          for (Tombstone tombstone : outside) {
            if (erasures.find(tombstone.id()).isEmpty()
                && erasures.ofPseudonym(tombstone.pseudonym()).isEmpty()) {
              erasures.add(tombstone);
              missing++;
            }
          }
          if (missing > 0) {
            LOG.log(
                Level.WARNING,
                "The database did not know of {0} erasures, as after a restored backup;"
                    + " they are done again",
                missing);
          }
          return missing;
        });
    Set<UUID> written = new HashSet<>();
    outside.forEach(tombstone -> written.add(tombstone.id()));
    List<Tombstone> inside =
        transactions.inTransaction(manager -> new ErasureRepository(manager).tombstones());
    file.append(inside.stream().filter(one -> !written.contains(one.id())).toList());
    for (Erasure erasure :
        transactions.inTransaction(manager -> new ErasureRepository(manager).unfinished())) {
      carryOn(erasure.id());
    }
  }

  private UUID subject(EntityManager manager, ErasureRequest request) {
    if (request.who() instanceof NamedPerson.ByPseudonym by) {
      if (pseudonyms.knows(manager, by.pseudonym())
          || new ErasureRepository(manager).ofPseudonym(by.pseudonym()).isPresent()) {
        return by.pseudonym();
      }
    } else if (request.who() instanceof NamedPerson.ByIdentity by) {
      Optional<UUID> known =
          pseudonyms.find(manager, new Person(by.issuer(), by.subject(), Set.of()));
      if (known.isPresent()) {
        return known.get();
      }
    }
    throw request.unknownPerson();
  }

  private Requested request(
      EntityManager manager, UUID subject, ErasureReason reason, UUID actor, String role) {
    ErasureRepository erasures = new ErasureRepository(manager);
    Optional<Erasure> before = erasures.ofPseudonym(subject);
    if (before.isPresent()) {
      return new Requested(before.get(), false);
    }
    Tombstone tombstone =
        new Tombstone(
            UUID.randomUUID(),
            subject,
            reason,
            role,
            clock.instant().truncatedTo(ChronoUnit.MILLIS));
    erasures.add(tombstone);
    audit.append(
        manager,
        new AuditEvent(
            Optional.of(actor),
            role,
            "erasure.requested",
            Purpose.ERASURE_REQUEST,
            Optional.of(subject),
            ErasureRequest.TYPE + '/' + tombstone.id()));
    return new Requested(erasures.find(tombstone.id()).orElseThrow(), true);
  }

  /**
   * What is left of it by now; the tombstone is known outside the database before anything goes.
   */
  private Erasure carriedOut(Requested requested) {
    UUID id = requested.erasure().id();
    if (requested.created()) {
      file.append(List.of(Tombstone.of(requested.erasure())));
    }
    carryOn(id);
    return find(id).orElseThrow();
  }

  private void carryOn(UUID id) {
    transactions.inTransactionRetryingRaces(
        manager -> {
          ErasureRepository erasures = new ErasureRepository(manager);
          Erasure erasure = erasures.locked(id).orElseThrow();
          switch (erasure.state()) {
            case REQUESTED -> {
              Erased report = merged(erasure.report(), eraseAll(manager, erasure.pseudonym()));
              erasures.erased(id, clock.instant(), report);
              audit.append(
                  manager,
                  AuditEvent.byService(
                      "erasure.carried-out",
                      Purpose.ERASURE_REQUEST,
                      Optional.of(erasure.pseudonym()),
                      ErasureRequest.TYPE + '/' + id));
            }
            case ERASED -> {
              if (!clock.instant().isBefore(erasure.erasedAt().orElseThrow().plus(SETTLING))) {
                Erased report = merged(erasure.report(), eraseAll(manager, erasure.pseudonym()));
                erasures.completed(id, clock.instant(), report);
              }
            }
            case COMPLETE -> {}
          }
          return erasure;
        });
  }

  private Erased eraseAll(EntityManager manager, UUID pseudonym) {
    Erased all = new Erased(Map.of(), Map.of(), Map.of());
    for (PersonalData kind : kinds) {
      all = merged(all, kind.erase(manager, pseudonym));
    }
    int identities = pseudonyms.forget(manager, pseudonym) ? 1 : 0;
    return merged(all, new Erased(Map.of("identities", identities), Map.of(), Map.of()));
  }

  /** Removals add up; of what stays and of a statement's state, the later look counts. */
  private static Erased merged(Erased before, Erased after) {
    Map<String, Integer> removed = new HashMap<>(before.removed());
    after.removed().forEach((kind, rows) -> removed.merge(kind, rows, Integer::sum));
    Map<String, Integer> kept = new HashMap<>(before.kept());
    kept.putAll(after.kept());
    Map<UUID, String> statements = new HashMap<>(before.statements());
    after
        .statements()
        .forEach(
            (id, state) ->
                statements.merge(id, state, (old, now) -> now.equals(Erased.UNKNOWN) ? old : now));
    return new Erased(removed, kept, statements);
  }
}
