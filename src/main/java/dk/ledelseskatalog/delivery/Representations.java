package dk.ledelseskatalog.delivery;

import dk.ledelseskatalog.catalogue.Catalogue;
import dk.ledelseskatalog.catalogue.PublishedEntry;
import dk.ledelseskatalog.catalogue.Snapshot;
import dk.ledelseskatalog.contentmodel.EntryId;
import dk.ledelseskatalog.jsonapi.ContentLanguage;
import dk.ledelseskatalog.jsonapi.Document;
import dk.ledelseskatalog.jsonapi.ErrorObject;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import dk.ledelseskatalog.jsonapi.MediaTypes;
import dk.ledelseskatalog.jsonapi.QueryParameters;
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
public final class Representations {
  /** Enough for some thousand documents; small beside the index of the release. */
  public static final long DEFAULT_CACHE_BYTES = 32L * 1024 * 1024;

  private final Catalogue catalogue;
  private final Addresses addresses;
  private final long cacheBytes;
  private final AtomicReference<@Nullable ReleaseView> current = new AtomicReference<>();

  /**
   * @param publicUrl what the world calls this service, without the {@code /api}
   * @param cacheBytes how much memory rendered documents may take
   */
  public Representations(Catalogue catalogue, URI publicUrl, long cacheBytes) {
    this.catalogue = catalogue;
    this.addresses = new Addresses(publicUrl);
    this.cacheBytes = cacheBytes;
  }

  /** Makes the document that answers a request. */
  @FunctionalInterface
  interface Renderer {
    Document render(Reading reading);
  }

  /**
   * Answers from memory, else renders and remembers.
   *
   * @param path below the API, such as {@code /themes/tillid}; decides, with the query and the
   *     language, everything the renderer does
   * @param parameters that may be asked for on this path
   * @throws JsonApiException for a request that cannot be answered
   */
  Answer answer(
      ReadRequest request,
      String path,
      Function<ReleaseView, Set<String>> parameters,
      Renderer renderer) {
    MediaTypes.requireAcceptable(request.accept());
    try (Catalogue.Lease lease = acquire()) {
      ReleaseView view = view(lease.snapshot());
      QueryParameters query = QueryParameters.parse(request.query(), parameters.apply(view));
      String language = ContentLanguage.of(query, request.acceptLanguage());
      String key = language + query.appendTo(path);
      Representation representation = view.cache().get(key);
      if (representation == null) {
        Reading reading = new Reading(view, addresses, query, language);
        byte[] bytes = renderer.render(reading).toBytes();
        representation = new Representation(bytes, reading.contentLanguage());
        view.cache().put(key, representation);
      }
      return Answer.of(representation, request);
    }
  }

  /** An entry of the current release. */
  Optional<PublishedEntry> entry(EntryId id) {
    try (Catalogue.Lease lease = acquire()) {
      return lease.snapshot().entry(id);
    }
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
    ReleaseView fresh = new ReleaseView(snapshot, cacheBytes);
    if (known == null || known.snapshot().release().number() <= snapshot.release().number()) {
      current.compareAndSet(known, fresh);
    }
    return fresh;
  }
}
