package dk.ledelseskatalog.authoring;

import dk.ledelseskatalog.audit.AuditEvent;
import dk.ledelseskatalog.audit.AuditLog;
import dk.ledelseskatalog.audit.Purpose;
import dk.ledelseskatalog.catalogue.Catalogue;
import dk.ledelseskatalog.catalogue.ReleaseInfo;
import dk.ledelseskatalog.catalogue.Snapshot;
import dk.ledelseskatalog.content.EntryFilter;
import dk.ledelseskatalog.content.EntryOrder;
import dk.ledelseskatalog.content.EntryRepository;
import dk.ledelseskatalog.content.EntryVersion;
import dk.ledelseskatalog.delivery.PreviewSource;
import dk.ledelseskatalog.identity.Person;
import dk.ledelseskatalog.identity.Pseudonyms;
import dk.ledelseskatalog.identity.TokenDigest;
import dk.ledelseskatalog.media.MediaRepository;
import dk.ledelseskatalog.persistence.Transactions;
import dk.ledelseskatalog.publishing.ReleaseArchive;
import jakarta.persistence.EntityManager;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Gives editors an address at which drafts are read as readers will read them. Whoever has it sees
 * them, without signing in, until it expires. Thread-safe.
 */
public final class Previews implements PreviewSource {
  static final String TYPE = "previews";

  /** How long an address works. */
  static final Duration LIFE = Duration.ofHours(24);

  private static final int TOKEN_BYTES = 32;

  private final Transactions transactions;
  private final Catalogue catalogue;
  private final ReleaseArchive releases;
  private final Editors editors;
  private final Pseudonyms pseudonyms;
  private final AuditLog audit;
  private final SecureRandom random;
  private final Clock clock;
  private volatile @Nullable Built last;

  Previews(
      Transactions transactions,
      Catalogue catalogue,
      ReleaseArchive releases,
      Editors editors,
      Pseudonyms pseudonyms,
      AuditLog audit,
      SecureRandom random,
      Clock clock) {
    this.transactions = transactions;
    this.catalogue = catalogue;
    this.releases = releases;
    this.editors = editors;
    this.pseudonyms = pseudonyms;
    this.audit = audit;
    this.random = random;
    this.clock = clock;
  }

  /**
   * A preview that was just made.
   *
   * @param id what it is called; does not give the token away
   */
  record Made(String id, String token, Instant expiresAt) {}

  Made make(Person person) {
    byte[] drawn = new byte[TOKEN_BYTES];
    random.nextBytes(drawn);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(drawn);
    String digest = TokenDigest.of(token);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Instant expires = now.plus(LIFE);
    String id = digest.substring(0, 16);
    var unused =
        transactions.inTransactionRetryingRaces(
            manager -> {
              manager
                  .createNativeQuery("delete from preview where expires_at <= ?1")
                  .setParameter(1, now.toEpochMilli())
                  .executeUpdate();
              audit.append(
                  manager,
                  new AuditEvent(
                      Optional.of(pseudonyms.of(manager, person)),
                      Drafts.role(person),
                      "preview.made",
                      Purpose.EDITING,
                      Optional.empty(),
                      TYPE + '/' + id));
              return manager
                  .createNativeQuery(
                      "insert into preview (digest, expires_at, created_by) values (?1, ?2, ?3)")
                  .setParameter(1, digest)
                  .setParameter(2, expires.toEpochMilli())
                  .setParameter(3, editors.nameOf(manager, person))
                  .executeUpdate();
            });
    return new Made(id, token, expires);
  }

  /** Whether it lets somebody see a preview, still. */
  boolean admit(String token) {
    return transactions.inTransaction(
        manager ->
            !manager
                .createNativeQuery(
                    "select digest from preview where digest = ?1 and expires_at > ?2")
                .setParameter(1, TokenDigest.of(token))
                .setParameter(2, clock.millis())
                .getResultList()
                .isEmpty());
  }

  @Override
  public Optional<Snapshot> snapshot(String token) {
    if (!admit(token)) {
      return Optional.empty();
    }
    try (Catalogue.Lease lease = catalogue.acquire()) {
      Snapshot release = lease.snapshot();
      Basis basis = transactions.inTransaction(manager -> basis(manager, release));
      Built known = last;
      if (known != null && known.basis.equals(basis)) {
        return Optional.of(known.snapshot);
      }
      // What was saved since the basis was read makes the next request build again, no more.
      Built built = new Built(basis, releases.preview(release, drafts()));
      last = built;
      return Optional.of(built.snapshot);
    }
  }

  /** All that a preview follows from; versions never change. */
  private record Basis(
      ReleaseInfo release, List<EntryRepository.Saved> drafts, MediaRepository.Inventory files) {}

  /** The last preview of all drafts, whoever's token asked: it is the same for all. */
  private record Built(Basis basis, Snapshot snapshot) {}

  private static Basis basis(EntityManager manager, Snapshot release) {
    return new Basis(
        release.release(),
        new EntryRepository(manager).newestSaves(EntryFilter.UNPUBLISHED),
        new MediaRepository(manager).inventory());
  }

  private List<EntryVersion> drafts() {
    return transactions.inTransaction(
        manager ->
            new EntryRepository(manager)
                .newest(EntryFilter.UNPUBLISHED, EntryOrder.ID, 0, Integer.MAX_VALUE).stream()
                    .map(EntryRepository.Newest::version)
                    .toList());
  }
}
