package dk.ledelseskatalog.delivery;

import dk.ledelseskatalog.catalogue.Catalogue;
import dk.ledelseskatalog.catalogue.ReleaseInfo;
import dk.ledelseskatalog.catalogue.Releases;
import dk.ledelseskatalog.catalogue.Snapshot;
import dk.ledelseskatalog.jsonapi.Echo;
import dk.ledelseskatalog.jsonapi.ErrorObject;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import dk.ledelseskatalog.jsonapi.MediaTypes;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Answers reads of releases as they were. One per service; thread-safe.
 *
 * <p>An old release is rebuilt from the database when somebody asks for it, one at a time, and the
 * last few are kept: however many are asked for, memory stays bounded.
 */
public final class PastReleases {
  private static final int KEPT_RELEASES = 8;
  private static final int KEPT_ENTRIES = 12_000;
  private static final long CACHE_BYTES = 4L * 1024 * 1024;

  private final Catalogue catalogue;
  private final Releases releases;
  private final Representations representations;
  private final RepresentationCache cache = new RepresentationCache(CACHE_BYTES);

  /** Least recently used first. */
  private final Map<Integer, ReleaseView> views = new LinkedHashMap<>(16, 0.75f, true);

  public PastReleases(Catalogue catalogue, Releases releases, Representations representations) {
    this.catalogue = catalogue;
    this.releases = releases;
    this.representations = representations;
  }

  Releases releases() {
    return releases;
  }

  /**
   * Reads one release; answers 404 if there is no such release.
   *
   * @param number as the address has it
   */
  ReleaseReader reader(String number) {
    return new Reader(number);
  }

  /**
   * The number of a release that is served or has been.
   *
   * @throws JsonApiException 404 if there is none
   */
  int number(String text) {
    return number(text, representations.release().number());
  }

  private static int number(String text, int newest) {
    if (!text.matches("[1-9][0-9]{0,8}") || Integer.parseInt(text) > newest) {
      throw new JsonApiException(
          ErrorObject.of(
              404,
              "unknown-release",
              "Der er ingen udgivelse \"" + Echo.name(text) + "\"; den nyeste er " + newest + ".",
              "There is no release \"" + Echo.name(text) + "\"; the newest is " + newest + "."));
    }
    return Integer.parseInt(text);
  }

  /** A release with all that is derived from it. */
  synchronized ReleaseView view(int number) {
    ReleaseView known = views.get(number);
    // It is another release of this number if an archive was imported since.
    if (known != null && releases.find(number).equals(Optional.of(known.snapshot().release()))) {
      return known;
    }
    ReleaseView view = new ReleaseView(snapshot(number), cache, representations.addresses());
    views.put(number, view);
    long entries = views.values().stream().mapToLong(kept -> kept.snapshot().size()).sum();
    Iterator<ReleaseView> oldest = views.values().iterator();
    while (views.size() > 1 && (views.size() > KEPT_RELEASES || entries > KEPT_ENTRIES)) {
      entries -= oldest.next().snapshot().size();
      oldest.remove();
    }
    return view;
  }

  /** The current one is in memory already; its index is not used by who reads through here. */
  private Snapshot snapshot(int number) {
    try (Catalogue.Lease lease = catalogue.acquire()) {
      if (lease.snapshot().release().number() == number) {
        return lease.snapshot();
      }
    }
    try {
      return releases
          .snapshot(number)
          .orElseThrow(() -> new IllegalStateException("Release " + number + " is not stored"));
    } catch (IllegalStateException e) {
      throw new JsonApiException(
          ErrorObject.of(
              410,
              "unreadable-release",
              "Udgivelse "
                  + number
                  + " kan ikke læses med den indholdsmodel, tjenesten kører med. Læs en nyere.",
              "Release "
                  + number
                  + " cannot be read with the content model the service runs with. Read a newer"
                  + " one."));
    }
  }

  /**
   * Answers from what old releases have said, else renders and remembers.
   *
   * @param path below the API
   */
  Answer answer(
      ReadRequest request,
      ReleaseView view,
      String path,
      CachePolicy.Freshness freshness,
      Set<String> parameters,
      ReleaseReader.Renderer renderer) {
    ReleaseInfo release = view.snapshot().release();
    Representation representation =
        view.represent(
            request,
            // An import may have brought another release of this number.
            release.publishedAt().toEpochMilli() + path,
            representations.addresses().in(release.number()),
            freshness,
            parameters,
            renderer);
    representations.keep(request, representation);
    return Answer.of(representation, request);
  }

  private final class Reader implements ReleaseReader {
    private final String text;

    Reader(String text) {
      this.text = text;
    }

    @Override
    public Answer answer(
        ReadRequest request,
        String path,
        Function<ReleaseView, Set<String>> parameters,
        Renderer renderer) {
      MediaTypes.requireAcceptable(request.accept());
      int number = number(text);
      ReleaseView view = view(number);
      return PastReleases.this.answer(
          request,
          view,
          "/releases/" + number + path,
          CachePolicy.immutable(view.snapshot().release()),
          parameters.apply(view),
          renderer);
    }
  }
}
