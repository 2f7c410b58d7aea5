package dk.ledelseskatalog.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of a zip, and what is not. */
class ZipPartsTest {
  @TempDir private Path folder;

  @Test
  void whatWasWrittenIsReadHereAndElsewhere() throws Exception {
    Path zip = ours("a.txt", "Første", "b/c.txt", "");

    try (ZipParts parts = ZipParts.open(zip)) {
      assertThat(parts.names()).containsExactly("a.txt", "b/c.txt");
      assertThat(new String(parts.read("a.txt").readAllBytes(), UTF_8)).isEqualTo("Første");
      assertThat(parts.read("b/c.txt").readAllBytes()).isEmpty();
    }
    try (ZipFile other = new ZipFile(zip.toFile())) {
      assertThat(other.stream().map(ZipEntry::getName)).containsExactly("a.txt", "b/c.txt");
      InputStream in = other.getInputStream(other.getEntry("a.txt"));
      assertThat(new String(in.readAllBytes(), UTF_8)).isEqualTo("Første");
    }
  }

  @Test
  void theSamePartsAreTheSameBytesOnEveryJava() throws Exception {
    assertThat(HexFormat.of().formatHex(Files.readAllBytes(ours("a", "x"))))
        .isEqualTo(
            "504b03041400000800000000"
                + "2128"
                + "8316dc8c"
                + "0100000001000000"
                + "0100"
                + "0000"
                + "61"
                + "78"
                + "504b010214001400000800000000"
                + "2128"
                + "8316dc8c"
                + "0100000001000000"
                + "0100"
                + "0000"
                + "0000"
                + "0000"
                + "0000"
                + "00000000"
                + "00000000"
                + "61"
                + "504b050600000000"
                + "01000100"
                + "2f000000"
                + "20000000"
                + "0000");
  }

  @Test
  void whatOtherProgramsPackIsReadToo() throws Exception {
    Path zip =
        theirs(
            Deflater.BEST_COMPRESSION, "catalogue/themes/", "", "catalogue/themes/mod.json", "{}");

    try (ZipParts parts = ZipParts.open(zip)) {
      assertThat(parts.read("catalogue/themes/mod.json").readAllBytes())
          .isEqualTo("{}".getBytes(UTF_8));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../a",
        "a/../../b",
        "/etc/passwd",
        "C:/a",
        "..\\a",
        "a\\b",
        "a//b",
        "./a",
        ".hidden",
        "a/.b",
        "a\u0000b",
        "a\nb",
        "å.json",
        "a b"
      })
  void aNameThatIsNoPlainPathDownwardsIsRefused(String name) throws Exception {
    assertRefused(theirs(Deflater.DEFAULT_COMPRESSION, name, "x"), "Navnet");
  }

  @Test
  void zerosThatUnpackToAThousandTimesTheirSizeAreRefused() throws Exception {
    Path zip = folder.resolve("bomb.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      out.putNextEntry(new ZipEntry("zeros"));
      byte[] zeros = new byte[1024 * 1024];
      for (int i = 0; i < 20; i++) {
        out.write(zeros);
      }
    }

    assertRefused(zip, "urimeligt stor");
  }

  @Test
  void partsThatOnlyTogetherUnpackToMoreThanFourGigabytesAreRefused() throws Exception {
    ByteArrayOutputStream many = new ByteArrayOutputStream();
    byte[] header = Arrays.copyOfRange(Files.readAllBytes(ours("a", "x")), 32, 79);
    ByteBuffer said = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
    said.putShort(10, (short) 8).putInt(20, 900_000_000 / 250 + 1).putInt(24, 900_000_000);
    for (char name = 'a'; name < 'f'; name++) {
      header[46] = (byte) name;
      many.write(header);
    }
    many.write(end(5, 5 * 47, 0));

    assertRefused(write(many.toByteArray()), "urimeligt stor");
  }

  @Test
  void partsThatShareTheirBytesAreRefused() throws Exception {
    byte[] one = Files.readAllBytes(ours("a", "x"));
    int directory = 32;
    byte[] header = Arrays.copyOfRange(one, directory, directory + 47);
    header[46] = 'b';
    ByteArrayOutputStream twice = new ByteArrayOutputStream();
    twice.write(one, 0, directory + 47);
    twice.write(header);
    twice.write(end(2, 94, directory));

    assertRefused(write(twice.toByteArray()), "modsiger");
  }

  @Test
  void twoPartsOfOneNameAreRefused() throws Exception {
    byte[] two = Files.readAllBytes(ours("a", "x", "b", "y"));
    for (int i = 0; i < two.length; i++) {
      if (two[i] == 'b') {
        two[i] = 'a';
      }
    }

    assertRefused(write(two), "to dele");
  }

