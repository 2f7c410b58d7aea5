package dk.ledelseskatalog.authoring;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.ledelseskatalog.archive.ArchiveException;
import dk.ledelseskatalog.archive.Line;
import dk.ledelseskatalog.archive.Manifest;
import dk.ledelseskatalog.archive.ZipParts;
import dk.ledelseskatalog.catalogue.ReleaseInfo;
import dk.ledelseskatalog.content.EntryState;
import dk.ledelseskatalog.content.Save;
import dk.ledelseskatalog.content.Standing;
import dk.ledelseskatalog.contentmodel.ContentModel;
import dk.ledelseskatalog.contentmodel.ContentType;
import dk.ledelseskatalog.contentmodel.EntryDocument;
import dk.ledelseskatalog.contentmodel.EntryId;
import dk.ledelseskatalog.contentmodel.Fault;
import dk.ledelseskatalog.contentmodel.LocalizedText;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import dk.ledelseskatalog.media.CheckedFile;
import dk.ledelseskatalog.media.Claim;
import dk.ledelseskatalog.media.MediaAddress;
import dk.ledelseskatalog.media.MediaDescription;
import dk.ledelseskatalog.media.MediaFormat;
import dk.ledelseskatalog.media.MediaLibrary;
import dk.ledelseskatalog.publishing.ReleaseHistory;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * An archive in which nothing was found that could not be imported: every part is as the manifest
 * has it, versions and releases count without gaps, each release points to nothing that is not in
 * it, and what the newest one shows is valid here. Only what ties the parts together is in memory.
 */
final class CheckedArchive {
  private static final Set<String> ENTRY =
      Set.of("entry", "state", "stateSince", "stateBy", "revision");
  private static final Set<String> VERSION =
      Set.of("version", "savedAt", "savedBy", "reason", "archived", "restoredFrom", "document");
  private static final Set<String> COMMENT =
      Set.of("comment", "version", "createdAt", "createdBy", "text");
  private static final Set<String> MEDIA =
      Set.of(
          "media",
          "mediaType",
          "originalName",
          "altDa",
          "altEn",
          "credit",
          "revision",
          "published",
          "uploadedAt",
          "uploadedBy");
  private static final Set<String> RELEASE =
      Set.of("release", "publishedAt", "publishedBy", "note", "changes");
  private static final Set<String> DOCUMENT = Set.of("type", "id", "attributes", "relationships");

  private static final int MOST_FAULTS = 100;

  private final ZipParts zip;
  private final ContentModel model;
  private final MediaLibrary library;
  private final Set<String> media = new TreeSet<>();
  private final List<ReleaseHistory.Made> releases = new ArrayList<>();
  private final List<EntryId> entries = new ArrayList<>();
  private final Set<String> authors = new TreeSet<>();
  private final Set<UUID> comments = new HashSet<>();
  private final Map<EntryId, Map<Integer, List<EntryId>>> targets = new HashMap<>();
  private final Set<String> mediaForReaders = new HashSet<>();
  private final Map<String, EntryId> mediaShown = new TreeMap<>();
  private final List<Fault> faults = new ArrayList<>();
  private int versions;

  private CheckedArchive(ZipParts zip, ContentModel model, MediaLibrary library) {
    this.zip = zip;
    this.model = model;
    this.library = library;
  }

  /** An entry's line that says how far it has come; its version is that of the last line. */
  record Head(EntryState state, Instant since, String by, int revision) {
    Standing standing(int version) {
      return new Standing(version, revision, state, since, by);
    }
  }

  /** What is read of an entry, in this order: the head, its versions, what was said of it. */
  interface Reader {
    void version(int version, String stored, EntryDocument document, Save save) throws IOException;

    void comment(Comment comment) throws IOException;

    void head(Head head) throws IOException;
  }

