package dk.ledelseskatalog.media;

import dk.ledelseskatalog.jsonapi.JsonApiException;
import dk.ledelseskatalog.media.PictureWorkshop.Picture;
import dk.ledelseskatalog.persistence.Transactions;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Takes files in, gives them out, and makes variants of pictures. Thread-safe. */
public final class MediaLibrary {
  private static final int BUFFER = 64 * 1024;

  private final Transactions transactions;
  private final MediaBytes bytes;
  private final MediaLimits limits;
  private final PictureWorkshop workshop = new PictureWorkshop();

  public MediaLibrary(Transactions transactions, MediaBytes bytes, MediaLimits limits) {
    this.transactions = transactions;
    this.bytes = bytes;
    this.limits = limits;
  }

  /**
   * Looks a file through and cleans it. Nothing is kept of it until it is {@linkplain #add added}.
   *
   * @return what is to be added; to be closed by the caller
   * @throws JsonApiException with a sentence that says why it is not taken in
   */
  public CheckedFile check(InputStream file, Claim claim) {
    Path path = incoming();
    boolean passed = false;
    try {
      MediaFormat format = receive(file, claim, path);
      CheckedFile checked = format == MediaFormat.PDF ? pdf(path) : picture(format, path);
      passed = true;
      return checked;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      if (!passed) {
        delete(path);
      }
    }
  }

