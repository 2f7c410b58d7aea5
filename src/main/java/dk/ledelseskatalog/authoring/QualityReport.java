package dk.ledelseskatalog.authoring;

import com.fasterxml.jackson.databind.JsonNode;
import dk.ledelseskatalog.content.EntryFilter;
import dk.ledelseskatalog.content.EntryOrder;
import dk.ledelseskatalog.content.EntryRepository;
import dk.ledelseskatalog.content.EntryRepository.Newest;
import dk.ledelseskatalog.contentmodel.Attribute;
import dk.ledelseskatalog.contentmodel.ContentModel;
import dk.ledelseskatalog.contentmodel.ContentType;
import dk.ledelseskatalog.contentmodel.EntryDocument;
import dk.ledelseskatalog.contentmodel.EntryId;
import dk.ledelseskatalog.contentmodel.LocalizedText;
import dk.ledelseskatalog.media.Media;
import dk.ledelseskatalog.media.MediaAddress;
import dk.ledelseskatalog.media.MediaDescription;
import dk.ledelseskatalog.media.MediaRepository;
import dk.ledelseskatalog.persistence.Transactions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Looks through the newest version of every entry that is not put away. Thread-safe. */
public final class QualityReport {
  private static final Set<Attribute.Kind> TRANSLATABLE =
      EnumSet.of(
          Attribute.Kind.LOCALIZED_TEXT,
          Attribute.Kind.LOCALIZED_MARKDOWN,
          Attribute.Kind.LOCALIZED_TEXTS);

  private final Transactions transactions;
  private final ContentModel model;

  QualityReport(Transactions transactions, ContentModel model) {
    this.transactions = transactions;
    this.model = model;
  }

  /** Every finding, by entry; those of one entry by where they stand. */
  List<Finding> findings() {
    List<Newest> all =
        transactions.inTransaction(
            manager ->
                new EntryRepository(manager)
                    .newest(
                        new EntryFilter(List.of(), List.of(), Optional.of(false), Optional.empty()),
                        EntryOrder.ID,
                        0,
                        Integer.MAX_VALUE));
    Set<EntryId> there = new HashSet<>();
    all.forEach(newest -> there.add(newest.entry().id()));
    Map<String, Media> files = files();
    List<Finding> findings = new ArrayList<>();
    for (Newest newest : all) {
      EntryDocument document = newest.version().document();
      model
          .type(document.id().type())
          .ifPresent(
              type -> {
                look(type, document, there, findings);
                lookForFiles(
                    document.id(), "/data/attributes", document.attributes(), files, findings);
              });
    }
    files.values().stream()
        .filter(file -> file.format().picture())
        .forEach(file -> lookAt(file, findings));
    return findings;
  }

  private Map<String, Media> files() {
    Map<String, Media> files = new LinkedHashMap<>();
    transactions
        .inTransaction(manager -> new MediaRepository(manager).after("", Integer.MAX_VALUE))
        .forEach(file -> files.put(file.sha256(), file));
    return files;
  }

  /** Whoever shows the picture next begins with what is said of it here. */
  private static void lookAt(Media file, List<Finding> findings) {
    MediaDescription description = file.description();
    if (description.altDa().isEmpty()) {
      findings.add(withoutAlternative(MediaDesk.id(file), "/data/attributes", "da"));
    }
    if (description.altEn().isEmpty()) {
      findings.add(withoutAlternative(MediaDesk.id(file), "/data/attributes", "en"));
    }
  }