  /**
   * Checks all of an archive.
   *
   * @throws ArchiveException with what is wrong
   */
  static CheckedArchive of(
      ZipParts zip, ContentModel model, MediaLibrary library, Progress progress)
      throws IOException {
    CheckedArchive archive = new CheckedArchive(zip, model, library);
    archive.check(progress);
    return archive;
  }

  List<ReleaseHistory.Made> releases() {
    return releases;
  }

  List<EntryId> entries() {
    return entries;
  }

  /** How the history names everybody in it. */
  Set<String> authors() {
    return authors;
  }

  Map<String, Integer> counts() {
    return Map.of(
        "entries", entries.size(),
        "versions", versions,
        "comments", comments.size(),
        "media", media.size(),
        "releases", releases.size());
  }

  private void check(Progress progress) throws IOException {
    Manifest manifest = Manifest.check(zip);
    Set<String> files = new HashSet<>();
    for (Manifest.Part part : manifest.parts()) {
      Optional<EntryId> entry = ArchiveParts.entry(part.name());
      if (entry.isPresent()) {
        entries.add(entry.get());
      } else if (ArchiveParts.isFile(part.name())) {
        files.add(part.name());
      } else if (!part.name().equals(ArchiveParts.RELEASES)
          && !part.name().equals(ArchiveParts.MEDIA)) {
        throw new ArchiveException(
            part.name(),
            "Et arkiv har ingen del med det navn. Hent arkivet igen.",
            "An archive has no part of that name. Fetch the archive again.");
      }
    }
    for (String part : List.of(ArchiveParts.RELEASES, ArchiveParts.MEDIA)) {
      if (!zip.has(part)) {
        throw new ArchiveException(part, "Den mangler i arkivet.", "It is missing in the archive.");
      }
    }
    Line.each(zip, ArchiveParts.RELEASES, this::release);
    if (releases.isEmpty()) {
      throw new ArchiveException(
          ArchiveParts.RELEASES, "Der er ingen udgivelse i den.", "There is no release in it.");
    }
    SortedMap<EntryId, Integer> published = published();
    int read = 0;
    for (EntryId id : entries) {
      entry(id, published);
      progress.at(++read, entries.size() + files.size());
    }
    media(
        (file, line) -> {
          put(
              file,
              line,
              (kept, description, revision, shown, at, by) -> {
                if (shown) {
                  mediaForReaders.add(kept.sha256());
                }
              });
          files.remove(partOf(file));
          progress.at(entries.size() + media.size(), entries.size() + media.size() + files.size());
        });
    for (String file : files) {
      throw new ArchiveException(
          file,
          "Intet i " + ArchiveParts.MEDIA + " siger noget om den.",
          "Nothing in " + ArchiveParts.MEDIA + " says anything of it.");
    }
    requireWholeReleases();
    requireMediaShown();
    if (!faults.isEmpty()) {
      throw new ArchiveException(faults.subList(0, Math.min(faults.size(), MOST_FAULTS)));
    }
    if (!counts().equals(manifest.counts())) {
      throw new ArchiveException(
          Manifest.NAME,
          "\"counts\" er andre end dem, arkivet har. Hent arkivet igen.",
          "\"counts\" are others than the archive has. Fetch the archive again.");
    }
  }

  private void release(Line line) throws IOException {
    line.requireOnly(RELEASE);
    if (line.number("release") != releases.size() + 1) {
      throw line.wrong("har ikke det næste nummer", "has not the next number");
    }
    SortedMap<EntryId, Optional<Integer>> changes = new TreeMap<>();
    for (var change : line.object("changes").properties()) {
      EntryId id =
          ArchiveParts.entry("entries/" + change.getKey() + ".jsonl")
              .orElseThrow(() -> line.wrong("nævner noget, der ikke er en post", "names no entry"));
      boolean version = change.getValue().isInt() && change.getValue().intValue() > 0;
      if (!version && !change.getValue().isNull()) {
        throw line.wrong("nævner noget, der ikke er en version", "names no version");
      }
      changes.put(id, version ? Optional.of(change.getValue().intValue()) : Optional.empty());
      if (version) {
        targets
            .computeIfAbsent(id, any -> new HashMap<>())
            .put(change.getValue().intValue(), List.of());
      }
    }
    ReleaseInfo info =
        new ReleaseInfo(
            releases.size() + 1,
            line.instant("publishedAt"),
            author(line, "publishedBy"),
            line.text("note", ReleaseRequest.LONGEST_NOTE));
    releases.add(new ReleaseHistory.Made(info, changes));
  }

