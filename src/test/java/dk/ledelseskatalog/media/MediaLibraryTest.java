package dk.ledelseskatalog.media;

import static org.assertj.core.api.Assertions.assertThat;

import dk.ledelseskatalog.persistence.AtOnce;
import dk.ledelseskatalog.persistence.Database;
import dk.ledelseskatalog.persistence.DatabaseSettings;
import dk.ledelseskatalog.persistence.NewDatabase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Files that are kept, in both databases and in a folder beside them. */
class MediaLibraryTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

  @Nested
  @ExtendWith(NewDatabase.OnH2.class)
  class OnH2 extends Promises {
    @Override
    MediaBytes bytes() {
      return new DatabaseBytes(database.transactions());
    }
  }

  @Nested
  @ExtendWith(NewDatabase.OnPostgreSql.class)
  class OnPostgreSql extends Promises {
    @Override
    MediaBytes bytes() {
      return new DatabaseBytes(database.transactions());
    }
  }

  @Nested
  @ExtendWith(NewDatabase.OnH2.class)
  class InAFolder extends Promises {
    @TempDir private Path folder;

    @Override
    MediaBytes bytes() throws IOException {
      return FolderBytes.open(folder, Clock.systemUTC());
    }

    @Test
    void aVariantThatTheFolderLostIsMadeAgain() throws Exception {
      Media media = add(Pictures.jpeg(700, 500));
      Variant variant = new Variant(640, MediaFormat.JPEG);
      StoredFile made = library.variant(media, variant).orElseThrow();
      Files.delete(folder.resolve(made.sha256().substring(0, 2)).resolve(made.sha256()));

      StoredFile again = library.variant(media, variant).orElseThrow();

      assertThat(read(again)).hasSize((int) again.size());
    }

    /** A node puts the file, and dies before it says so in the database. */
    @Test
    void whatANodeLeftWhenItDiedIsClearedAwayADayLater() throws Exception {
      Media media = add(Pictures.png(700, 500));
      StoredFile variant = library.variant(media, new Variant(320, MediaFormat.JPEG)).orElseThrow();
      Path kept = makeOld(place(media.sha256()));
      Path keptVariant = makeOld(place(variant.sha256()));
      Path left = makeOld(leave("ab" + "0".repeat(62)));
      Path justLeft = leave("ab" + "1".repeat(62));
      Path notOurs = makeOld(leave("ab-readme.txt"));

      library.clearAway();

      assertThat(left).doesNotExist();
      assertThat(List.of(kept, keptVariant, justLeft, notOurs)).allMatch(Files::exists);
      nothingIsLeftOfWhatWasLookedThrough();
    }

    @Test
    void whatANodeLeftWhenItDiedIsThereForWhoeverSendsTheSameAgain() throws Exception {
      Media media = add(Pictures.png(31, 30));
      byte[] bytes = read(library.file(media));
      remove(media);
      Path left = makeOld(leave(media.sha256(), bytes));

      Media again = add(Pictures.png(31, 30));
      library.clearAway();

      assertThat(again.sha256()).isEqualTo(media.sha256());
      assertThat(read(library.file(again))).isEqualTo(bytes);
      assertThat(Files.getLastModifiedTime(left).toInstant()).isAfter(NOW.minusSeconds(86_400));
    }

    private Path place(String name) {
      return folder.resolve(name.substring(0, 2)).resolve(name);
    }

    private Path leave(String name) throws IOException {
      return leave(name, new byte[] {1});
    }

    private Path leave(String name, byte[] bytes) throws IOException {
      Files.createDirectories(place(name).getParent());
      return Files.write(place(name), bytes);
    }

    private static Path makeOld(Path file) throws IOException {
      Instant before = Instant.now().minus(Duration.ofDays(2));
      return Files.setLastModifiedTime(file, FileTime.from(before));
    }

    @Test
    void nothingIsLeftOfWhatWasLookedThrough() throws Exception {
      var unused = add(Pictures.png(30, 30));
      try (Stream<Path> incoming = Files.list(folder.resolve("incoming"))) {
        assertThat(incoming).isEmpty();
      }
    }
  }

  abstract static class Promises {
    Database database;
    MediaLibrary library;

    abstract MediaBytes bytes() throws IOException;

    @BeforeEach
    void open(DatabaseSettings settings) throws Exception {
      database = Database.open(settings);
      library = new MediaLibrary(database.transactions(), bytes(), MediaLimits.DEFAULT);
    }

    @AfterEach
    void close() {
      database.close();
    }

    Media add(byte[] file) {
      try (CheckedFile checked = library.check(new ByteArrayInputStream(file), Claim.NONE)) {
        return database
            .transactions()
            .inTransactionRetryingRaces(
                manager ->
                    library.add(manager, checked, MediaDescription.of("a"), NOW, "editor-1"));
      }
    }

    void remove(Media media) {
      var unused =
          database
              .transactions()
              .inTransaction(
                  manager -> {
                    library.remove(
                        manager, new MediaRepository(manager).find(media.sha256()).orElseThrow());
                    return 0;
                  });
    }

    static byte[] read(StoredFile file) throws IOException {
      try (InputStream in = file.open()) {
        return in.readAllBytes();
      }
    }

    @Test
    void whatIsKeptIsGivenOutAsItIs() throws Exception {
      byte[] large = new byte[700_000];
      byte[] pdf = Pictures.join(Pictures.ascii("%PDF-1.4\n"), large, Pictures.ascii("\n%%EOF"));
      Media media = add(pdf);
      assertThat(media.dimensions()).isEmpty();
      assertThat(media.size()).isEqualTo(pdf.length);
      assertThat(read(library.file(media))).isEqualTo(pdf);
    }

    @Test
    void theSameFileIsKeptOnceHoweverManySendItAtOnce() throws Exception {
      byte[] file = Pictures.chattyPng(40, 30);
      Callable<Media> sending = () -> add(file);
      List<Media> added = AtOnce.run(Collections.nCopies(8, sending));

      assertThat(added.stream().map(Media::sha256).distinct()).hasSize(1);
      assertThat(all()).hasSize(1);
      assertThat(read(library.file(added.get(0)))).hasSize((int) added.get(0).size());
    }

    @Test
    void variantsAreMadeOnceAndCarryNothingButThePicture() throws Exception {
      Media media = add(Pictures.chattyJpeg(1000, 500, 6));
      assertThat(media.dimensions()).contains(new Dimensions(500, 1000));
      assertThat(Variant.of(media.dimensions().orElseThrow()))
          .containsExactly(new Variant(320, MediaFormat.WEBP), new Variant(320, MediaFormat.JPEG));
      assertThat(library.variant(media, new Variant(640, MediaFormat.JPEG))).isEmpty();

      for (Variant variant : Variant.of(media.dimensions().orElseThrow())) {
        StoredFile made = library.variant(media, variant).orElseThrow();
        byte[] bytes = read(made);
        assertThat(new String(bytes, StandardCharsets.ISO_8859_1))
            .startsWith(variant.format() == MediaFormat.JPEG ? "\u00ff\u00d8" : "RIFF")
            .doesNotContain(Pictures.SECRET, "Exif", "EXIF");
        assertThat(bytes).hasSize((int) made.size());
        assertThat(library.variant(media, variant)).contains(made);
      }
    }

    @Test
    void manyWhoAskForOneVariantAtOnceGetTheSame() throws Exception {
      Media media = add(Pictures.jpeg(900, 600));
      Callable<StoredFile> asking =
          () -> library.variant(media, new Variant(640, MediaFormat.WEBP)).orElseThrow();
      assertThat(AtOnce.run(Collections.nCopies(6, asking)).stream().distinct()).hasSize(1);
    }

    @Test
    void whatIsForgottenIsGoneWithItsVariants() throws Exception {
      Media media = add(Pictures.png(700, 300));
      Media other = add(Pictures.png(70, 30));
      StoredFile variant = library.variant(media, new Variant(320, MediaFormat.JPEG)).orElseThrow();
      remove(media);

      assertThat(library.find(media.sha256())).isEmpty();
      assertThat(variant.isThere()).isFalse();
      assertThat(library.file(media).isThere()).isFalse();
      assertThat(library.file(other).isThere()).isTrue();
    }

    @Test
    void filesAreFoundByWhatIsSaidOfThem() {
      Media media = add(Pictures.png(70, 30));
      var unused =
          database
              .transactions()
              .inTransaction(
                  manager -> {
                    new MediaRepository(manager)
                        .lock(media.sha256())
                        .orElseThrow()
                        .describe(
                            new MediaDescription(
                                "a",
                                Optional.of("En leder 100 % i Halsnæs"),
                                Optional.empty(),
                                Optional.empty()));
                    return 0;
                  });
      assertThat(found("100 %")).hasSize(1);
      assertThat(found("HALSNÆS")).hasSize(1);
      assertThat(found("100 _")).isEmpty();
    }

    private List<Media> found(String text) {
      return database
          .transactions()
          .inTransaction(
              manager ->
                  new MediaRepository(manager)
                      .list(
                          new MediaFilter(Optional.of(MediaFormat.PNG), Optional.of(text)), 0, 9));
    }

    private List<Media> all() {
      return database
          .transactions()
          .inTransaction(manager -> new MediaRepository(manager).after("", 100));
    }
  }
}
