package dk.ledelseskatalog.media;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A picture or a PDF file, and what is said about it. */
@Entity
@Table(name = "media")
public class Media {
  @Id
  @Column(name = "sha256")
  private String sha256;

  @Column(name = "media_type")
  private String mediaType;

  @Column(name = "size")
  private long size;

  @Column(name = "width")
  private @Nullable Integer width;

  @Column(name = "height")
  private @Nullable Integer height;

  @Column(name = "original")
  private String original;

  @Column(name = "alt_da")
  private @Nullable String altDa;

  @Column(name = "alt_en")
  private @Nullable String altEn;

  @Column(name = "credit")
  private @Nullable String credit;

  @Column(name = "revision")
  private int revision;

  @Column(name = "published")
  private boolean published;

  @Column(name = "uploaded_at")
  private Instant uploadedAt;

  @Column(name = "uploaded_by")
  private String uploadedBy;

  /** For JPA. */
  @SuppressWarnings("NullAway.Init")
  protected Media() {}

  Media(CheckedFile file, MediaDescription description, Instant uploadedAt, String uploadedBy) {
    this.sha256 = file.sha256();
    this.mediaType = file.format().mediaType();
    this.size = file.size();
    this.width = file.dimensions().map(Dimensions::width).orElse(null);
    this.height = file.dimensions().map(Dimensions::height).orElse(null);
    this.original = description.originalName();
    this.uploadedAt = uploadedAt;
    this.uploadedBy = uploadedBy;
    describe(description);
  }

  /** What it was elsewhere. */
  Media(
      CheckedFile file,
      MediaDescription description,
      int revision,
      boolean published,
      Instant uploadedAt,
      String uploadedBy) {
    this(file, description, uploadedAt, uploadedBy);
    this.revision = revision;
    this.published = published;
  }

  /** The name: the SHA-256 of the bytes, in small hexadecimal digits. */
  public String sha256() {
    return sha256;
  }

  public MediaFormat format() {
    return MediaFormat.ofMediaType(mediaType).orElseThrow();
  }

  /** In bytes. */
  public long size() {
    return size;
  }

  /** In pixels; empty for what is no picture. */
  public Optional<Dimensions> dimensions() {
    return width == null || height == null
        ? Optional.empty()
        : Optional.of(new Dimensions(width, height));
  }

  public MediaDescription description() {
    return new MediaDescription(
        original,
        Optional.ofNullable(altDa),
        Optional.ofNullable(altEn),
        Optional.ofNullable(credit));
  }

  /** Says something else about it. What it is called where it came from stays. */
  public final void describe(MediaDescription description) {
    this.altDa = description.altDa().orElse(null);
    this.altEn = description.altEn().orElse(null);
    this.credit = description.credit().orElse(null);
    this.revision++;
  }

  /** Counts the changes of what is said about it, from 1. */
  public int revision() {
    return revision;
  }

  /** Whether a release shows it, or did. */
  public boolean published() {
    return published;
  }

  public Instant uploadedAt() {
    return uploadedAt;
  }

  /** As the history names people. */
  public String uploadedBy() {
    return uploadedBy;
  }

  /** The state of what is said about it, as an entity tag. */
  public String tag() {
    return "\"" + revision + "\"";
  }
}
