package dk.ledelseskatalog.authoring;

import dk.ledelseskatalog.audit.AuditLog;
import dk.ledelseskatalog.catalogue.Catalogue;
import dk.ledelseskatalog.contentmodel.ContentModel;
import dk.ledelseskatalog.identity.Pseudonyms;
import dk.ledelseskatalog.media.MediaLibrary;
import dk.ledelseskatalog.persistence.Transactions;
import dk.ledelseskatalog.publishing.Publisher;
import dk.ledelseskatalog.publishing.ReleaseArchive;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;

/** The parts of this package, made once. Thread-safe. */
public final class Authoring {
  private final ContentModel model;
  private final Editors editors;
  private final Drafts drafts;
  private final ReleaseDesk desk;
  private final Schedules schedules;
  private final Previews previews;
  private final QualityReport report;
  private final MediaLibrary library;
  private final MediaDesk mediaDesk;
  private final Exports exports;
  private final Imports imports;

  /**
   * @param citations what may name a release
   * @param published brings this node's catalogue to the newest release
   * @param outdated tells caches in front to drop what has a key; must return at once
   */
  public Authoring(
      Transactions transactions,
      ContentModel model,
      Catalogue catalogue,
      Publisher publisher,
      ReleaseArchive releases,
      MediaLibrary library,
      Pseudonyms pseudonyms,
      List<ReleaseCitations> citations,
      AuditLog audit,
      Clock clock,
      Runnable published,
      Consumer<String> outdated) {
    this.model = model;
    this.editors = new Editors(pseudonyms);
    this.drafts =
        new Drafts(
            transactions, model, new References(catalogue), editors, pseudonyms, audit, clock);
    this.desk =
        new ReleaseDesk(
            transactions, model, catalogue, publisher, editors, pseudonyms, audit, published);
    this.schedules = new Schedules(transactions, desk, editors, clock);
    this.previews =
        new Previews(
            transactions,
            catalogue,
            releases,
            editors,
            pseudonyms,
            audit,
            new SecureRandom(),
            clock);
    this.report = new QualityReport(transactions, model);
    this.library = library;
    this.mediaDesk =
        new MediaDesk(transactions, library, editors, pseudonyms, audit, clock, outdated);
    this.exports =
        new Exports(transactions, new CatalogueExport(transactions, library), pseudonyms, audit);
    this.imports =
        new Imports(
            transactions,
            new CatalogueImport(transactions, model, library, citations, audit),
            new EditionImport(transactions, model, library),
            editors,
            pseudonyms,
            audit,
            clock,
            published);
  }

  ContentModel model() {
    return model;
  }

  /** What is kept of the people who edit. */
  public Editors editors() {
    return editors;
  }

  Drafts drafts() {
    return drafts;
  }

  ReleaseDesk desk() {
    return desk;
  }

  public Schedules schedules() {
    return schedules;
  }

  public Previews previews() {
    return previews;
  }

  MediaLibrary library() {
    return library;
  }

  MediaDesk mediaDesk() {
    return mediaDesk;
  }

  QualityReport report() {
    return report;
  }

  Exports exports() {
    return exports;
  }

  public Imports imports() {
    return imports;
  }
}
