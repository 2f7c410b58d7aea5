package dk.ledelseskatalog.delivery;

import dk.ledelseskatalog.catalogue.Catalogue;
import dk.ledelseskatalog.catalogue.PublishedEntry;
import dk.ledelseskatalog.catalogue.ReleaseInfo;
import dk.ledelseskatalog.catalogue.Snapshot;
import dk.ledelseskatalog.contentmodel.EntryId;
import dk.ledelseskatalog.jsonapi.ErrorObject;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import dk.ledelseskatalog.jsonapi.MediaTypes;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Answers reads of the published catalogue. One per service; thread-safe.
 *
 * <p>A document is rendered once per release and then served from memory. What is remembered
 * belongs to the release's snapshot and is dropped with it, so nothing of an old release can be
 * served after the new one is published.
 */
public final class Representations implements ReleaseReader {
  /** Enough for some thousand documents; small beside the index of the release. */
  public static final long DEFAULT_CACHE_BYTES = 32L * 1024 * 1024;

  /** A request longer than this is no page's, and is not remembered. */
  private static final int LONGEST_ASKED = 2_000;

  private final Catalogue catalogue;
  private final Addresses addresses;
  private final CachePolicy policy;
  private final long cacheBytes;
  private final AtomicReference<@Nullable ReleaseView> current = new AtomicReference<>();

  /**
   * @param publicUrl what the world calls this service, without the {@code /api}
   * @param cacheBytes how much memory rendered documents may take
   */
  public Representations(Catalogue catalogue, URI publicUrl, CachePolicy policy, long cacheBytes) {
    this.catalogue = catalogue;
    this.addresses = new Addresses(publicUrl);
    this.policy = policy;
    this.cacheBytes = cacheBytes;
  }

  @Override
  public Answer answer(
      ReadRequest request,
      String path,
      Function<ReleaseView, Set<String>> parameters,
      Renderer renderer) {
    MediaTypes.requireAcceptable(request.accept());
    try (Catalogue.Lease lease = acquire()) {
      ReleaseView view = view(lease.snapshot());
      Representation representation =
          view.represent(
              request,
              path,
              addresses,
              policy.current(view.snapshot().release()),
              parameters.apply(view),
              renderer);
      keep(view, request, representation);
      return Answer.of(representation, request);
    }
  }

  /**
   * Like {@link #answer}, for what holds for a while only.
   *
   * @param path names the time it holds for, too
   * @param freshness of the answer at this moment
   */
  Answer answerFor(
      ReadRequest request,
      String path,
      Function<ReleaseInfo, CachePolicy.Freshness> freshness,
      Function<ReleaseView, Set<String>> parameters,
      Renderer renderer) {
    MediaTypes.requireAcceptable(request.accept());
    try (Catalogue.Lease lease = acquire()) {
      ReleaseView view = view(lease.snapshot());
      CachePolicy.Freshness now = freshness.apply(view.snapshot().release());
      Representation representation =
          view.represent(request, path, addresses, now, parameters.apply(view), renderer);
      return Answer.of(representation.keptAs(now), request);
    }
  }

  /**
   * Answers with something in Danish that is no JSON:API document.
   *
   * @param path decides, with the release, what is written
   */
  Answer page(
      ReadRequest request, String path, String mediaType, Function<ReleaseView, byte[]> writer) {
    try (Catalogue.Lease lease = acquire()) {
      ReleaseView view = view(lease.snapshot());
      Representation representation = view.cache().get(path);
      if (representation == null) {
        representation =
            new Representation(
                writer.apply(view), mediaType, "da", policy.current(view.snapshot().release()));
        view.cache().put(path, representation);
      }
      keep(view, request, representation);
      return Answer.of(representation, request);
    }
  }

  /**
   * The answer to a request that was answered before, as long as the release is the same.
   *
   * @param asked everything the answer depends on, except what the caller has already
   */
  Optional<Answer> again(String asked, ReadRequest request) {
    ReleaseView view = current.get();
    if (view == null || !catalogue.serves(view.snapshot())) {
      return Optional.empty();
    }
    Representation representation = view.cache().get(asked);
    return representation == null
        ? Optional.empty()
        : Optional.of(Answer.of(representation, request));
  }

  /** Remembers an answer for whoever asks the same, as long as the release is current. */
  void keep(ReadRequest request, Representation representation) {
    ReleaseView view = current.get();
    if (view != null) {
      keep(view, request, representation);
    }
  }

  /**
   * Which release is current.
   *
   * @throws JsonApiException 503 before the first one
   */
  ReleaseInfo release() {
    try (Catalogue.Lease lease = acquire()) {
      return lease.snapshot().release();
    }
  }

  Addresses addresses() {
    return addresses;
  }

  CachePolicy policy() {
    return policy;
  }

  private static void keep(ReleaseView view, ReadRequest request, Representation representation) {
    String asked = request.asked();
    if (asked != null && asked.length() <= LONGEST_ASKED) {
      view.cache().put(asked, representation);
    }
  }

  /** An entry of the current release. */
  Optional<PublishedEntry> entry(EntryId id) {
    try (Catalogue.Lease lease = acquire()) {
      return lease.snapshot().entry(id);
    }
  }

  /** What the page at {@code /} says in its head of how it is embedded elsewhere. */
  public String discovery() {
    return OEmbed.discovery(addresses, addresses.home(), "Ledelseskatalog");
  }

  /** The page that shows people an entry. */
  String page(EntryId id) {
    return addresses.page(id);
  }

  private Catalogue.Lease acquire() {
    try {
      return catalogue.acquire();
    } catch (IllegalStateException e) {
      throw new JsonApiException(
          ErrorObject.of(
              503,
              "not-ready",
              "Kataloget er ikke udgivet endnu. Prøv igen om lidt.",
              "The catalogue is not published yet. Try again shortly."));
    }
  }

  /** A reader still on the old snapshot gets a view of its own and does not displace the new. */
  private ReleaseView view(Snapshot snapshot) {
    ReleaseView known = current.get();
    if (known != null && known.snapshot() == snapshot) {
      return known;
    }
    ReleaseView fresh = new ReleaseView(snapshot, new RepresentationCache(cacheBytes), addresses);
    if (known == null || catalogue.serves(snapshot)) {
      current.compareAndSet(known, fresh);
    }
    return fresh;
  }
}
