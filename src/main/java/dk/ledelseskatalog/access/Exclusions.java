package dk.ledelseskatalog.access;

import dk.ledelseskatalog.access.Exclusion.Effect;
import dk.ledelseskatalog.audit.AuditEvent;
import dk.ledelseskatalog.audit.AuditLog;
import dk.ledelseskatalog.audit.Purpose;
import dk.ledelseskatalog.identity.NamedPerson;
import dk.ledelseskatalog.identity.Person;
import dk.ledelseskatalog.identity.Pseudonyms;
import dk.ledelseskatalog.identity.Refusal;
import dk.ledelseskatalog.identity.Roles;
import dk.ledelseskatalog.jsonapi.ErrorObject;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import dk.ledelseskatalog.persistence.Transactions;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Who is shut out, and who must sign in anew. Thread-safe.
 *
 * <p>All of it is in memory, for it is asked at every request with a token; {@link #refresh} reads
 * it anew. While the database is away, what was known last goes on holding.
 */
public final class Exclusions {
  private final Transactions transactions;
  private final Pseudonyms pseudonyms;
  private final AuditLog audit;
  private final String issuer;
  private final Clock clock;
  private volatile Map<String, Exclusion> known = Map.of();

  /**
   * @param issuer the one whose tokens are believed
   */
  Exclusions(
      Transactions transactions,
      Pseudonyms pseudonyms,
      AuditLog audit,
      String issuer,
      Clock clock) {
    this.transactions = transactions;
    this.pseudonyms = pseudonyms;
    this.audit = audit;
    this.issuer = issuer;
    this.clock = clock;
  }

  /**
   * What became of a request.
   *
   * @param created false if there was one of the same effect
   */
  record Decided(Exclusion exclusion, boolean created) {}

  /** Some of all exclusions, last decided first. */
  record Slice(int total, List<Exclusion> exclusions) {
    Slice {
      exclusions = List.copyOf(exclusions);
    }
  }

  /**
   * Decides against somebody; this node keeps to it when it returns. Decided again, a shutting out
   * stays as it is, and a signing in anew counts from now.
   *
   * @throws JsonApiException if it cannot be so; then nothing is written
   */
  Decided exclude(Person administrator, ExclusionRequest request) {
    Decided decided =
        transactions.inTransactionRetryingRaces(
            manager -> excludeIn(manager, administrator, request));
    refresh();
    return decided;
  }

  /**
   * Takes a decision back.
   *
   * @throws JsonApiException 404 if there is none
   */
  void letIn(Person administrator, UUID id) {
    var unused =
        transactions.inTransactionRetryingRaces(
            manager -> {
              ExclusionRepository exclusions = new ExclusionRepository(manager);
              Exclusion exclusion = exclusions.find(id).orElseThrow(Exclusions::unknown);
              if (exclusions.remove(id) == 0) {
                throw unknown();
              }
              UUID by = pseudonyms.of(manager, administrator);
              trace(manager, by, "person.let-in", Purpose.ACCESS_CONTROL, exclusion);
              return exclusion;
            });
    refresh();
  }

  Optional<Exclusion> find(UUID id) {
    return transactions.inTransaction(manager -> new ExclusionRepository(manager).find(id));
  }

  Slice list(int offset, int limit) {
    return transactions.inTransaction(
        manager -> {
          ExclusionRepository exclusions = new ExclusionRepository(manager);
          return new Slice(exclusions.count(), exclusions.page(offset, limit));
        });
  }

  /**
   * Reads what every node decided. One at a time, so that what was read earlier never takes the
   * place of what was read later.
   */
  synchronized void refresh() {
    known = transactions.inTransaction(manager -> new ExclusionRepository(manager).byDigest());
  }

  /**
   * Why a person is not let in.
   *
   * @param signedIn when they last proved who they are; empty if nobody knows
   */
  Optional<Refusal> refusalOf(Person person, Optional<Instant> signedIn) {
    Map<String, Exclusion> all = known;
    if (all.isEmpty()) {
      return Optional.empty();
    }
    return Optional.ofNullable(all.get(person.digest()))
        .flatMap(
            exclusion ->
                switch (exclusion.effect()) {
                  case SHUT_OUT -> Optional.of(Refusal.SHUT_OUT);
                  case SIGN_IN_ANEW ->
                      signedIn.filter(exclusion.since()::isBefore).isPresent()
                          ? Optional.empty()
                          : Optional.of(Refusal.SIGN_IN_ANEW);
                });
  }

  static JsonApiException unknown() {
    return new JsonApiException(
        ErrorObject.of(
            404,
            "unknown-exclusion",
            "Der er ingen udelukkelse med dette id; se dem alle på /api/exclusions.",
            "There is no exclusion with this id; see all of them at /api/exclusions."));
  }

  private Decided excludeIn(EntityManager manager, Person administrator, ExclusionRequest request) {
    String digest = digest(manager, request);
    if (digest.equals(administrator.digest())) {
      throw request.oneself();
    }
    ExclusionRepository exclusions = new ExclusionRepository(manager);
    Optional<Exclusion> before = exclusions.locked(digest);
    if (before.filter(one -> one.effect() == Effect.SHUT_OUT).isPresent()) {
      if (request.effect() == Effect.SHUT_OUT) {
        return new Decided(before.get(), false);
      }
      throw ExclusionRequest.shutOutAlready(before.get());
    }
    before.ifPresent(one -> exclusions.remove(one.id()));
    UUID by = pseudonyms.of(manager, administrator);
    Exclusion exclusion =
        new Exclusion(
            UUID.randomUUID(),
            Optional.of(pseudonym(manager, request)),
            request.effect(),
            request.reason(),
            clock.instant().truncatedTo(ChronoUnit.MILLIS),
            by);
    exclusions.add(exclusion, digest);
    trace(
        manager,
        by,
        exclusion.effect() == Effect.SHUT_OUT ? "person.shut-out" : "person.to-sign-in-anew",
        exclusion.reason().code(),
        exclusion);
    return new Decided(exclusion, true);
  }

  private String digest(EntityManager manager, ExclusionRequest request) {
    if (request.who() instanceof NamedPerson.ByPseudonym by) {
      return pseudonyms.digest(manager, by.pseudonym()).orElseThrow(request::unknownPerson);
    }
    return identified(request).digest();
  }

  /** Somebody the service does not know yet gets a pseudonym, to be shut out before they come. */
  private UUID pseudonym(EntityManager manager, ExclusionRequest request) {
    return request.who() instanceof NamedPerson.ByPseudonym by
        ? by.pseudonym()
        : pseudonyms.of(manager, identified(request));
  }

  private Person identified(ExclusionRequest request) {
    NamedPerson.ByIdentity by = (NamedPerson.ByIdentity) request.who();
    if (!by.issuer().equals(issuer)) {
      throw ExclusionRequest.otherIssuer(issuer);
    }
    return new Person(by.issuer(), by.subject(), Set.of());
  }

  private void trace(
      EntityManager manager, UUID by, String action, String purpose, Exclusion exclusion) {
    audit.append(
        manager,
        new AuditEvent(
            Optional.of(by),
            Roles.ADMINISTRATOR,
            action,
            purpose,
            exclusion.person(),
            exclusion.target()));
  }
}
