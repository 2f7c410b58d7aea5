package dk.ledelseskatalog.media;

import static dk.ledelseskatalog.media.Pictures.SECRET;
import static dk.ledelseskatalog.media.Pictures.ascii;
import static dk.ledelseskatalog.media.Pictures.half;
import static dk.ledelseskatalog.media.Pictures.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dk.ledelseskatalog.jsonapi.ErrorObject;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import dk.ledelseskatalog.persistence.Database;
import dk.ledelseskatalog.persistence.DatabaseSettings;
import dk.ledelseskatalog.persistence.NewDatabase;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files as somebody would send them who means ill, or whose programs do. */
@ExtendWith(NewDatabase.OnH2.class)
class HostileMediaTest {
  @TempDir private static Path folder;
  private static Database database;
  private static MediaLibrary library;

  @BeforeAll
  static void open(DatabaseSettings settings) throws Exception {
    database = Database.open(settings);
    library =
        new MediaLibrary(
            database.transactions(),
            FolderBytes.open(folder, Clock.systemUTC()),
            MediaLimits.DEFAULT);
  }

  @AfterAll
  static void close() {
    database.close();
  }

  static Stream<Arguments> refused() {
    byte[] jpeg = Pictures.jpeg(60, 40);
    byte[] png = Pictures.png(60, 40);
    return Stream.of(
        refused("nothing", new byte[0], 400, "file-missing"),
        refused("a page with PNG's first bytes", page(Png.SIGNATURE), 422, "file-broken"),
        refused(
            "a page with JPEG's first bytes", page("\u00ff\u00d8\u00ff\u00e0"), 422, "file-broken"),
        refused("a page", page(""), 415, "unsupported-media-type"),
        refused(
            "an SVG",
            ascii("<?xml version='1.0'?><svg xmlns='x'/>"),
            415,
            "unsupported-media-type"),
        refused("a GIF", Pictures.gif(20, 20), 415, "unsupported-media-type"),
        refused("an animated PNG", Pictures.animatedPng(), 422, "animated-picture"),
        refused(
            "a JPEG with a zip behind it",
            join(jpeg, ascii("PK\u0003\u0004…")),
            422,
            "hidden-content"),
        refused("a PNG with a page behind it", join(png, page("")), 422, "hidden-content"),
        refused(
            "a PDF with a page behind it", join(Pictures.pdf(), page("")), 422, "hidden-content"),
        refused("half a JPEG", half(jpeg), 422, "file-broken"),
        refused("half a PNG", half(png), 422, "file-broken"),
        refused("half a PDF", half(Pictures.pdf()), 422, "file-broken"),
        refused("400 megapixels of PNG", Pictures.hugePng(20_000, 20_000), 422, "too-many-pixels"),
        refused(
            "400 megapixels of JPEG", Pictures.lyingJpeg(20_000, 20_000), 422, "too-many-pixels"),
        refused(
            "a JPEG that says it is larger", Pictures.lyingJpeg(4_000, 4_000), 422, "file-broken"),
        refused("a PNG of no width", changed(png, 16, 0), 422, "file-broken"),
        refused("a PNG with one bit changed", changed(png, png.length - 20, 1), 422, "file-broken"),
        refused(
            "a lengthy chunk",
            join(Arrays.copyOf(png, 33), new byte[] {127, -1, -1, -1}, ascii("IDAT")),
            422,
            "file-broken"));
  }

  private static Arguments refused(String what, byte[] file, int status, String code) {
    return Arguments.of(what, file, status, code);
  }

  private static byte[] page(String before) {
    return ascii(before + "<!DOCTYPE html><script>alert(1)</script>".repeat(40));
  }