  /** Addresses of files, in a picture or in a text, that lead nowhere. */
  private static void lookForFiles(
      EntryId id,
      String pointer,
      JsonNode value,
      Map<String, Media> files,
      List<Finding> findings) {
    if (value.isTextual()) {
      MediaAddress.broken(value.textValue(), name -> Optional.ofNullable(files.get(name)))
          .forEach(
              name ->
                  findings.add(
                      new Finding(
                          id,
                          Finding.Kind.BROKEN_REFERENCE,
                          pointer,
                          new LocalizedText(
                              "Upload "
                                  + MediaAddress.BASE
                                  + name
                                  + ", eller fjern den; den er"
                                  + " der ikke.",
                              "Upload "
                                  + MediaAddress.BASE
                                  + name
                                  + ", or take it out; it is not"
                                  + " there."))));
    }
    value
        .properties()
        .forEach(
            it -> lookForFiles(id, pointer + "/" + it.getKey(), it.getValue(), files, findings));
    for (int i = 0; value.isArray() && i < value.size(); i++) {
      lookForFiles(id, pointer + "/" + i, value.get(i), files, findings);
    }
  }

  private void look(
      ContentType type, EntryDocument document, Set<EntryId> there, List<Finding> findings) {
    EntryId id = document.id();
    List<Finding> alternatives = new ArrayList<>();
    lookForPictures(id, "/data/attributes", document.attributes(), alternatives);
    Set<String> told = new HashSet<>();
    alternatives.forEach(finding -> told.add(finding.pointer()));
    model
        .faults(id.toString(), document.toJson(type))
        .forEach(
            fault -> {
              if (!told.contains(Faults.pointer(fault))) {
                findings.add(
                    new Finding(id, Finding.Kind.INVALID, Faults.pointer(fault), fault.message()));
              }
            });
    document
        .relationships()
        .forEach(
            (name, targets) -> {
              for (int i = 0; i < targets.size(); i++) {
                if (!there.contains(targets.get(i))) {
                  findings.add(broken(id, name, i, targets.get(i)));
                }
              }
            });
    for (Attribute attribute : type.attributes().values()) {
      JsonNode value = document.attributes().path(attribute.name());
      if (TRANSLATABLE.contains(attribute.kind()) && value.has("da") && !value.has("en")) {
        findings.add(
            new Finding(
                id,
                Finding.Kind.MISSING_TRANSLATION,
                "/data/attributes/" + attribute.name() + "/en",
                new LocalizedText(
                    "Oversæt '" + attribute.name() + "' til engelsk.",
                    "Translate '" + attribute.name() + "' into English.")));
      }
    }
    findings.addAll(alternatives);
  }

  private static Finding broken(EntryId id, String relationship, int place, EntryId target) {
    return new Finding(
        id,
        Finding.Kind.BROKEN_REFERENCE,
        "/data/relationships/" + relationship + "/data/" + place,
        new LocalizedText(
            "Fjern henvisningen til " + target + ", eller hent den frem; den er der ikke.",
            "Remove the reference to " + target + ", or bring it back; it is not there."));
  }

  private static Finding withoutAlternative(EntryId id, String pointer, String language) {
    return new Finding(
        id,
        Finding.Kind.MISSING_ALTERNATIVE_TEXT,
        pointer + "/alt/" + language,
        language.equals("da")
            ? new LocalizedText(
                "Skriv på dansk, hvad billedet viser.", "Write in Danish what the picture shows.")
            : new LocalizedText(
                "Skriv på engelsk, hvad billedet viser.",
                "Write in English what the picture shows."));
  }

  /** A picture is an object with an address; what it shows stands in {@code alt} beside it. */
  private static void lookForPictures(
      EntryId id, String pointer, JsonNode value, List<Finding> findings) {
    if (value.path("url").isTextual()) {
      for (String language : List.of("da", "en")) {
        if (value.path("alt").path(language).asText("").isBlank()) {
          findings.add(withoutAlternative(id, pointer, language));
        }
      }
    }
    value
        .properties()
        .forEach(it -> lookForPictures(id, pointer + "/" + it.getKey(), it.getValue(), findings));
    for (int i = 0; value.isArray() && i < value.size(); i++) {
      lookForPictures(id, pointer + "/" + i, value.get(i), findings);
    }
  }
}
