package dk.ledelseskatalog.records;

/**
 * A record and its place in the order of changes.
 *
 * @param place as {@link dk.ledelseskatalog.persistence.ChangeOrder} gave it
 */
public record Placed<T>(long place, T record) {}
