package dk.ledelseskatalog.catalogue;

import java.time.Instant;

/**
 * Which release something speaks of.
 *
 * @param number counts from 1; later releases have higher numbers
 * @param note why it was published
 */
public record ReleaseInfo(int number, Instant publishedAt, String publishedBy, String note) {}
