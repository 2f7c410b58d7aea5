package dk.ledelseskatalog.delivery;

import dk.ledelseskatalog.jsonapi.MediaTypes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** One rendered document. Its bytes never change; safe for any number of threads. */
final class Representation {
  /** Below this a packet is a packet, compressed or not. */
  private static final int WORTH_COMPRESSING = 512;

  private final byte[] bytes;
  private final String mediaType;
  private final String contentLanguage;
  private final CachePolicy.Freshness freshness;
  private final String hash;
  private volatile byte @Nullable [] gzip;

  Representation(byte[] bytes, String contentLanguage, CachePolicy.Freshness freshness) {
    this(bytes, MediaTypes.JSON_API, contentLanguage, freshness);
  }

  Representation(
      byte[] bytes, String mediaType, String contentLanguage, CachePolicy.Freshness freshness) {
    this.bytes = bytes;
    this.mediaType = mediaType;
    this.contentLanguage = contentLanguage;
    this.freshness = freshness;
    this.hash = hash(bytes, contentLanguage);
  }

  byte[] bytes() {
    return bytes;
  }

  /** The languages the texts are in, as the {@code Content-Language} header lists them. */
  String contentLanguage() {
    return contentLanguage;
  }

  /** The same, to be kept for another time. */
  Representation keptAs(CachePolicy.Freshness other) {
    return new Representation(bytes, mediaType, contentLanguage, other);
  }

  String mediaType() {
    return mediaType;
  }

  CachePolicy.Freshness freshness() {
    return freshness;
  }

  boolean compressible() {
    return bytes.length >= WORTH_COMPRESSING;
  }

  /** The bytes compressed; the first caller pays for it. */
  byte[] gzip() {
    byte[] compressed = gzip;
    if (compressed == null) {
      compressed = compress(bytes);
      gzip = compressed;
    }
    return compressed;
  }

  /** A strong tag: equal on every node and after every restart for equal bytes. */
  String etag() {
    return '"' + hash + '"';
  }

  /** Other bytes on the wire need another strong tag (RFC 9110, 8.8.3). */
  String gzipEtag() {
    return '"' + hash + "-gzip\"";
  }

  /** At most what this holds in memory, before and after compression. */
  int weight() {
    return 2 * bytes.length + 200;
  }

  private static String hash(byte[] bytes, String contentLanguage) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(bytes);
      byte[] digest = sha256.digest(contentLanguage.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, 15));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has SHA-256
    }
  }

  private static byte[] compress(byte[] bytes) {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream(bytes.length / 3 + 64);
    try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail to be written
    }
    return compressed.toByteArray();
  }
}
