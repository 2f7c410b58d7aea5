package dk.ledelseskatalog.authoring;

import static dk.ledelseskatalog.authoring.AuthoringService.EDITOR;
import static dk.ledelseskatalog.authoring.AuthoringService.code;
import static dk.ledelseskatalog.authoring.AuthoringService.seen;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.ledelseskatalog.archive.ArchiveException;
import dk.ledelseskatalog.archive.ZipParts;
import dk.ledelseskatalog.audit.AuditEvent;
import dk.ledelseskatalog.audit.AuditLog;
import dk.ledelseskatalog.audit.Purpose;
import dk.ledelseskatalog.media.Claim;
import dk.ledelseskatalog.media.FolderBytes;
import dk.ledelseskatalog.media.MediaLibrary;
import dk.ledelseskatalog.media.MediaLimits;
import dk.ledelseskatalog.media.Pictures;
import dk.ledelseskatalog.persistence.DatabaseSettings;
import dk.ledelseskatalog.persistence.NewDatabase;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Archives that somebody made who means ill, or whose program does: whole as zips, with a manifest
 * that is right about the parts unless it is what lies, so that each is refused for what it is.
 */
@ExtendWith(NewDatabase.OnH2.class)
class HostileArchivesTest {
  private static final String ENTRY = "entries/reflections/toever-du.jsonl";
  private static final String THEME = "entries/themes/mod.jsonl";
  private static final String RELEASES = ArchiveParts.RELEASES;
  private static final String MEDIA = ArchiveParts.MEDIA;
  private static final byte[] PICTURE = Pictures.png(40, 30);

  @TempDir private static Path folder;
  private static Path archive;
  private static AuthoringService service;
  private static MediaLibrary library;

  @BeforeAll
  static void export(DatabaseSettings settings) throws Exception {
    archive = folder.resolve("archive.zip");
    try (AuthoringService from =
        new AuthoringService(
            DatabaseSettings.embeddedIn(folder.resolve("from")), Clock.systemUTC())) {
      MediaDesk.Sent picture =
          from.authoring.mediaDesk().send(EDITOR, new ByteArrayInputStream(PICTURE), Claim.NONE);
      EditedEntry made = from.complete(10);
      EditedEntry whole =
          from.drafts()
              .save(
                  EDITOR,
                  made.entry().id(),
                  seen(made),
                  from.reflection(
                      "{\"guidance\": {\"da\": \"![Et hus](/media/"
                          + picture.media().sha256()
                          + ".png)\"}}",
                      "{}"));
      var unusedComment = from.drafts().comment(EDITOR, whole.entry().id(), "Godt.");
      assertThat(code(() -> from.desk().publish(EDITOR, from.publishing(made.entry().id()))))
          .isEmpty();
      var unused =
          new CatalogueExport(from.database.transactions(), from.authoring.library())
              .write(archive, Progress.UNSEEN);
    }
    service = new AuthoringService(settings, Clock.systemUTC());
    library =
        new MediaLibrary(
            service.database.transactions(),
            FolderBytes.open(folder.resolve("media"), Clock.systemUTC()),
            MediaLimits.DEFAULT);
  }

