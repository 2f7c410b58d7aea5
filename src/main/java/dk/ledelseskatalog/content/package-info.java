/**
 * Every save of every entry, kept for ever, and where each entry stands.
 *
 * <p>An {@link dk.ledelseskatalog.content.EntryVersion} never changes once it is written; versions
 * of one entry count from 1 without gaps. Its {@link dk.ledelseskatalog.content.Entry} says which
 * is the newest, how far that has come, and which one readers see; the last follows from the
 * releases and is written only together with one.
 *
 * <p>Start with {@link dk.ledelseskatalog.content.EntryRepository}.
 */
@NullMarked
package dk.ledelseskatalog.content;

import org.jspecify.annotations.NullMarked;
