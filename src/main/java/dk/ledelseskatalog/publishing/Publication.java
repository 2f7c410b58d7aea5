package dk.ledelseskatalog.publishing;

import dk.ledelseskatalog.contentmodel.EntryId;
import java.util.Optional;

/**
 * What a release does with an entry.
 *
 * @param version what readers see from then on; empty if the entry is taken out
 */
public record Publication(EntryId entry, Optional<Integer> version) {}
