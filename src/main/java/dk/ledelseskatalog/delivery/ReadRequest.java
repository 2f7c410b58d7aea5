package dk.ledelseskatalog.delivery;

import org.jspecify.annotations.Nullable;

/**
 * What of a GET or HEAD decides its answer, besides the path. A header that was not sent is null.
 *
 * @param query still encoded
 * @param asked the whole request as {@link #asIn} writes it, under which its answer may be given
 *     again; null if it may not
 */
record ReadRequest(
    @Nullable String query,
    @Nullable String accept,
    @Nullable String acceptLanguage,
    @Nullable String acceptEncoding,
    @Nullable String ifNoneMatch,
    @Nullable String ifModifiedSince,
    @Nullable String asked) {
  ReadRequest(
      @Nullable String query,
      @Nullable String accept,
      @Nullable String acceptLanguage,
      @Nullable String acceptEncoding,
      @Nullable String ifNoneMatch) {
    this(query, accept, acceptLanguage, acceptEncoding, ifNoneMatch, null, null);
  }

  /** The same, whose answer is not to be given again: it depends on more than the release. */
  ReadRequest once() {
    return new ReadRequest(
        query, accept, acceptLanguage, acceptEncoding, ifNoneMatch, ifModifiedSince, null);
  }

  /** Everything the answer depends on, except what the caller has already. */
  String asIn(String path) {
    // A line break can stand in none of them, so two requests that differ never look the same.
    return path
        + '\n'
        + (query == null ? "" : '?' + query)
        + '\n'
        + (accept == null ? "" : accept)
        + '\n'
        + (acceptLanguage == null ? "" : acceptLanguage)
        + '\n'
        + (acceptEncoding == null ? "" : acceptEncoding);
  }
}
