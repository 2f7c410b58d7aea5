package dk.ledelseskatalog.authoring;

import com.fasterxml.jackson.databind.JsonNode;
import dk.ledelseskatalog.contentmodel.EntryId;
import dk.ledelseskatalog.jsonapi.ErrorObject;
import dk.ledelseskatalog.jsonapi.ErrorObject.Source;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import dk.ledelseskatalog.jsonapi.RequestDocument;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What an editor tells the others about a version of an entry. Never changes. */
@Entity
@Table(name = "entry_comment")
public class Comment {
  static final String TYPE = "comments";

  /** Most characters of a comment. */
  static final int LONGEST = 4000;

  @Id
  @Column(name = "id")
  private String id;

  @Column(name = "type")
  private String type;

  @Column(name = "entry")
  private String entry;

  @Column(name = "version")
  private int version;

  @Column(name = "text")
  private String text;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "created_by")
  private String createdBy;

  /** For JPA. */
  @SuppressWarnings("NullAway.Init")
  protected Comment() {}

  Comment(EntryId entry, int version, String text, Instant createdAt, String createdBy) {
    this(UUID.randomUUID(), entry, version, text, createdAt, createdBy);
  }

  /** One that was made elsewhere. */
  Comment(UUID id, EntryId entry, int version, String text, Instant createdAt, String createdBy) {
    this.id = id.toString();
    this.type = entry.type();
    this.entry = entry.id();
    this.version = version;
    this.text = text;
    this.createdAt = createdAt;
    this.createdBy = createdBy;
  }

  /** Reads a request to say something. */
  static String read(InputStream body) {
    RequestDocument document = RequestDocument.readCreate(body, TYPE);
    document.requireOnly(Set.of("text"), Set.of());
    return text(document.attributes().path("text"), "/data/attributes/text");
  }

  /**
   * The words of a comment.
   *
   * @param pointer where they stand in the request
   * @throws JsonApiException 422 if they are none, or too many
   */
  static String text(JsonNode value, String pointer) {
    String text = value.isTextual() ? value.textValue().strip() : "";
    if (text.isEmpty() || text.length() > LONGEST) {
      throw new JsonApiException(
          ErrorObject.of(
              422,
              "invalid-attribute",
              Source.pointer(pointer),
              "Kommentaren skal være en tekst på 1 til " + LONGEST + " tegn.",
              "The comment must be a text of 1 to " + LONGEST + " characters."));
    }
    return text;
  }

  /** What was said of an entry, first one first. */
  static List<Comment> of(EntityManager manager, EntryId id) {
    return manager
        .createQuery(
            "select c from Comment c where c.type = :type and c.entry = :entry"
                + " order by c.createdAt, c.id",
            Comment.class)
        .setParameter("type", id.type())
        .setParameter("entry", id.id())
        .getResultList();
  }

  UUID id() {
    return UUID.fromString(id);
  }

  EntryId entry() {
    return new EntryId(type, entry);
  }

  int version() {
    return version;
  }

  String text() {
    return text;
  }

  Instant createdAt() {
    return createdAt;
  }

  String createdBy() {
    return createdBy;
  }
}
