package dk.ledelseskatalog.catalogue;

/**
 * A release and what it did, in figures.
 *
 * @param entries how many entries it has
 * @param added how many of them the release before had not
 * @param changed how many of them the release before had in another version
 * @param removed how many entries of the release before it has no more
 */
public record ReleaseSummary(
    ReleaseInfo release, int entries, int added, int changed, int removed) {}
