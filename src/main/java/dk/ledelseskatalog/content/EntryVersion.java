package dk.ledelseskatalog.content;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dk.ledelseskatalog.contentmodel.ContentType;
import dk.ledelseskatalog.contentmodel.EntryDocument;
import dk.ledelseskatalog.contentmodel.EntryId;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One immutable save of an entry. */
@Entity
@Table(name = "entry_version")
public class EntryVersion {
  private static final ObjectMapper JSON = new ObjectMapper();

  @EmbeddedId private Key key;

  @Column(name = "document")
  private String document;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "created_by")
  private String createdBy;

  @Column(name = "reason")
  private @Nullable String reason;

  @Column(name = "archived")
  private boolean archived;

  @Column(name = "restored_from")
  private @Nullable Integer restoredFrom;

  /** For JPA. */
  @SuppressWarnings("NullAway.Init")
  protected EntryVersion() {}

  EntryVersion(EntryDocument document, ContentType type, int version, Save save) {
    this(document.id(), version, document.toJson(type).toString(), save);
  }

  /** A version that was saved elsewhere. */
  EntryVersion(EntryId id, int version, String stored, Save save) {
    this.key = new Key(id, version);
    this.document = stored;
    this.createdAt = save.at();
    this.createdBy = save.by();
    this.reason = save.reason().orElse(null);
    this.archived = save.archived();
    this.restoredFrom = save.restoredFrom().orElse(null);
  }

  public EntryId entryId() {
    return new EntryId(key.type, key.id);
  }

  /** Counts from 1. */
  public int version() {
    return key.version;
  }

  public EntryDocument document() {
    return document(document);
  }

  /** The JSON of the entry, as it is stored. */
  public String stored() {
    return document;
  }

  /** The entry that a stored version says. */
  public static EntryDocument document(String stored) {
    try {
      return EntryDocument.of(JSON.readTree(stored));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("An entry is not JSON in the database", e);
    }
  }

  public Save save() {
    return new Save(
        createdAt,
        createdBy,
        Optional.ofNullable(reason),
        archived,
        Optional.ofNullable(restoredFrom));
  }

  /** The primary key: the entry and the number of its version. */
  @Embeddable
  public static class Key implements Serializable {
    private static final long serialVersionUID = 1L;

    @Column(name = "type")
    private String type;

    @Column(name = "id")
    private String id;

    @Column(name = "version")
    private int version;

    /** For JPA. */
    @SuppressWarnings("NullAway.Init")
    protected Key() {}

    Key(EntryId entry, int version) {
      this.type = entry.type();
      this.id = entry.id();
      this.version = version;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key key
          && key.type.equals(type)
          && key.id.equals(id)
          && key.version == version;
    }

    @Override
    public int hashCode() {
      return Objects.hash(type, id, version);
    }
  }
}
