package dk.ledelseskatalog.content;

import java.time.Instant;

/**
 * How far an entry has come.
 *
 * @param version the number of the newest one
 * @param revision counts every change of the entry
 * @param since when it came to this state
 * @param by how the history names who brought it there
 */
public record Standing(int version, int revision, EntryState state, Instant since, String by) {}