  private static byte[] changed(byte[] file, int place, int by) {
    byte[] other = file.clone();
    if (by == 0) {
      Arrays.fill(other, place, place + 4, (byte) 0);
    } else {
      other[place] ^= (byte) by;
    }
    return other;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void isRefusedWithASentenceAndLeavesNothing(String what, byte[] file, int status, String code)
      throws Exception {
    ErrorObject error = refusal(file, Claim.NONE);

    assertThat(error.code()).as(error.en()).isEqualTo(code);
    assertThat(error.status()).isEqualTo(status);
    assertThat(error.da()).endsWith(".");
    assertThat(files()).isEmpty();
  }

  @Test
  void whatIsCalledOtherwiseIsRefused() {
    assertThat(refusal(Pictures.pdf(), new Claim("rapport.png", Optional.empty())).code())
        .isEqualTo("media-type-mismatch");
    assertThat(refusal(Pictures.pdf(), new Claim("", Optional.of("image/png"))).code())
        .isEqualTo("media-type-mismatch");
    assertThat(refusal(Pictures.jpeg(9, 9), new Claim("a.html", Optional.empty())).code())
        .isEqualTo("media-type-mismatch");
  }

  @Test
  void whatIsTooLargeIsRefusedBeforeItIsThere() {
    InputStream endless = followedBy(Pictures.pdf(), 30);

    JsonApiException refusal =
        catchThrowableOfType(
            JsonApiException.class, () -> library.check(endless, Claim.NONE).close());

    assertThat(refusal.errors().get(0).status()).isEqualTo(413);
    assertThat(refusal.errors().get(0).da()).contains("25 MB");
    assertThat(files()).isEmpty();
  }

  private static InputStream followedBy(byte[] head, int megabytes) {
    byte[] megabyte = new byte[1_048_576];
    return new SequenceInputStream(
        Collections.enumeration(
            Stream.concat(
                    Stream.of(new ByteArrayInputStream(head)),
                    Stream.generate(() -> new ByteArrayInputStream(megabyte)).limit(megabytes))
                .toList()));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void whatExifSaidIsGoneAndThePictureStandsUpright(int orientation) throws Exception {
    byte[] clean = clean(Pictures.chattyJpeg(80, 40, orientation));

    assertThat(text(clean)).doesNotContain(SECRET, "Exif", "xap", "Photoshop", "MPF");
    BufferedImage seen = ImageIO.read(new ByteArrayInputStream(clean));
    boolean onItsSide = orientation >= 5;
    assertThat(seen.getWidth()).isEqualTo(onItsSide ? 40 : 80);
    assertThat(seen.getHeight()).isEqualTo(onItsSide ? 80 : 40);
    boolean redFirst = List.of(1, 4, 5, 6).contains(orientation);
    int first = seen.getRGB(5, 5);
    assertThat((first >> 16 & 0xff) > (first & 0xff)).isEqualTo(redFirst);
    assertThat(clean(clean)).isEqualTo(clean);
  }

  @Test
  void whatAPngSaidBesidesIsGone() throws Exception {
    byte[] clean = clean(Pictures.chattyPng(50, 50));
    assertThat(text(clean)).doesNotContain(SECRET, "tEXt", "iTXt", "eXIf", "tIME");
    assertThat(clean(clean)).isEqualTo(clean);
  }

  @Test
  void whatPhonesPutBehindAPictureIsCutOff() throws Exception {
    byte[] jpeg = clean(Pictures.jpeg(50, 50));
    assertThat(clean(join(jpeg, Pictures.jpeg(9, 9)))).isEqualTo(jpeg);
    assertThat(clean(join(jpeg, ascii("\0\0\u0001\nImage_UTC_DataSEFT")))).isEqualTo(jpeg);
    assertThat(clean(join(jpeg, new byte[512]))).isEqualTo(jpeg);
  }

  @Test
  void whateverIsWrongWithAPictureItIsTakenInOrRefused() throws Exception {
    Random random = new Random(20261124);
    for (byte[] good : List.of(Pictures.chattyJpeg(64, 48, 6), Pictures.chattyPng(64, 48))) {
      for (int round = 0; round < 300; round++) {
        byte[] bad = good.clone();
        for (int i = random.nextInt(4); i >= 0; i--) {
          bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
        }
        if (random.nextInt(3) == 0) {
          bad = Arrays.copyOf(bad, random.nextInt(bad.length));
        }
        try {
          byte[] clean = clean(bad);
          assertThat(clean(clean)).isEqualTo(clean);
        } catch (JsonApiException e) {
          assertThat(e.errors().get(0).status()).isBetween(400, 422);
        }
      }
    }
    assertThat(files()).isEmpty();
  }

  private ErrorObject refusal(byte[] file, Claim claim) {
    JsonApiException refusal =
        catchThrowableOfType(
            JsonApiException.class,
            () -> library.check(new ByteArrayInputStream(file), claim).close());
    assertThat(refusal).isNotNull();
    return refusal.errors().get(0);
  }

  private byte[] clean(byte[] file) throws IOException {
    try (CheckedFile checked = library.check(new ByteArrayInputStream(file), Claim.NONE)) {
      return Files.readAllBytes(checked.path());
    }
  }

  private static String text(byte[] file) {
    return new String(file, StandardCharsets.ISO_8859_1);
  }

  private List<Path> files() {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
