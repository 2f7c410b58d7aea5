package dk.ledelseskatalog.search;

import dk.ledelseskatalog.catalogue.PublishedEntry;
import dk.ledelseskatalog.contentmodel.CatalogueFiles;
import dk.ledelseskatalog.contentmodel.ContentModel;
import dk.ledelseskatalog.contentmodel.ContentType;
import dk.ledelseskatalog.contentmodel.EntryDocument;
import dk.ledelseskatalog.contentmodel.InvalidContentException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The catalogue of this repository as a first release has it, as far as search needs it. */
final class RealCatalogue {
  private RealCatalogue() {}

  static List<PublishedEntry> entries() {
    try {
      Path folder = Path.of("content-model");
      ContentModel model = ContentModel.read(folder);
      return of(model, new CatalogueFiles(folder, model).read());
    } catch (InvalidContentException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The same of other entries. */
  static List<PublishedEntry> of(ContentModel model, List<EntryDocument> documents) {
    List<PublishedEntry> entries = new ArrayList<>();
    for (EntryDocument document : documents) {
      ContentType type = model.type(document.id().type()).orElseThrow();
      entries.add(
          new PublishedEntry(
              document.id(),
              type,
              1,
              1,
              Instant.EPOCH,
              document.attributes(),
              document.relationships()));
    }
    return entries;
  }
}
