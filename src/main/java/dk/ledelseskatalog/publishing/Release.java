package dk.ledelseskatalog.publishing;

import dk.ledelseskatalog.catalogue.ReleaseInfo;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A numbered, immutable set of entry versions. */
@Entity
@Table(name = "release")
public class Release {
  @Id
  @Column(name = "number")
  private int number;

  @Column(name = "published_at")
  private Instant publishedAt;

  @Column(name = "published_by")
  private String publishedBy;

  @Column(name = "note")
  private String note;

  /** For JPA. */
  @SuppressWarnings("NullAway.Init")
  protected Release() {}

  Release(int number, Instant publishedAt, String publishedBy, String note) {
    this.number = number;
    this.publishedAt = publishedAt;
    this.publishedBy = publishedBy;
    this.note = note;
  }

  int number() {
    return number;
  }

  ReleaseInfo info() {
    return new ReleaseInfo(number, publishedAt, publishedBy, note);
  }
}
