package dk.ledelseskatalog.delivery;

import dk.ledelseskatalog.catalogue.ReleaseInfo;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * How long caches may keep our answers.
 *
 * @param maxAge for which an answer of the current release may be given without asking us
 * @param sharedMaxAge the same for caches that many use, if it differs
 * @param staleWhileRevalidate for which it may be given once more while we are asked
 */
public record CachePolicy(
    Duration maxAge, Optional<Duration> sharedMaxAge, Duration staleWhileRevalidate) {
  /** A minute, and ten more while we are asked. */
  public static final CachePolicy DEFAULT =
      new CachePolicy(Duration.ofMinutes(1), Optional.empty(), Duration.ofMinutes(10));

  /** The key by which everything that a new release outdates is purged. */
  public static final String CURRENT = "catalogue";

  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /**
   * What headers say of one answer.
   *
   * @param cacheControl the header of that name
   * @param lastModified as HTTP writes dates
   * @param key the key to purge it by
   */
  record Freshness(String cacheControl, String lastModified, String key) {}

  /** Of what the next release can change. */
  Freshness current(ReleaseInfo release) {
    return current(release.publishedAt());
  }

  Freshness current(Instant since) {
    return new Freshness(
        "public, max-age="
            + maxAge.toSeconds()
            + sharedMaxAge.map(time -> ", s-maxage=" + time.toSeconds()).orElse("")
            + ", stale-while-revalidate="
            + staleWhileRevalidate.toSeconds(),
        httpDate(since),
        CURRENT);
  }

  /**
   * Of what the next release can change, and time will.
   *
   * @param left how long it holds
   * @param since when it began to hold
   */
  Freshness until(Duration left, Instant since) {
    Duration rest = left.minus(shorter(left, maxAge));
    return new CachePolicy(
            shorter(left, maxAge),
            sharedMaxAge.map(time -> shorter(left, time)),
            shorter(rest, staleWhileRevalidate))
        .current(since);
  }

  /** Of what a release has said once and for all. */
  static Freshness immutable(ReleaseInfo release) {
    return new Freshness(
        "public, max-age=31536000, immutable",
        httpDate(release.publishedAt()),
        "release-" + release.number());
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /** Of what nobody may keep. */
  static Freshness never(ReleaseInfo release) {
    return new Freshness("no-store", httpDate(release.publishedAt()), "preview");
  }

  static String httpDate(Instant instant) {
    return HTTP_DATE.format(instant);
  }
}
