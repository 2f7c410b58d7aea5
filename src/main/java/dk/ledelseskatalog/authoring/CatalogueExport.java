package dk.ledelseskatalog.authoring;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.ledelseskatalog.archive.ArchiveException;
import dk.ledelseskatalog.archive.Manifest;
import dk.ledelseskatalog.archive.ZipWriter;
import dk.ledelseskatalog.content.EntryHistories;
import dk.ledelseskatalog.content.EntryVersion;
import dk.ledelseskatalog.content.Save;
import dk.ledelseskatalog.content.Standing;
import dk.ledelseskatalog.contentmodel.EntryId;
import dk.ledelseskatalog.media.Media;
import dk.ledelseskatalog.media.MediaDescription;
import dk.ledelseskatalog.media.MediaLibrary;
import dk.ledelseskatalog.media.MediaRepository;
import dk.ledelseskatalog.persistence.Transactions;
import dk.ledelseskatalog.publishing.ReleaseHistory;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes the whole catalogue as one archive: every entry with its history and what was said of it,
 * every release, pictures and PDF files. All of one moment, whatever editors do meanwhile, and the
 * same catalogue always as the same bytes. Thread-safe.
 */
public final class CatalogueExport {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final int AT_ONCE = 100;

  private final Transactions transactions;
  private final MediaLibrary library;

  public CatalogueExport(Transactions transactions, MediaLibrary library) {
    this.transactions = transactions;
    this.library = library;
  }

  /**
   * Writes the archive to a file.
   *
   * @throws ArchiveException before the first release, or if it became too large
   */
  public Manifest write(Path file, Progress progress) throws IOException {
    try (ZipWriter zip = ZipWriter.to(file)) {
      Manifest manifest =
          transactions.inSnapshot(
              manager -> {
                try {
                  return new Writing(manager, library, zip, progress).write();
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
      manifest.writeTo(zip);
      zip.finish();
      return manifest;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** One export. */
  private static final class Writing {
    private final EntityManager manager;
    private final MediaLibrary library;
    private final ZipWriter zip;
    private final Progress progress;
    private final EntryHistories histories;
    private final ReleaseHistory releases;
    private final List<Manifest.Part> parts = new ArrayList<>();
    private int versions;
    private int comments;

    Writing(EntityManager manager, MediaLibrary library, ZipWriter zip, Progress progress) {
      this.manager = manager;
      this.library = library;
      this.zip = zip;
      this.progress = progress;
      this.histories = new EntryHistories(manager);
      this.releases = new ReleaseHistory(manager);
    }

    Manifest write() throws IOException {
      int newest = releases.newest();
      if (newest == 0) {
        throw new ArchiveException(
            "",
            "Der er intet katalog endnu; start tjenesten, eller importér et.",
            "There is no catalogue yet; start the service, or import one.");
      }
      List<EntryId> ids = histories.ids();
      List<Media> media = media();
      int total = ids.size() + media.size();
      for (EntryId id : ids) {
        parts.add(zip.add(ArchiveParts.entry(id), out -> entry(id, out)));
        progress.at(parts.size(), total);
      }
      for (Media each : media) {
        parts.add(zip.add(ArchiveParts.file(each.sha256(), each.format()), out -> file(each, out)));
        progress.at(parts.size(), total);
      }
      parts.add(
          zip.add(
              ArchiveParts.MEDIA,
              out -> {
                for (Media each : media) {
                  line(about(each), out);
                }
              }));
      parts.add(zip.add(ArchiveParts.RELEASES, out -> releases(newest, out)));
      return new Manifest(
          Map.of(
              "entries", ids.size(),
              "versions", versions,
              "comments", comments,
              "media", media.size(),
              "releases", newest),
          parts);
    }

    private void entry(EntryId id, OutputStream out) throws IOException {
      Standing standing = histories.standing(id);
      ObjectNode first = JsonNodeFactory.instance.objectNode();
      first
          .put("entry", id.toString())
          .put("state", standing.state().word())
          .put("stateSince", standing.since().toString())
          .put("stateBy", standing.by())
          .put("revision", standing.revision());
      line(first, out);
      histories.versions(
          id,
          version -> {
            versions++;
            unchecked(() -> line(version(version), out));
          });
      for (Comment comment : Comment.of(manager, id)) {
        comments++;
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("comment", comment.id().toString())
            .put("version", comment.version())
            .put("createdAt", comment.createdAt().toString())
            .put("createdBy", comment.createdBy())
            .put("text", comment.text());
        line(line, out);
      }
      manager.clear();
    }

    private static ObjectNode version(EntryVersion version) throws JsonProcessingException {
      Save save = version.save();
      ObjectNode line = JsonNodeFactory.instance.objectNode();
      line.put("version", version.version())
          .put("savedAt", save.at().toString())
          .put("savedBy", save.by());
      save.reason().ifPresent(reason -> line.put("reason", reason));
      if (save.archived()) {
        line.put("archived", true);
      }
      save.restoredFrom().ifPresent(older -> line.put("restoredFrom", older));
      line.set("document", JSON.readTree(version.stored()));
      return line;
    }

    /** What is known of every file, by name; without the files this is little. */
    private List<Media> media() {
      List<Media> all = new ArrayList<>();
      List<Media> some = new MediaRepository(manager).after("", AT_ONCE);
      while (!some.isEmpty()) {
        all.addAll(some);
        manager.clear();
        some = new MediaRepository(manager).after(some.get(some.size() - 1).sha256(), AT_ONCE);
      }
      return all;
    }

    private void file(Media media, OutputStream out) throws IOException {
      try (InputStream in = library.file(media).open()) {
        in.transferTo(out);
      } catch (NoSuchFileException e) {
        throw new ArchiveException(
            ArchiveParts.file(media.sha256(), media.format()),
            "Filen " + media.description().originalName() + " mangler på disken.",
            "The file " + media.description().originalName() + " is missing on the disk.");
      }
    }

    private static ObjectNode about(Media media) {
      ObjectNode line = JsonNodeFactory.instance.objectNode();
      MediaDescription description = media.description();
      line.put("media", media.sha256())
          .put("mediaType", media.format().mediaType())
          .put("originalName", description.originalName());
      description.altDa().ifPresent(alt -> line.put("altDa", alt));
      description.altEn().ifPresent(alt -> line.put("altEn", alt));
      description.credit().ifPresent(credit -> line.put("credit", credit));
      line.put("revision", media.revision());
      if (media.published()) {
        line.put("published", true);
      }
      return line.put("uploadedAt", media.uploadedAt().toString())
          .put("uploadedBy", media.uploadedBy());
    }

    private void releases(int newest, OutputStream out) throws IOException {
      for (int number = 1; number <= newest; number++) {
        ReleaseHistory.Made made = releases.read(number);
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("release", number)
            .put("publishedAt", made.release().publishedAt().toString())
            .put("publishedBy", made.release().publishedBy())
            .put("note", made.release().note());
        ObjectNode changes = line.putObject("changes");
        made.changes()
            .forEach(
                (id, version) ->
                    version.ifPresentOrElse(
                        shown -> changes.put(id.toString(), shown),
                        () -> changes.putNull(id.toString())));
        line(line, out);
      }
    }

    private static void line(ObjectNode line, OutputStream out) throws IOException {
      out.write(line.toString().getBytes(StandardCharsets.UTF_8));
      out.write('\n');
    }

    private interface Step {
      void take() throws IOException;
    }

    private static void unchecked(Step step) {
      try {
        step.take();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
