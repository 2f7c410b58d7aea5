package dk.ledelseskatalog.delivery;

import org.jspecify.annotations.Nullable;

/**
 * What of a GET or HEAD decides its answer, besides the path. A header that was not sent is null.
 *
 * @param query still encoded
 */
record ReadRequest(
    @Nullable String query,
    @Nullable String accept,
    @Nullable String acceptLanguage,
    @Nullable String acceptEncoding,
    @Nullable String ifNoneMatch) {}