  @Test
  void aMillionTinyPartsAreRefusedBeforeOneIsLookedAt() throws Exception {
    ByteArrayOutputStream many = new ByteArrayOutputStream();
    byte[] header = Arrays.copyOfRange(Files.readAllBytes(ours("a", "x")), 32, 79);
    for (int i = 0; i < 1_000_000; i++) {
      many.write(header);
    }
    many.write(end(0xFFFF, many.size(), 0));

    assertRefused(write(many.toByteArray()), "65000 dele");
  }

  @Test
  void whatStandsBeforeOrBehindAZipIsRefused() throws Exception {
    byte[] zip = Files.readAllBytes(ours("a", "x"));
    ByteArrayOutputStream before = new ByteArrayOutputStream();
    before.write("#!/bin/sh\n".getBytes(UTF_8));
    before.write(zip);
    ByteArrayOutputStream behind = new ByteArrayOutputStream();
    behind.write(zip);
    behind.write('x');

    assertRefused(write(before.toByteArray()), "noget foran");
    assertRefused(write(behind.toByteArray()), "ikke en zip-fil");
  }

  @Test
  void aPieceOfAZipIsRefusedWhereverItEnds() throws Exception {
    byte[] zip = Files.readAllBytes(ours("a", "x", "b/c", "yz"));
    for (int length = 0; length < zip.length; length++) {
      assertRefused(write(Arrays.copyOf(zip, length)), "");
    }
  }

  @Test
  void nothingButAnExceptionOfOursComesOfAnyChangedByte() throws Exception {
    byte[] zip = Files.readAllBytes(theirs(Deflater.BEST_SPEED, "a", "xxxxxxxx", "b/c", "yz"));
    for (int at = 0; at < zip.length; at++) {
      for (int bit = 1; bit < 256; bit <<= 1) {
        byte[] changed = zip.clone();
        changed[at] ^= (byte) bit;
        try (ZipParts parts = ZipParts.open(write(changed))) {
          for (String name : parts.names()) {
            if (!name.endsWith("/")) {
              assertThat(parts.read(name).readAllBytes()).hasSizeLessThan(20);
            }
          }
        } catch (ArchiveException e) {
          assertThat(e.faults()).isNotEmpty();
        }
      }
    }
  }

  @Test
  void aPartThatIsNotWhatTheDirectorySaysFailsWhenItIsRead() throws Exception {
    byte[] zip = Files.readAllBytes(ours("a", "x"));
    zip[31] = 'y';
    try (ZipParts parts = ZipParts.open(write(zip))) {
      assertThatThrownBy(() -> parts.read("a").readAllBytes())
          .isInstanceOf(ArchiveException.class)
          .hasMessageContaining("beskadiget");
    }
  }

  @Test
  void aLinkIsRefused() throws Exception {
    byte[] zip = Files.readAllBytes(ours("a", "/etc/passwd"));
    int directory = zip.length - 22 - 47;
    zip[directory + 5] = 3;
    ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN).putInt(directory + 38, 0xA1FF << 16);

    assertRefused(write(zip), "genvej");
  }

  @Test
  void anEncryptedPartIsRefused() throws Exception {
    byte[] zip = Files.readAllBytes(ours("a", "x"));
    zip[32 + 8] |= 1;

    assertRefused(write(zip), "krypteret");
  }

  @Test
  void somethingElseIsRefused() throws Exception {
    assertRefused(write(new byte[0]), "ikke en zip-fil");
    assertRefused(write("%PDF-1.7 …".repeat(100).getBytes(UTF_8)), "ikke en zip-fil");
  }

  private static byte[] end(int count, int size, int begin) {
    return ByteBuffer.allocate(22)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(0x06054b50)
        .putInt(0)
        .putShort((short) count)
        .putShort((short) count)
        .putInt(size)
        .putInt(begin)
        .putShort((short) 0)
        .array();
  }

  private void assertRefused(Path zip, String because) {
    assertThatThrownBy(() -> ZipParts.open(zip).close())
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining(because);
  }

  private Path write(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("zip"), bytes);
  }

  private Path ours(String... namesAndContents) throws IOException {
    Path zip = folder.resolve("ours.zip");
    try (ZipWriter out = ZipWriter.to(zip)) {
      for (int i = 0; i < namesAndContents.length; i += 2) {
        byte[] content = namesAndContents[i + 1].getBytes(UTF_8);
        var unused = out.add(namesAndContents[i], part -> part.write(content));
      }
      out.finish();
    }
    return zip;
  }

  private Path theirs(int level, String... namesAndContents) throws IOException {
    Path zip = folder.resolve("theirs.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      out.setLevel(level);
      for (int i = 0; i < namesAndContents.length; i += 2) {
        ZipEntry entry = new ZipEntry(namesAndContents[i]);
        if (namesAndContents[i].endsWith("/")) {
          entry.setMethod(ZipEntry.STORED);
          entry.setSize(0);
          entry.setCrc(0);
        }
        out.putNextEntry(entry);
        out.write(namesAndContents[i + 1].getBytes(UTF_8));
        out.closeEntry();
      }
    }
    return zip;
  }
}