  private String author(Line line, String member) throws ArchiveException {
    String author = line.author(member);
    authors.add(author);
    return author;
  }

  /** What the newest release shows: each entry's version. */
  private SortedMap<EntryId, Integer> published() {
    SortedMap<EntryId, Integer> published = new TreeMap<>();
    for (ReleaseHistory.Made made : releases) {
      made.changes()
          .forEach(
              (id, version) ->
                  version.ifPresentOrElse(
                      shown -> published.put(id, shown), () -> published.remove(id)));
    }
    return published;
  }

  private void entry(EntryId id, SortedMap<EntryId, Integer> published) throws IOException {
    Map<Integer, List<EntryId>> needed = targets.getOrDefault(id, Map.of());
    boolean[] isPublished = {false};
    boolean[] isArchived = {false};
    int newest =
        read(
            id,
            new Reader() {
              @Override
              public void head(Head head) {
                isPublished[0] = head.state() == EntryState.PUBLISHED;
              }

              @Override
              public void version(int version, String stored, EntryDocument document, Save save) {
                versions++;
                isArchived[0] = save.archived();
                if (needed.containsKey(version)) {
                  needed.put(
                      version,
                      document.relationships().values().stream().flatMap(List::stream).toList());
                }
                if (Integer.valueOf(version).equals(published.get(id))) {
                  faults.addAll(
                      model.faults(
                          ArchiveParts.entry(id),
                          document.toJson(model.type(id.type()).orElseThrow())));
                  MediaAddress.namesIn(document.attributes().toString())
                      .forEach(name -> mediaShown.putIfAbsent(name, id));
                }
              }

              @Override
              public void comment(Comment comment) throws IOException {
                if (!comments.add(comment.id())) {
                  throw new ArchiveException(
                      ArchiveParts.entry(id),
                      "En kommentar er der to gange.",
                      "A comment is there twice.");
                }
              }
            });
    for (int version : needed.keySet()) {
      if (version > newest) {
        throw new ArchiveException(
            ArchiveParts.entry(id),
            "En udgivelse viser version " + version + ", som mangler.",
            "A release shows version " + version + ", which is missing.");
      }
    }
    Optional<Integer> shown = Optional.ofNullable(published.get(id));
    if (isPublished[0] && !shown.equals(isArchived[0] ? Optional.empty() : Optional.of(newest))) {
      throw new ArchiveException(
          ArchiveParts.entry(id),
          "Den siger \"published\", men ingen udgivelse viser dens nyeste version.",
          "It says \"published\", but no release shows its newest version.");
    }
  }

  /**
   * Reads an entry's part.
   *
   * @return the number of its newest version
   */
  int read(EntryId id, Reader reader) throws IOException {
    String part = ArchiveParts.entry(id);
    var unused = type(model, id, part);
    int[] read = {0};
    Line.each(
        zip,
        part,
        line -> {
          if (line.number() == 1) {
            reader.head(head(id, line));
          } else if (line.json().has("comment")) {
            reader.comment(comment(id, line, read[0]));
          } else {
            version(id, line, read[0] + 1, reader);
            read[0]++;
          }
        });
    if (read[0] == 0) {
      throw new ArchiveException(part, "Den har ingen version.", "It has no version.");
    }
    return read[0];
  }

