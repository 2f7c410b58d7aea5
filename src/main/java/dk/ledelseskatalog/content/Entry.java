package dk.ledelseskatalog.content;

import dk.ledelseskatalog.contentmodel.EntryId;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where an entry stands: which version is the newest, how far that has come, and which version
 * readers see. Every change counts up {@link #revision}, so whoever changes it locks it first.
 */
@Entity
@Table(name = "entry")
public class Entry {
  @EmbeddedId private Key key;

  @Column(name = "version")
  private int version;

  @Column(name = "revision")
  private int revision;

  @Enumerated(EnumType.STRING)
  @Column(name = "state")
  private EntryState state;

  @Column(name = "state_since")
  private Instant stateSince;

  @Column(name = "state_by")
  private String stateBy;

  @Column(name = "published_version")
  private @Nullable Integer publishedVersion;

  @Column(name = "published_release")
  private @Nullable Integer publishedRelease;

  /** For JPA. */
  @SuppressWarnings("NullAway.Init")
  protected Entry() {}

  /** A new entry, whose first version is a draft. */
  Entry(EntryVersion first) {
    this.key = new Key(first.entryId());
    this.version = first.version();
    this.revision = 1;
    this.state = EntryState.DRAFT;
    this.stateSince = first.save().at();
    this.stateBy = first.save().by();
  }

  /** An entry as it stood elsewhere. */
  Entry(EntryId id, Standing standing, Optional<Integer> published, Optional<Integer> release) {
    this.key = new Key(id);
    this.version = standing.version();
    this.revision = standing.revision();
    this.state = standing.state();
    this.stateSince = standing.since();
    this.stateBy = standing.by();
    this.publishedVersion = published.orElse(null);
    this.publishedRelease = release.orElse(null);
  }

  public EntryId id() {
    return new EntryId(key.type, key.id);
  }

  /** Where it stands, apart from what readers see, which follows from the releases. */
  public Standing standing() {
    return new Standing(version, revision, state, stateSince, stateBy);
  }

  /** The number of the newest version. */
  public int version() {
    return version;
  }

  /** Counts from 1; another number means that something was changed. */
  public int revision() {
    return revision;
  }

  /** Of the newest version. */
  public EntryState state() {
    return state;
  }

  public Instant stateSince() {
    return stateSince;
  }

  public String stateBy() {
    return stateBy;
  }

  /** What readers see; empty if they see nothing of it. */
  public Optional<Integer> publishedVersion() {
    return Optional.ofNullable(publishedVersion);
  }

  /** The release that brought what readers see. */
  public Optional<Integer> publishedRelease() {
    return Optional.ofNullable(publishedRelease);
  }

  /** Takes a version that was just saved for the newest. */
  void save(EntryVersion saved) {
    version = saved.version();
    move(EntryState.DRAFT, saved.save().at(), saved.save().by());
  }

  /** Moves the newest version on, or back. */
  public void move(EntryState to, Instant at, String by) {
    state = to;
    stateSince = at;
    stateBy = by;
    revision++;
  }

  /**
   * Says what readers see from a release on.
   *
   * @param published the version; empty if the entry was taken out
   * @param newest whether that is what the newest version says
   */
  public void publish(
      Optional<Integer> published, boolean newest, int release, Instant at, String by) {
    publishedVersion = published.orElse(null);
    publishedRelease = published.isPresent() ? release : null;
    if (newest) {
      move(EntryState.PUBLISHED, at, by);
    } else if (state == EntryState.PUBLISHED) {
      move(EntryState.DRAFT, at, by);
    } else {
      revision++;
    }
  }

  /** The primary key. */
  @Embeddable
  public static class Key implements Serializable {
    private static final long serialVersionUID = 1L;

    @Column(name = "type")
    private String type;

    @Column(name = "id")
    private String id;

    /** For JPA. */
    @SuppressWarnings("NullAway.Init")
    protected Key() {}

    Key(EntryId entry) {
      this.type = entry.type();
      this.id = entry.id();
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key key && key.type.equals(type) && key.id.equals(id);
    }

    @Override
    public int hashCode() {
      return Objects.hash(type, id);
    }
  }
}
