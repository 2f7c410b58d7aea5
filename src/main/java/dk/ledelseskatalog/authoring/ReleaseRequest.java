package dk.ledelseskatalog.authoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dk.ledelseskatalog.contentmodel.EntryId;
import dk.ledelseskatalog.jsonapi.ErrorObject;
import dk.ledelseskatalog.jsonapi.ErrorObject.Source;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import dk.ledelseskatalog.jsonapi.Linkage;
import dk.ledelseskatalog.jsonapi.RequestDocument;
import dk.ledelseskatalog.jsonapi.ResourceIdentifier;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A release that an editor asks for.
 *
 * @param note what the others and the readers are told
 * @param what it brings
 */
record ReleaseRequest(String note, Choice what) {
  static final String TYPE = "releases";
  static final String ENTRIES = "/data/relationships/entries/data";

  /** Most characters of a note. */
  static final int LONGEST_NOTE = 2000;

  /** Most entries that are named. */
  static final int MOST_ENTRIES = 1000;

  private static final Set<String> ATTRIBUTES = Set.of("note", "allApproved", "rollbackTo");

  /**
   * An entry that is to be published.
   *
   * @param version the newest one as the editor knows it; empty if any will do
   */
  record Named(EntryId id, Optional<Integer> version) {}

  /** Which entries a release brings. */
  sealed interface Choice {

    /** These, as their newest versions say. */
    record Entries(List<Named> named) implements Choice {
      public Entries {
        named = List.copyOf(named);
      }
    }

    /** Every one that is approved. */
    record AllApproved() implements Choice {}

    /** Whatever brings back what readers saw in an older release. */
    record Back(int release) implements Choice {}
  }

  /**
   * Reads the body of a request.
   *
   * @throws JsonApiException naming the member that is wrong
   */
  static ReleaseRequest read(InputStream body) {
    RequestDocument document = RequestDocument.readCreate(body, TYPE);
    document.requireOnly(ATTRIBUTES, Set.of("entries"));
    String note = note(document);
    boolean all = truth(document.attributes().path("allApproved"));
    JsonNode back = document.attributes().path("rollbackTo");
    Optional<List<Named>> named = entries(document);
    int choices = (all ? 1 : 0) + (absent(back) ? 0 : 1) + (named.isPresent() ? 1 : 0);
    if (choices != 1) {
      throw new JsonApiException(
          ErrorObject.of(
              422,
              "release-unclear",
              Source.pointer("/data"),
              "Send én af de tre: relationen entries, attributten allApproved: true eller"
                  + " attributten rollbackTo.",
              "Send one of the three: the relationship entries, the attribute allApproved: true or"
                  + " the attribute rollbackTo."));
    }
    if (named.isPresent()) {
      return new ReleaseRequest(note, new Choice.Entries(named.get()));
    }
    return new ReleaseRequest(
        note, all ? new Choice.AllApproved() : new Choice.Back(release(back)));
  }

  /** What the others are told; every release needs it. */
  static String note(RequestDocument document) {
    JsonNode value = document.attributes().path("note");
    String note = value.isTextual() ? value.textValue().strip() : "";
    if (note.isEmpty() || note.length() > LONGEST_NOTE) {
      throw invalid(
          "note",
          "\"note\" skal sige, hvad der er nyt, på 1 til " + LONGEST_NOTE + " tegn.",
          "\"note\" must say what is new, in 1 to " + LONGEST_NOTE + " characters.");
    }
    return note;
  }

  /** The entries that are named; empty if the relationship was not sent. */
  static Optional<List<Named>> entries(RequestDocument document) {
    Optional<Linkage> sent = document.relationship("entries");
    if (sent.isEmpty()) {
      return Optional.empty();
    }
    if (!(sent.get() instanceof Linkage.Many many)
        || many.targets().isEmpty()
        || many.targets().size() > MOST_ENTRIES) {
      throw new JsonApiException(
          ErrorObject.of(
              422,
              "invalid-entries",
              Source.pointer(ENTRIES),
              "\"entries\" skal være 1 til " + MOST_ENTRIES + " poster.",
              "\"entries\" must be 1 to " + MOST_ENTRIES + " entries."));
    }
    Map<EntryId, Named> named = new LinkedHashMap<>();
    for (int at = 0; at < many.targets().size(); at++) {
      ResourceIdentifier target = many.targets().get(at);
      EntryId id = new EntryId(target.type(), target.id());
      named.putIfAbsent(id, new Named(id, version(target, ENTRIES + "/" + at + "/meta/version")));
    }
    return Optional.of(List.copyOf(named.values()));
  }

  private static Optional<Integer> version(ResourceIdentifier target, String pointer) {
    JsonNode version =
        target.meta().<JsonNode>map(meta -> meta.path("version")).orElse(MissingNode.getInstance());
    if (version.isMissingNode()) {
      return Optional.empty();
    }
    if (!version.isInt() || version.intValue() < 1) {
      throw new JsonApiException(
          ErrorObject.of(
              422,
              "invalid-entries",
              Source.pointer(pointer),
              "\"version\" skal være nummeret på en version.",
              "\"version\" must be the number of a version."));
    }
    return Optional.of(version.intValue());
  }

  private static boolean truth(JsonNode value) {
    if (absent(value)) {
      return false;
    }
    if (!value.isBoolean()) {
      throw invalid(
          "allApproved",
          "\"allApproved\" skal være true eller false.",
          "\"allApproved\" must be true or false.");
    }
    return value.booleanValue();
  }

  private static int release(JsonNode value) {
    if (!value.isInt() || value.intValue() < 1) {
      throw invalid(
          "rollbackTo",
          "\"rollbackTo\" skal være nummeret på en udgivelse.",
          "\"rollbackTo\" must be the number of a release.");
    }
    return value.intValue();
  }

  private static boolean absent(JsonNode value) {
    return value.isMissingNode() || value.isNull();
  }

  private static JsonApiException invalid(String attribute, String da, String en) {
    return new JsonApiException(
        ErrorObject.of(
            422, "invalid-attribute", Source.pointer("/data/attributes/" + attribute), da, en));
  }
}