  private Path incoming() {
    try {
      return Files.createTempFile(bytes.incoming(), "media", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private MediaFormat receive(InputStream file, Claim claim, Path path) throws IOException {
    byte[] head = read(file, Signature.LENGTH);
    MediaFormat format = Signature.of(head);
    claim.requireTrue(format);
    long most = format == MediaFormat.PDF ? limits.pdfBytes() : limits.pictureBytes();
    long size = head.length;
    try (OutputStream out = Files.newOutputStream(path)) {
      out.write(head);
      for (byte[] next = read(file, BUFFER); next.length > 0; next = read(file, BUFFER)) {
        size += next.length;
        if (size > most) {
          throw tooLarge(format, most);
        }
        out.write(next);
      }
    }
    return format;
  }

  /** What comes from outside may break off; that is not our disk's fault. */
  private static byte[] read(InputStream file, int length) {
    try {
      return file.readNBytes(length);
    } catch (IOException e) {
      throw MediaRefusal.of(
          400,
          "body-not-read",
          "Filen kunne ikke læses til ende. Send den igen.",
          "The file could not be read to its end. Send it again.");
    }
  }

  private static JsonApiException tooLarge(MediaFormat format, long most) {
    String megabytes = most / 1_048_576 + " MB";
    return MediaRefusal.of(
        413,
        "file-too-large",
        (format == MediaFormat.PDF ? "En PDF" : "Et billede")
            + " må højst fylde "
            + megabytes
            + ". Gør filen mindre.",
        (format == MediaFormat.PDF ? "A PDF file" : "A picture")
            + " may have at most "
            + megabytes
            + ". Make the file smaller.");
  }

  private CheckedFile pdf(Path path) throws IOException {
    Pdf.check(path);
    MessageDigest digest = sha256();
    try (InputStream in = new DigestInputStream(Files.newInputStream(path), digest)) {
      long size = in.transferTo(OutputStream.nullOutputStream());
      return new CheckedFile(
          path, HexFormat.of().formatHex(digest.digest()), MediaFormat.PDF, size, Optional.empty());
    }
  }

  private CheckedFile picture(MediaFormat format, Path path) throws IOException {
    return workshop.alone(
        () -> {
          Picture clean = clean(format, Files.readAllBytes(path));
          Files.write(path, clean.bytes());
          return new CheckedFile(
              path,
              HexFormat.of().formatHex(sha256().digest(clean.bytes())),
              format,
              clean.bytes().length,
              Optional.of(clean.dimensions()));
        });
  }

  private Picture clean(MediaFormat format, byte[] file) {
    if (format == MediaFormat.PNG) {
      Png png = Png.read(file);
      return whole(new Picture(format, png.clean(), png.dimensions(), png.bytesPerPixel()));
    }
    Jpeg jpeg = Jpeg.read(file);
    Picture picture = whole(picture(jpeg));
    return jpeg.orientation() == 1
        ? picture
        : picture(Jpeg.read(workshop.upright(picture, jpeg.orientation())));
  }

  private static Picture picture(Jpeg jpeg) {
    return new Picture(MediaFormat.JPEG, jpeg.clean(), jpeg.dimensions(), 3);
  }

  /** Its size is looked at before a decoder makes room for it. */
  private Picture whole(Picture picture) {
    if (picture.dimensions().pixels() > limits.pixels()) {
      throw MediaRefusal.tooManyPixels(picture.dimensions(), limits.pixels());
    }
    workshop.requireWhole(picture);
    return picture;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }

  /**
   * Keeps a file, in the caller's transaction. One that is kept is left as it is, with what is said
   * about it.
   *
   * @param by how the history names whoever sent it
   */
  public Media add(
      EntityManager manager,
      CheckedFile file,
      MediaDescription description,
      Instant at,
      String by) {
    Optional<Media> known = new MediaRepository(manager).find(file.sha256());
    if (known.isPresent()) {
      return known.get();
    }
    put(manager, file.sha256(), file.path());
    Media media = new Media(file, description, at, by);
    manager.persist(media);
    manager.flush();
    return media;
  }

  /** Puts the bytes of a known file again, if they were lost, in the caller's transaction. */
  public void mend(EntityManager manager, CheckedFile file) {
    put(manager, file.sha256(), file.path());
  }

  /** Keeps a file that was kept elsewhere, as it stood there, in the caller's transaction. */
  public void restore(
      EntityManager manager,
      CheckedFile file,
      MediaDescription description,
      int revision,
      boolean published,
      Instant at,
      String by) {
    put(manager, file.sha256(), file.path());
    manager.persist(new Media(file, description, revision, published, at, by));
    manager.flush();
    manager.clear();
  }

  private void put(EntityManager manager, String sha256, Path path) {
    try {
      bytes.put(manager, sha256, path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Forgets a file and its variants, in the caller's transaction. */
  public void remove(EntityManager manager, Media media) {
    List<?> made =
        manager
            .createNativeQuery("select sha256 from media_variant where media = ?1")
            .setParameter(1, media.sha256())
            .getResultList();
    manager
        .createNativeQuery("delete from media_variant where media = ?1")
        .setParameter(1, media.sha256())
        .executeUpdate();
    manager.remove(media);
    manager.flush();
    made.forEach(sha256 -> removeUnused(manager, (String) sha256));
    removeUnused(manager, media.sha256());
  }

  /** Two pictures may look the same when they are small. */
  private void removeUnused(EntityManager manager, String sha256) {
    boolean used =
        !manager
                .createNativeQuery("select form from media_variant where sha256 = ?1")
                .setParameter(1, sha256)
                .getResultList()
                .isEmpty()
            || new MediaRepository(manager).find(sha256).isPresent();
    if (!used) {
      bytes.remove(manager, sha256);
    }
  }

  /** Forgets bytes that were put and of which nothing was ever said, as by a node that died. */
  public void clearAway() {
    bytes.clearAway(
        names ->
            transactions.inTransaction(manager -> new MediaRepository(manager).namesOf(names)));
  }

  public Optional<Media> find(String sha256) {
    return transactions.inTransaction(manager -> new MediaRepository(manager).find(sha256));
  }

  /** The file itself. */
  public StoredFile file(Media media) {
    return new StoredFile(media.sha256(), media.format(), media.size(), bytes);
  }

  /**
   * A variant, made now if nobody has asked for it before.
   *
   * @return empty if there is no such variant of it
   */
  public Optional<StoredFile> variant(Media media, Variant variant) {
    Optional<Dimensions> size = media.dimensions();
    if (size.isEmpty() || !Variant.of(size.get()).contains(variant)) {
      return Optional.empty();
    }
    return Optional.of(
        made(media, variant)
            .orElseGet(
                () -> {
                  try {
                    return workshop.alone(() -> makeOrTake(media, size.get(), variant));
                  } catch (IOException e) {
                    throw new UncheckedIOException(e);
                  }
                }));
  }

  private StoredFile makeOrTake(Media media, Dimensions size, Variant variant) throws IOException {
    Optional<StoredFile> meanwhile = made(media, variant);
    if (meanwhile.isPresent()) {
      return meanwhile.get();
    }
    byte[] original;
    try (InputStream in = file(media).open()) {
      original = in.readAllBytes();
    }
    int bytesPerPixel = media.format() == MediaFormat.PNG ? Png.read(original).bytesPerPixel() : 3;
    byte[] made =
        workshop.variant(
            new Picture(media.format(), original, size, bytesPerPixel),
            variant.width(),
            variant.format());
    String sha256 = HexFormat.of().formatHex(sha256().digest(made));
    try (CheckedFile file =
        new CheckedFile(incoming(), sha256, variant.format(), made.length, Optional.empty())) {
      Files.write(file.path(), made);
      return transactions.inTransactionRetryingRaces(
          manager -> remember(manager, media, variant, file));
    }
  }

  private StoredFile remember(
      EntityManager manager, Media media, Variant variant, CheckedFile file) {
    put(manager, file.sha256(), file.path());
    int rows =
        manager
            .createNativeQuery(
                "update media_variant set sha256 = ?1, size = ?2 where media = ?3 and form = ?4")
            .setParameter(1, file.sha256())
            .setParameter(2, file.size())
            .setParameter(3, media.sha256())
            .setParameter(4, variant.form())
            .executeUpdate();
    if (rows == 0) {
      manager
          .createNativeQuery(
              "insert into media_variant (media, form, sha256, size) values (?1, ?2, ?3, ?4)")
          .setParameter(1, media.sha256())
          .setParameter(2, variant.form())
          .setParameter(3, file.sha256())
          .setParameter(4, file.size())
          .executeUpdate();
    }
    return new StoredFile(file.sha256(), variant.format(), file.size(), bytes);
  }

  /** One that was made before and is still there. */
  private Optional<StoredFile> made(Media media, Variant variant) {
    List<?> rows =
        transactions.inTransaction(
            manager ->
                manager
                    .createNativeQuery(
                        "select sha256, size from media_variant where media = ?1 and form = ?2")
                    .setParameter(1, media.sha256())
                    .setParameter(2, variant.form())
                    .getResultList());
    return rows.stream()
        .map(row -> (Object[]) row)
        .map(
            row ->
                new StoredFile(
                    (String) row[0], variant.format(), ((Number) row[1]).longValue(), bytes))
        .filter(StoredFile::isThere)
        .findFirst();
  }
}
