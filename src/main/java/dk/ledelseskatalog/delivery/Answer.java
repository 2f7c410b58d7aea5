package dk.ledelseskatalog.delivery;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An answer to a read, ready for any server to send. */
final class Answer {
  private static final byte[] NOTHING = {};

  private final int status;
  private final Map<String, String> headers;
  private final byte[] body;

  private Answer(int status, Map<String, String> headers, byte[] body) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  /** 200 or 304. */
  int status() {
    return status;
  }

  /** All but the content's length. */
  Map<String, String> headers() {
    return headers;
  }

  /** Empty for 304; shared with other answers, so nobody writes to it. */
  byte[] body() {
    return body;
  }

  /** Chooses the coding, and 304 where the caller has it already (RFC 9110, 13.1.2). */
  static Answer of(Representation representation, ReadRequest request) {
    boolean gzip = representation.compressible() && acceptsGzip(request.acceptEncoding());
    String etag = gzip ? representation.gzipEtag() : representation.etag();
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("ETag", etag);
    CachePolicy.Freshness freshness = representation.freshness();
    headers.put("Cache-Control", freshness.cacheControl());
    headers.put("Last-Modified", freshness.lastModified());
    headers.put("Surrogate-Key", freshness.key());
    headers.put("Cache-Tag", freshness.key());
    headers.put("Vary", "Accept, Accept-Language, Accept-Encoding");
    if (isKnown(request, etag, freshness.lastModified())) {
      return new Answer(304, headers, NOTHING);
    }
    headers.put("Content-Type", representation.mediaType());
    headers.put("Content-Language", representation.contentLanguage());
    if (gzip) {
      headers.put("Content-Encoding", "gzip");
      return new Answer(200, headers, representation.gzip());
    }
    return new Answer(200, headers, representation.bytes());
  }

  private static boolean acceptsGzip(@Nullable String acceptEncoding) {
    if (acceptEncoding == null) {
      return false;
    }
    boolean any = false;
    for (String coding : List.of(acceptEncoding.toLowerCase(Locale.ROOT).split(","))) {
      int semicolon = coding.indexOf(';');
      String name = (semicolon < 0 ? coding : coding.substring(0, semicolon)).strip();
      boolean wanted =
          semicolon < 0 || !coding.substring(semicolon + 1).strip().matches("q=0(\\.0{0,3})?");
      if (name.equals("gzip") || name.equals("x-gzip")) {
        return wanted;
      }
      any |= name.equals("*") && wanted;
    }
    return any;
  }

  /** RFC 9110, 13.2.2: the date counts only where no tag is named. */
  private static boolean isKnown(ReadRequest request, String etag, String lastModified) {
    return request.ifNoneMatch() == null
        ? lastModified.equals(request.ifModifiedSince())
        : matches(request.ifNoneMatch(), etag);
  }

  private static boolean matches(@Nullable String ifNoneMatch, String etag) {
    if (ifNoneMatch == null) {
      return false;
    }
    // Our tags hold no comma, so a tag that does is not ours and may be cut in two.
    for (String candidate : List.of(ifNoneMatch.split(","))) {
      String tag = candidate.strip();
      if (tag.equals("*") || (tag.startsWith("W/") ? tag.substring(2) : tag).equals(etag)) {
        return true;
      }
    }
    return false;
  }
}
