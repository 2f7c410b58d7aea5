/**
 * Every save of every entry, kept for ever.
 *
 * <p>An {@link dk.ledelseskatalog.content.EntryVersion} never changes once it is written; versions
 * of one entry count from 1 without gaps. Which version readers see is decided in {@code
 * publishing}, not here.
 *
 * <p>Start with {@link dk.ledelseskatalog.content.EntryRepository}.
 */
@NullMarked
package dk.ledelseskatalog.content;

import org.jspecify.annotations.NullMarked;