  /** The content type of an entry in a part. */
  static ContentType type(ContentModel model, EntryId id, String part) throws ArchiveException {
    return model
        .type(id.type())
        .orElseThrow(
            () ->
                new ArchiveException(
                    part,
                    "Tjenesten har ingen indholdstype \"" + id.type() + "\". Tilføj den først.",
                    "The service has no content type \"" + id.type() + "\". Add it first."));
  }

  private Head head(EntryId id, Line line) throws IOException {
    line.requireOnly(ENTRY);
    if (!line.text("entry", 200).equals(id.toString())) {
      throw line.wrong("er om en anden post end filen", "is of another entry than the file");
    }
    return new Head(
        EntryState.of(line.text("state", 20))
            .orElseThrow(() -> line.wrong("har en ukendt tilstand", "has an unknown state")),
        line.instant("stateSince"),
        author(line, "stateBy"),
        line.number("revision"));
  }

  private void version(EntryId id, Line line, int number, Reader reader) throws IOException {
    line.requireOnly(VERSION);
    if (line.number("version") != number) {
      throw line.wrong("har ikke det næste versionsnummer", "has not the next version's number");
    }
    Optional<Integer> restored = line.optionalNumber("restoredFrom");
    if (restored.filter(older -> older >= number).isPresent()) {
      throw line.wrong("bringer en senere version tilbage", "brings back a later version");
    }
    ObjectNode json = line.object("document");
    reader.version(
        number,
        json.toString(),
        document(id, line, json),
        new Save(
            line.instant("savedAt"),
            author(line, "savedBy"),
            line.optionalText("reason", Save.LONGEST_REASON),
            line.flag("archived"),
            restored));
  }

  /**
   * The entry that a JSON says, if it says this one.
   *
   * @param line where it stands
   */
  static EntryDocument document(EntryId id, Line line, ObjectNode json) throws ArchiveException {
    try {
      EntryDocument document = EntryDocument.of(json);
      boolean whole =
          json.path("attributes").isObject()
              && (json.path("relationships").isObject() || !json.has("relationships"));
      for (var member : json.properties()) {
        whole &= DOCUMENT.contains(member.getKey());
      }
      if (whole && document.id().equals(id)) {
        return document;
      }
    } catch (IllegalArgumentException e) {
      // Told below.
    }
    throw line.wrong(
        "er ikke posten " + id + ": type, id, attributes og relationships",
        "is not the entry " + id + ": type, id, attributes and relationships");
  }

  private Comment comment(EntryId id, Line line, int newest) throws IOException {
    line.requireOnly(COMMENT);
    int version = line.number("version");
    String text = line.text("text", Comment.LONGEST);
    String uuid = line.text("comment", 36);
    if (version > newest || text.isBlank() || !uuid.matches(UUID_FORM)) {
      throw line.wrong("er ikke en kommentar til en version", "is no comment on a version");
    }
    return new Comment(
        UUID.fromString(uuid),
        id,
        version,
        text,
        line.instant("createdAt"),
        author(line, "createdBy"));
  }

  /** Takes the files, one by one. */
  interface FileReader {
    void read(CheckedFile file, Line line) throws IOException;
  }

  /**
   * Reads every picture and PDF file, looked through as if somebody uploaded it: what is not clean,
   * and so not what its name says once it is cleaned, is refused.
   */
  void media(FileReader reader) throws IOException {
    media.clear();
    Line.each(
        zip,
        ArchiveParts.MEDIA,
        line -> {
          line.requireOnly(MEDIA);
          String sha256 = line.text("media", 64);
          String part =
              MediaFormat.ofMediaType(line.text("mediaType", 40))
                  .map(format -> ArchiveParts.file(sha256, format))
                  .filter(name -> ArchiveParts.isFile(name) && zip.has(name))
                  .orElseThrow(
                      () ->
                          line.wrong("er om en fil, der mangler", "is of a file that is missing"));
          if (!media.add(sha256)) {
            throw line.wrong("er om en fil, der er nævnt før", "is of a file named before");
          }
          try (InputStream in = zip.read(part);
              CheckedFile file =
                  library.check(in, new Claim(part, Optional.of(line.text("mediaType", 40))))) {
            if (!file.sha256().equals(sha256)) {
              throw new ArchiveException(
                  part,
                  "Den er ikke den fil, den hedder, eller ikke renset. Hent arkivet igen.",
                  "It is not the file its name says, or not cleaned. Fetch the archive again.");
            }
            reader.read(file, line);
          } catch (JsonApiException e) {
            throw new ArchiveException(part, e.errors().get(0).da(), e.errors().get(0).en());
          }
        });
  }

