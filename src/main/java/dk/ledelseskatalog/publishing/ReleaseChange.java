package dk.ledelseskatalog.publishing;

import dk.ledelseskatalog.contentmodel.EntryId;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** That a release shows another version of an entry than the release before, or none any more. */
@Entity
@Table(name = "release_change")
public class ReleaseChange {
  @EmbeddedId private Key key;

  @Column(name = "version")
  private @Nullable Integer version;

  /** For JPA. */
  @SuppressWarnings("NullAway.Init")
  protected ReleaseChange() {}

  ReleaseChange(int release, EntryId entry, @Nullable Integer version) {
    this.key = new Key(release, entry);
    this.version = version;
  }

  int release() {
    return key.release;
  }

  EntryId entryId() {
    return new EntryId(key.type, key.id);
  }

  /** The version shown from this release on; empty where the entry was taken out. */
  Optional<Integer> version() {
    return Optional.ofNullable(version);
  }

  /** The primary key: the release and the entry. */
  @Embeddable
  public static class Key implements Serializable {
    private static final long serialVersionUID = 1L;

    @Column(name = "release_number")
    private int release;

    @Column(name = "type")
    private String type;

    @Column(name = "id")
    private String id;

    /** For JPA. */
    @SuppressWarnings("NullAway.Init")
    protected Key() {}

    Key(int release, EntryId entry) {
      this.release = release;
      this.type = entry.type();
      this.id = entry.id();
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key key
          && key.release == release
          && key.type.equals(type)
          && key.id.equals(id);
    }

    @Override
    public int hashCode() {
      return Objects.hash(release, type, id);
    }
  }
}
