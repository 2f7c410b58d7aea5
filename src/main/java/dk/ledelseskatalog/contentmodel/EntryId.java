package dk.ledelseskatalog.contentmodel;

/**
 * The permanent name of an entry: its content type and an id unique within it, written {@code
 * themes/tillid}.
 *
 * @param type the name of the content type, such as {@code themes}
 * @param id lower-case letters a–z, digits and hyphens
 */
public record EntryId(String type, String id) implements Comparable<EntryId> {
  @Override
  public int compareTo(EntryId other) {
    int byType = type.compareTo(other.type);
    return byType != 0 ? byType : id.compareTo(other.id);
  }

  @Override
  public String toString() {
    return type + "/" + id;
  }
}
