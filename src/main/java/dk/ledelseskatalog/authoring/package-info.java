/**
 * Lets editors run the catalogue: drafts, review, publishing, and the way back.
 *
 * <p>Invariants: nothing that was saved is ever lost or changed, every save is an {@link
 * dk.ledelseskatalog.content.EntryVersion} more; whoever changes an entry says which state of it
 * they saw; a release is made only if every entry in it is valid and points to entries that are in
 * it; readers see releases and nothing else of what happens here, unless an editor gives them the
 * address of a preview. Editors are named in the history by a number, see {@link
 * dk.ledelseskatalog.authoring.Editors}.
 *
 * <p>What readers are told is {@code delivery}'s, which entry says what is {@code content}'s, and
 * which versions make a release is {@code publishing}'s to know.
 *
 * <p>Start with {@link dk.ledelseskatalog.authoring.Drafts}, then {@link
 * dk.ledelseskatalog.authoring.ReleaseDesk}.
 */
@NullMarked
package dk.ledelseskatalog.authoring;

import org.jspecify.annotations.NullMarked;