  /** Where a file is put, with what its line says of it. */
  interface FileTarget {
    void put(
        CheckedFile file,
        MediaDescription description,
        int revision,
        boolean published,
        Instant at,
        String by)
        throws IOException;
  }

  /** Reads all that is said of a file, and puts it. */
  void put(CheckedFile file, Line line, FileTarget target) throws IOException {
    target.put(
        file,
        new MediaDescription(
            line.text("originalName", MediaDescription.LONGEST_NAME),
            line.optionalText("altDa", MediaDescription.LONGEST_ALT),
            line.optionalText("altEn", MediaDescription.LONGEST_ALT),
            line.optionalText("credit", MediaDescription.LONGEST_CREDIT)),
        line.number("revision"),
        line.flag("published"),
        line.instant("uploadedAt"),
        author(line, "uploadedBy"));
  }

  private static String partOf(CheckedFile file) {
    return ArchiveParts.file(file.sha256(), file.format());
  }

  private static final String UUID_FORM = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

  /** That no release points to an entry it does not have; each must be readable for ever. */
  private void requireWholeReleases() {
    Set<EntryId> known = new HashSet<>(entries);
    Map<EntryId, Integer> shown = new HashMap<>();
    for (ReleaseHistory.Made made : releases) {
      made.changes()
          .forEach(
              (id, version) ->
                  version.ifPresentOrElse(it -> shown.put(id, it), () -> shown.remove(id)));
      boolean removes = made.changes().values().stream().anyMatch(Optional::isEmpty);
      // What did not change still points to what was there, unless something was taken out.
      for (EntryId id : removes ? shown.keySet() : made.changes().keySet()) {
        Integer version = shown.get(id);
        if (version == null) {
          continue;
        }
        if (!known.contains(id)) {
          broken(made, id, "den mangler i arkivet", "it is missing in the archive");
          continue;
        }
        for (EntryId target : targets.getOrDefault(id, Map.of()).getOrDefault(version, List.of())) {
          if (!shown.containsKey(target)) {
            broken(
                made,
                id,
                "den peger på " + shorten(target) + ", som ikke er med",
                "it points to " + shorten(target) + ", which is not in it");
          }
        }
      }
    }
  }

  /** That readers get every file that the newest release shows; older ones may have lost some. */
  private void requireMediaShown() {
    mediaShown.forEach(
        (name, id) -> {
          if (!mediaForReaders.contains(name)) {
            broken(
                releases.get(releases.size() - 1),
                id,
                "filen " + name + " mangler eller er ikke udgivet",
                "the file " + name + " is missing or not published");
          }
        });
  }

  private static String shorten(EntryId id) {
    String text = id.toString();
    return text.substring(0, Math.min(text.length(), 160)).replaceAll("\\p{Cntrl}", "?");
  }

  private void broken(ReleaseHistory.Made made, EntryId id, String da, String en) {
    if (faults.size() < MOST_FAULTS) {
      int number = made.release().number();
      faults.add(
          new Fault(
              ArchiveParts.entry(id),
              "",
              new LocalizedText(
                  "Udgivelse " + number + " kan ikke vise den: " + da + ".",
                  "Release " + number + " cannot show it: " + en + ".")));
    }
  }
}