  @AfterAll
  static void close() {
    service.close();
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        // The parts and the manifest.
        refused("a part is missing", it -> it.lose(THEME), "mangler i arkivet"),
        refused(
            "a part was changed, its checksum in the zip too",
            it -> it.swap(THEME, it.text(THEME).replace("Mod", "Had").getBytes(UTF_8)),
            "er ændret"),
        refused("a part is another's", it -> it.swap(THEME, it.bytes(ENTRY)), "er ændret"),
        refused(
            "a part that nothing says is there",
            it -> it.swap("entries/themes/ny.jsonl", it.bytes(THEME)),
            "står ikke i manifest.json"),
        refused("a part of another kind", it -> it.put("run.sh", "rm -rf /"), "ingen del"),
        refused(
            "a zip that is full of zeros, as a part",
            it -> it.put("entries.zip", zeros()),
            "ingen del"),
        refused(
            "an entry whose name is none",
            it -> it.put("entries/themes/Mod.jsonl", it.bytes(THEME)),
            "ingen del"),
        refused("no manifest", OpenedArchive::withoutManifest, "ikke et arkiv"),
        refused(
            "an unknown version of the form",
            it -> it.manifest(json -> json.replace("\"formatVersion\":1", "\"formatVersion\":2")),
            "anden udgave"),
        refused(
            "another form",
            it -> it.manifest(json -> json.replace("ledelseskatalog-archive", "docx")),
            "noget andet"),
        refused(
            "a manifest without parts",
            it -> it.manifest(json -> json.replace("\"parts\"", "\"del\"")),
            "står ikke i manifest.json"),
        refused("more entries than there are", it -> it.count("entries", 1), "\"counts\""),
        refused("fewer versions than there are", it -> it.count("versions", -1), "\"counts\""),
        refused("a count of something else", it -> it.count("leaders", 7), "\"counts\""),
        // The lines.
        refused(
            "JSON 5,000 levels deep",
            it -> it.replace(ENTRY, "\"title\":", "\"title\":" + "[".repeat(5_000)),
            "kan ikke læses"),
        refused(
            "a line of more than 16 MB",
            it -> it.replace(ENTRY, "Tøver du?", "x".repeat(16 * 1024 * 1024)),
            "er for lang"),
        refused(
            "a line that breaks off",
            it -> it.put(ENTRY, it.text(ENTRY).stripTrailing()),
            "er ikke hel"),
        refused("a line that is no JSON", it -> it.put(ENTRY, "<xml/>\n"), "kan ikke læses"),
        refused("a line that is a list", it -> it.put(ENTRY, "[]\n"), "ikke et JSON-objekt"),
        refused("an empty line", it -> it.put(ENTRY, "\n"), "ikke et JSON-objekt"),
        refused("an empty part", it -> it.put(ENTRY, new byte[0]), "ingen version"),
        refused(
            "a member twice",
            it -> it.replace(ENTRY, "\"state\":", "\"state\":\"draft\",\"state\":"),
            "kan ikke læses"),
        refused(
            "half a character", it -> it.replace(ENTRY, "Tøver du?", "\\ud800"), "et halvt tegn"),
        refused("NUL", it -> it.replace(ENTRY, "Tøver du?", "a\\u0000b"), "NUL"),
        refused(
            "text that is not UTF-8",
            it -> it.put(ENTRY, it.text(ENTRY).getBytes(ISO_8859_1)),
            "UTF-8"),
        // The entries.
        refused("an unknown member", it -> it.line(ENTRY, 1, x -> x.put("y", 1)), "ukendt felt"),
        refused(
            "an unknown state",
            it -> it.line(ENTRY, 1, head -> head.put("state", "secret")),
            "ukendt tilstand"),
        refused(
            "a state that is not so",
            it -> it.put(ENTRY, it.text(ENTRY) + third(it)).count("versions", 1),
            "ingen udgivelse viser"),
        refused(
            "a revision of 0",
            it -> it.line(ENTRY, 1, head -> head.put("revision", 0)),
            "et helt tal fra 1"),
        refused(
            "a revision beyond numbers",
            it -> it.replace(ENTRY, "\"revision\":", "\"revision\":99999999999999"),
            "et helt tal fra 1"),
        refused(
            "a history by a person",
            it -> it.line(ENTRY, 2, version -> version.put("savedBy", "Anne Andersen")),
            "editor-N"),
        refused(
            "a time that no database keeps",
            it -> it.line(ENTRY, 2, version -> version.put("savedAt", "2026-11-24T09:00:00.1234Z")),
            "et tidspunkt"),
        refused(
            "a version that is left out",
            it -> it.line(ENTRY, 3, version -> version.put("version", 3)),
            "næste versionsnummer"),
        refused(
            "a version of the future brought back",
            it -> it.line(ENTRY, 3, version -> version.put("restoredFrom", 3)),
            "senere version"),
        refused(
            "a document of another entry",
            it -> it.line(ENTRY, 2, x -> document(x).put("id", "andet")),
            "er ikke posten"),
        refused(
            "a document with more in it",
            it -> it.line(ENTRY, 2, x -> document(x).put("links", "x")),
            "er ikke posten"),
        refused(
            "a relationship that is none",
            it -> it.line(ENTRY, 2, x -> document(x).putObject("relationships").put("theme", 5)),
            "er ikke posten"),
        refused(
            "another entry than the file is of",
            it -> it.line(ENTRY, 1, head -> head.put("entry", "reflections/andet")),
            "en anden post"),
        refused(
            "a type that is none here",
            it -> it.put("entries/podcasts/x.jsonl", it.bytes(ENTRY)),
            "ingen indholdstype"),
        refused(
            "a comment on a version that is not there",
            it -> it.line(ENTRY, 4, comment -> comment.put("version", 3)),
            "ikke en kommentar"),
        refused(
            "a comment twice",
            it -> it.put(ENTRY, it.text(ENTRY) + it.text(ENTRY).lines().toList().get(3) + "\n"),
            "to gange"),
        // The releases.
        refused("no release", it -> it.put(RELEASES, new byte[0]), "ingen udgivelse"),
        refused(
            "a release that is left out",
            it -> it.line(RELEASES, 2, release -> release.put("release", 3)),
            "næste nummer"),
        refused(
            "a release of a version that is not there",
            it ->
                it.replace(RELEASES, "\"reflections/toever-du\":2", "\"reflections/toever-du\":9"),
            "version 9, som mangler"),
        refused(
            "a release of an entry that is not there",
            it -> it.without(THEME).count("entries", -1).count("versions", -1),
            "den mangler i arkivet"),
        refused(
            "a release that takes out what others point to",
            it ->
                it.line(RELEASES, 2, x -> ((ObjectNode) x.get("changes")).putNull("themes/mod"))
                    .line(THEME, 1, head -> head.put("state", "draft")),
            "peger på themes/mod"),
        refused(
            "a release of something with a path of its own",
            it -> it.line(RELEASES, 2, x -> ((ObjectNode) x.get("changes")).put("../x/y", 1)),
            "ikke er en post"),
        refused(
            "a release of a version that is none",
            it ->
                it.replace(RELEASES, "\"reflections/toever-du\":2", "\"reflections/toever-du\":-2"),
            "ikke er en version"),
        refused(
            "a newest release that breaks a schema",
            it -> it.line(ENTRY, 3, x -> attributes(x).put("audience", "everybody")),
            "individual"),
        // The pictures.
        refused(
            "a picture under another's name",
            it -> it.put(picture(it), Pictures.png(41, 30)),
            "ikke den fil, den hedder"),
        refused(
            "a picture that says who took it",
            it -> exchange(it, Pictures.chattyPng(50, 50)),
            "ikke renset"),
        refused(
            "a picture with a page behind it",
            it -> exchange(it, Pictures.join(PICTURE, page())),
            "efter filens slutning"),
        refused("a page that begins as a picture", it -> exchange(it, polyglot()), "."),
        refused(
            "a picture of 400 megapixels",
            it -> exchange(it, Pictures.hugePng(20_000, 20_000)),
            "megapixel"),
        refused("a PDF that is called a picture", it -> exchange(it, Pictures.pdf()), "PDF"),
        refused("a zip that is called a picture", it -> exchange(it, zeros()), "."),
        refused(
            "a picture that is not there", it -> it.without(picture(it)), "en fil, der mangler"),
        refused(
            "a picture of which nothing is said",
            it -> it.put(MEDIA, new byte[0]).count("media", -1),
            "siger noget om den"),
        refused(
            "a picture named twice", it -> it.put(MEDIA, it.text(MEDIA).repeat(2)), "nævnt før"),
        refused(
            "a picture by a path",
            it -> it.line(MEDIA, 1, x -> x.put("media", "../../etc/passwd")),
            "en fil, der mangler"),
        refused(
            "a picture that readers are to see, and neither it nor its line",
            it -> it.without(picture(it)).put(MEDIA, new byte[0]).count("media", -1),
            "mangler eller er ikke udgivet"),
        refused(
            "a picture that readers are to see and may not",
            it -> it.line(MEDIA, 1, x -> x.remove("published")),
            "mangler eller er ikke udgivet"));
  }

  private static Arguments refused(String what, Consumer<OpenedArchive> change, String because) {
    return Arguments.of(what, change, because);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void isRefusedWithASentenceAndLeavesNothing(
      String what, Consumer<OpenedArchive> change, String because) throws Exception {
    OpenedArchive hostile = OpenedArchive.of(archive);
    change.accept(hostile);
    Path file = hostile.pack(folder.resolve("hostile.zip"));
    byte[] before = exported();

    ImportReport report = run(file);

    assertThat(report.refused()).as(report.lines("da").toString()).isTrue();
    assertThat(report.lines("da").toString()).contains(because);
    for (ImportReport.Item item : report.items()) {
      assertThat(item.fault().message().da()).endsWith(".");
      assertThat(item.fault().message().in("en")).endsWith(".");
      assertThat(item.fault().file()).hasSizeLessThan(310);
    }
    assertThat(exported()).isEqualTo(before);
    assertThat(kept()).isEmpty();
  }

  @Test
  void theSameWithoutAFaultIsTaken() throws Exception {
    Path file = OpenedArchive.of(archive).pack(folder.resolve("right.zip"));

    assertThat(file).hasSameBinaryContentAs(archive);
    try (ZipParts zip = ZipParts.open(file)) {
      ImportReport report =
          importing().run(zip, true, manager -> EVENT, Alongside.NOTHING, Progress.UNSEEN);
      assertThat(report.refused()).as(report.lines("da").toString()).isFalse();
    }
  }

  private static final AuditEvent EVENT =
      AuditEvent.byService("catalogue.imported", Purpose.EDITING, Optional.empty(), "imports/test");

  private static ImportReport run(Path file) throws IOException {
    try (ZipParts zip = ZipParts.open(file)) {
      return importing().run(zip, false, manager -> EVENT, Alongside.NOTHING, Progress.UNSEEN);
    } catch (ArchiveException e) {
      return ImportReport.refusal(e.faults());
    }
  }

  private static CatalogueImport importing() {
    return new CatalogueImport(
        service.database.transactions(),
        service.model,
        library,
        List.of(),
        new AuditLog(Clock.systemUTC()));
  }

  private static byte[] exported() throws IOException {
    Path file = folder.resolve("now.zip");
    var unused =
        new CatalogueExport(service.database.transactions(), library).write(file, Progress.UNSEEN);
    return Files.readAllBytes(file);
  }

  private static List<Path> kept() throws IOException {
    try (Stream<Path> all = Files.walk(folder.resolve("media"))) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  private static String picture(OpenedArchive it) {
    return it.names().stream().filter(ArchiveParts::isFile).findFirst().orElseThrow();
  }

  /** Puts a file in place of the picture, named by its own bytes. */
  private static void exchange(OpenedArchive it, byte[] file) {
    String before = picture(it);
    String old = before.substring("media/".length(), before.indexOf('.'));
    String name = sha256(file);
    it.without(before)
        .put("media/" + name + ".png", file)
        .replace(MEDIA, old, name)
        .replace(ENTRY, old, name);
  }

  private static String sha256(byte[] file) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] page() {
    return Pictures.ascii("<!DOCTYPE html><script>alert(1)</script>".repeat(40));
  }

  private static byte[] polyglot() {
    return Pictures.join(Arrays.copyOf(PICTURE, 8), page());
  }

  private static byte[] zeros() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("zeros"));
      zip.write(new byte[10 * 1024 * 1024]);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return bytes.toByteArray();
  }

  /** The second version once more, as the third. */
  private static String third(OpenedArchive it) {
    return it.text(ENTRY).lines().toList().get(2).replace("\"version\":2", "\"version\":3") + "\n";
  }

  private static ObjectNode document(ObjectNode version) {
    return (ObjectNode) version.get("document");
  }

  private static ObjectNode attributes(ObjectNode version) {
    return (ObjectNode) document(version).get("attributes");
  }
}
