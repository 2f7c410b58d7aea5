package dk.ledelseskatalog.platform;

import dk.ledelseskatalog.access.Access;
import dk.ledelseskatalog.audit.AuditLog;
import dk.ledelseskatalog.audit.AuditTrail;
import dk.ledelseskatalog.authoring.Authoring;
import dk.ledelseskatalog.authoring.ReleaseCitations;
import dk.ledelseskatalog.catalogue.Catalogue;
import dk.ledelseskatalog.catalogue.ReleaseInfo;
import dk.ledelseskatalog.configuration.Configuration;
import dk.ledelseskatalog.configuration.Configuration.LrsAccess;
import dk.ledelseskatalog.configuration.Configuration.LrsCredentials;
import dk.ledelseskatalog.configuration.Configuration.OidcAccess;
import dk.ledelseskatalog.configuration.Configuration.TrustStore;
import dk.ledelseskatalog.contentmodel.CatalogueFiles;
import dk.ledelseskatalog.contentmodel.ContentModel;
import dk.ledelseskatalog.contentmodel.EntryDocument;
import dk.ledelseskatalog.contentmodel.InvalidContentException;
import dk.ledelseskatalog.delivery.CachePolicy;
import dk.ledelseskatalog.delivery.PastReleases;
import dk.ledelseskatalog.delivery.Representations;
import dk.ledelseskatalog.http.TargetHttp;
import dk.ledelseskatalog.http.Targets;
import dk.ledelseskatalog.identity.DemoIssuer;
import dk.ledelseskatalog.identity.IssuerKeys;
import dk.ledelseskatalog.identity.Pseudonyms;
import dk.ledelseskatalog.identity.TokenValidator;
import dk.ledelseskatalog.learning.LearnerCompletions;
import dk.ledelseskatalog.learning.LearnerTeams;
import dk.ledelseskatalog.learning.Learning;
import dk.ledelseskatalog.lrs.Authorization;
import dk.ledelseskatalog.lrs.HttpLrsClient;
import dk.ledelseskatalog.lrs.TrustedCertificates;
import dk.ledelseskatalog.masterclass.LearnerEnrolments;
import dk.ledelseskatalog.masterclass.Masterclasses;
import dk.ledelseskatalog.masterclass.RegistrationsOfMasterclasses;
import dk.ledelseskatalog.media.DatabaseBytes;
import dk.ledelseskatalog.media.FolderBytes;
import dk.ledelseskatalog.media.MediaBytes;
import dk.ledelseskatalog.media.MediaLibrary;
import dk.ledelseskatalog.media.MediaLimits;
import dk.ledelseskatalog.outbox.Dispatcher;
import dk.ledelseskatalog.outbox.LearnerMessages;
import dk.ledelseskatalog.outbox.LrsClient;
import dk.ledelseskatalog.outbox.OperatorRequests;
import dk.ledelseskatalog.outbox.Outbox;
import dk.ledelseskatalog.outbox.OutboxControl;
import dk.ledelseskatalog.outbox.OutboxMessages;
import dk.ledelseskatalog.outbox.Reconciliations;
import dk.ledelseskatalog.persistence.Database;
import dk.ledelseskatalog.persistence.DatabaseException;
import dk.ledelseskatalog.persistence.DatabaseSettings;
import dk.ledelseskatalog.persistence.Transactions;
import dk.ledelseskatalog.privacy.AuditedActions;
import dk.ledelseskatalog.privacy.Erasures;
import dk.ledelseskatalog.privacy.Housekeeping;
import dk.ledelseskatalog.privacy.PersonalData;
import dk.ledelseskatalog.privacy.PersonalExport;
import dk.ledelseskatalog.privacy.Retention;
import dk.ledelseskatalog.privacy.TombstoneFile;
import dk.ledelseskatalog.publishing.CatalogueUpdater;
import dk.ledelseskatalog.publishing.Publisher;
import dk.ledelseskatalog.publishing.ReleaseArchive;
import dk.ledelseskatalog.publishing.ReleaseNews;
import dk.ledelseskatalog.purging.CachePurge;
import dk.ledelseskatalog.search.LuceneSearchIndexBuilder;
import dk.ledelseskatalog.searchlog.SearchLog;
import dk.ledelseskatalog.webhooks.Courier;
import dk.ledelseskatalog.webhooks.Deliverer;
import dk.ledelseskatalog.webhooks.Event;
import dk.ledelseskatalog.webhooks.SecretSeal;
import dk.ledelseskatalog.webhooks.WebhookHistory;
import dk.ledelseskatalog.webhooks.WebhookOutbox;
import dk.ledelseskatalog.webhooks.Webhooks;
import dk.ledelseskatalog.xapi.Profile;
import dk.ledelseskatalog.xapi.StatementFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * The running service: every part, made once and in order. Thread-safe once started.
 *
 * <p>A start that fails closes what it had opened; a start that is killed leaves nothing half,
 * since the import is one transaction and everything else can be done again.
 */
final class Service implements AutoCloseable {
  /** How stale a release published by another node can be here. */
  private static final Duration RELEASE_POLL = Duration.ofSeconds(1);

  /** How late a scheduled release can be. */
  private static final Duration SCHEDULE_POLL = Duration.ofSeconds(5);

  /** The name of this service in statements. */
  private static final String PLATFORM = "Ledelseskatalog";

  /** How soon an erasure that something got in the way of goes on. */
  private static final Duration HOUSEKEEPING = Duration.ofMinutes(1);

  /** How late a person whom another node shut out is refused here. */
  private static final Duration EXCLUSION_POLL = Duration.ofSeconds(5);

  /** When a cache that comes back for more finds the port open. */
  private static final Duration PURGE_AFTER_START = Duration.ofSeconds(15);

  private static final Duration PURGE_TIMEOUT = Duration.ofSeconds(10);

  /** For a webhook's receiver to answer: it should note what it is told, and think later. */
  private static final Duration WEBHOOK_TIMEOUT = Duration.ofSeconds(10);

  private final Configuration configuration;
  private final Clock clock;
  private final Database database;
  private final ContentModel contentModel;
  private final Catalogue catalogue;
  private final Optional<CachePurge> cachePurge;
  private final CatalogueUpdater updater;
  private final TokenValidator tokenValidator;
  private final Access access;
  private final Optional<DemoIssuer> demoIssuer;
  private final Profile profile;
  private final Representations representations;
  private final SearchLog searchLog;
  private final PastReleases pastReleases;
  private final Measurements measurements;
  private final Dispatcher dispatcher;
  private final OutboxMessages outboxMessages;
  private final OutboxControl outboxControl;
  private final Reconciliations reconciliations;
  private final Courier courier;
  private final Webhooks webhooks;
  private final Learning learning;
  private final Masterclasses masterclasses;
  private final Authoring authoring;
  private final List<PersonalData> personalData;
  private final PersonalExport export;
  private final Erasures erasures;
  private final Retention retention;
  private final Housekeeping housekeeping;

  private volatile boolean started;

  private Service(Configuration configuration, Clock clock, Database database)
      throws StartException {
    this.configuration = configuration;
    this.clock = clock;
    this.database = database;
    Transactions transactions = database.transactions();

    this.contentModel = importCatalogue(configuration, transactions, clock);
    this.catalogue = new Catalogue();
    this.cachePurge = configuration.caching().purge().map(Service::cachePurge);
    this.updater =
        new CatalogueUpdater(
            transactions, contentModel, new LuceneSearchIndexBuilder(), catalogue, this::served);
    updater.update();
    Optional<String> failure = updater.failure();
    if (failure.isPresent()) {
      throw new StartException(
          "The newest release cannot be served: " + failure.get(), new IllegalStateException());
    }

    this.demoIssuer = demoIssuer(configuration, clock);
    this.tokenValidator =
        configuration
            .oidc()
            .map(oidc -> validator(oidc, clock))
            .or(() -> demoIssuer.map(DemoIssuer::validator))
            .orElseThrow();

    this.profile = new Profile(configuration.publicUrl());
    this.representations =
        new Representations(
            catalogue,
            configuration.publicUrl(),
            cachePolicy(configuration),
            Representations.DEFAULT_CACHE_BYTES);
    ReleaseArchive archive = new ReleaseArchive(transactions, contentModel);
    this.pastReleases = new PastReleases(catalogue, archive, representations);
    this.searchLog = new SearchLog(transactions, catalogue, clock);
    Pseudonyms pseudonyms = new Pseudonyms();
    AuditLog audit = new AuditLog(clock);
    this.access = new Access(transactions, pseudonyms, audit, tokenValidator.issuer(), clock);
    Outbox outbox = new Outbox(clock);
    this.measurements = new Measurements();
    Optional<LrsClient> lrs =
        lrsClient(configuration, clock).map(client -> new MeasuredLrsClient(client, measurements));
    this.dispatcher = new Dispatcher(transactions, lrs, clock);
    this.outboxMessages =
        new OutboxMessages(transactions, pseudonyms, audit, clock, dispatcher::nudge);
    this.outboxControl =
        new OutboxControl(
            transactions, pseudonyms, audit, clock, lrs.isPresent(), dispatcher::nudge);
    this.reconciliations =
        new Reconciliations(
            transactions, lrs, PLATFORM, configuration.homePage(), pseudonyms, audit, clock);
    SecretSeal seal = secretSeal(configuration);
    Deliverer deliverer = deliverer(configuration, seal, clock);
    this.courier = new Courier(transactions, deliverer, audit, clock);
    this.webhooks =
        new Webhooks(
            transactions,
            deliverer,
            seal,
            configuration.publicUrl(),
            pseudonyms,
            audit,
            clock,
            courier::nudge);
    WebhookOutbox webhookOutbox = new WebhookOutbox(configuration.publicUrl(), clock);
    StatementFactory statements =
        new StatementFactory(configuration.publicUrl(), configuration.homePage(), PLATFORM, clock);
    this.learning =
        new Learning(
            catalogue,
            transactions,
            pseudonyms,
            statements,
            outbox,
            webhookOutbox,
            audit,
            new RegistrationsOfMasterclasses(),
            configuration.learning().correctionWindow(),
            clock,
            this::left);
    this.masterclasses =
        new Masterclasses(
            catalogue,
            transactions,
            pseudonyms,
            statements,
            outbox,
            webhookOutbox,
            audit,
            learning.writer(),
            configuration.learning().correctionWindow(),
            clock,
            this::left);

    MediaLibrary library = library(configuration, transactions, clock);
    library.clearAway();
    this.authoring =
        new Authoring(
            transactions,
            contentModel,
            catalogue,
            new Publisher(transactions, contentModel, clock, news(webhookOutbox)),
            archive,
            library,
            pseudonyms,
            citations(),
            audit,
            clock,
            updater::update,
            key -> cachePurge.ifPresent(purge -> purge.drop(key)));

    AuditedActions audited = new AuditedActions(new AuditTrail());
    LearnerCompletions learnt = new LearnerCompletions();
    LearnerMessages messages = new LearnerMessages();
    LearnerEnrolments enrolled = masterclasses.personalData();
    // Giving up an enrolment makes statements, so what removes those comes after it.
    this.personalData =
        List.of(
            learnt,
            enrolled,
            new LearnerTeams(),
            messages,
            new OperatorRequests(),
            authoring.editors(),
            access.personalData(),
            audited);
    this.export =
        new PersonalExport(
            transactions, pseudonyms, personalData, audit, configuration.publicUrl());
    this.erasures =
        new Erasures(
            transactions, pseudonyms, personalData, audit, tombstones(configuration), clock);
    Configuration.Retention kept = configuration.retention();
    this.retention =
        new Retention(
            transactions,
            List.of(
                new Retention.Rule(learnt, kept.completions()),
                new Retention.Rule(enrolled, kept.enrolments()),
                new Retention.Rule(messages, kept.statements()),
                new Retention.Rule(audited, kept.audit()),
                new Retention.Rule(searchLog, kept.searches()),
                new Retention.Rule(new WebhookHistory(), kept.webhooks())),
            clock);
    this.housekeeping = new Housekeeping(erasures, retention);
  }

  static Service start(Configuration configuration, Clock clock) throws StartException {
    Database database = openDatabase(configuration);
    try {
      Service service = new Service(configuration, clock, database);
      // First of all: what a restored backup brought back must go before any of it is sent.
      service.erasures.resume();
      service.access.start(EXCLUSION_POLL);
      service.updater.start(RELEASE_POLL);
      service.searchLog.start();
      service.dispatcher.start();
      service.courier.start();
      service.housekeeping.start(HOUSEKEEPING);
      service.authoring.schedules().start(SCHEDULE_POLL);
      if (configuration.database().isEmpty()) {
        service.authoring.imports().othersAreDead();
      }
      service.started = true;
      return service;
    } catch (StartException | RuntimeException e) {
      database.close();
      throw e;
    }
  }

  Configuration configuration() {
    return configuration;
  }

  Clock clock() {
    return clock;
  }

  Database database() {
    return database;
  }

  ContentModel contentModel() {
    return contentModel;
  }

  Catalogue catalogue() {
    return catalogue;
  }

  CatalogueUpdater updater() {
    return updater;
  }

  Optional<CachePurge> cachePurge() {
    return cachePurge;
  }

  TokenValidator tokenValidator() {
    return tokenValidator;
  }

  Access access() {
    return access;
  }

  Optional<DemoIssuer> demoIssuer() {
    return demoIssuer;
  }

  Profile profile() {
    return profile;
  }

  SearchLog searchLog() {
    return searchLog;
  }

  Representations representations() {
    return representations;
  }

  PastReleases pastReleases() {
    return pastReleases;
  }

  Dispatcher dispatcher() {
    return dispatcher;
  }

  Courier courier() {
    return courier;
  }

  Webhooks webhooks() {
    return webhooks;
  }

  Measurements measurements() {
    return measurements;
  }

  OutboxMessages outboxMessages() {
    return outboxMessages;
  }

  OutboxControl outboxControl() {
    return outboxControl;
  }

  Reconciliations reconciliations() {
    return reconciliations;
  }

  Learning learning() {
    return learning;
  }

  Masterclasses masterclasses() {
    return masterclasses;
  }

  Authoring authoring() {
    return authoring;
  }

  /** Every kind of data that is kept of people. */
  List<PersonalData> personalData() {
    return personalData;
  }

  PersonalExport export() {
    return export;
  }

  Erasures erasures() {
    return erasures;
  }

  Retention retention() {
    return retention;
  }

  /** What an operator wants to know of a start, in one line. */
  String readyLine() {
    StringBuilder line = new StringBuilder("Ready: ").append(configuration.publicUrl());
    try (Catalogue.Lease lease = catalogue.acquire()) {
      ReleaseInfo release = lease.snapshot().release();
      line.append(" - serves release ").append(release.number());
    }
    line.append(" - stores everything in ").append(storage());
    Optional<LrsAccess> lrs = configuration.lrs();
    if (lrs.isPresent()) {
      line.append(" - sends statements to ").append(lrs.get().endpoint());
      if (Hosts.local(configuration.publicUrl())) {
        line.append(
            " (WARNING: they name this machine for ever; set LEDELSESKATALOG_PUBLIC_URL first)");
      }
    } else {
      line.append(
              " - no LRS is set (LEDELSESKATALOG_LRS_ENDPOINT): statements wait in the outbox, ")
          .append(dispatcher.status().waiting())
          .append(" now");
    }
    demoIssuer.ifPresent(
        issuer -> line.append(" - demo sign-in: anyone who reaches it can be anyone"));
    return line.toString();
  }

  private String storage() {
    return configuration.database().isPresent()
        ? settings(configuration).urlWithoutSecrets()
        : configuration.dataDirectory().toAbsolutePath().normalize() + " (embedded H2)";
  }

  /** Ends within ten seconds: what is under way to the LRS is finished, the rest waits. */
  @Override
  public void close() {
    reconciliations.close();
    authoring.imports().close();
    authoring.schedules().close();
    housekeeping.close();
    dispatcher.close();
    courier.close();
    searchLog.close();
    updater.close();
    access.close();
    cachePurge.ifPresent(CachePurge::close);
    catalogue.close();
    database.close();
  }

  /** Also at a start: what is rendered may have changed with the program. */
  private void served(ReleaseInfo release) {
    if (started) {
      courier.nudge();
    }
    cachePurge.ifPresent(
        purge -> purge.outdatedBy(release.number(), started ? Duration.ZERO : PURGE_AFTER_START));
  }

  /** Statements and messages may wait for delivery. */
  private void left() {
    dispatcher.nudge();
    courier.nudge();
  }

  private static ReleaseNews news(WebhookOutbox webhooks) {
    return (manager, release, withdrawn) -> {
      webhooks.append(manager, new Event.ReleasePublished(release.number()));
      if (!withdrawn.isEmpty()) {
        webhooks.append(manager, new Event.EntriesUnpublished(release.number(), withdrawn));
      }
    };
  }

  private static SecretSeal secretSeal(Configuration configuration) throws StartException {
    try {
      return SecretSeal.open(configuration.webhooks().key(), configuration.dataDirectory());
    } catch (IOException e) {
      throw new StartException(
          "The webhooks' key in LEDELSESKATALOG_DATA_DIR cannot be used: " + e.getMessage() + ".",
          e);
    }
  }

  private static Deliverer deliverer(Configuration configuration, SecretSeal seal, Clock clock) {
    Targets targets =
        new Targets(configuration.webhooks().allowedHosts(), InetAddress::getAllByName);
    return new Deliverer(
        targets,
        new TargetHttp(targets, TrustedCertificates.ofTheSystem(), WEBHOOK_TIMEOUT),
        seal,
        clock);
  }

  static MediaLibrary library(Configuration configuration, Transactions transactions, Clock clock)
      throws StartException {
    return new MediaLibrary(
        transactions, mediaBytes(configuration, transactions, clock), limits(configuration));
  }

  /** What may name a release: then none may become another. */
  static List<ReleaseCitations> citations() {
    return List.of(LearnerCompletions::any, LearnerEnrolments::anySession, LearnerMessages::any);
  }

  private static CachePolicy cachePolicy(Configuration configuration) {
    Configuration.Caching caching = configuration.caching();
    return new CachePolicy(
        caching.maxAge(), caching.sharedMaxAge(), caching.staleWhileRevalidate());
  }

  private static CachePurge cachePurge(Configuration.Purge purge) {
    return new CachePurge(
        purge.urls(),
        purge.header().map(header -> Map.of(header.name(), header.value())).orElse(Map.of()),
        CachePolicy.CURRENT,
        TrustedCertificates.ofTheSystem(),
        PURGE_TIMEOUT,
        Duration.ofSeconds(1));
  }

  static Database openDatabase(Configuration configuration) throws StartException {
    Path folder = configuration.dataDirectory();
    try {
      Files.createDirectories(folder);
      if (!Files.isWritable(folder)) {
        throw new IOException("it may not be written to");
      }
    } catch (IOException e) {
      throw new StartException(
          "LEDELSESKATALOG_DATA_DIR is "
              + folder
              + ", which cannot be used: "
              + e.getMessage()
              + ".",
          e);
    }
    try {
      return Database.open(settings(configuration));
    } catch (DatabaseException e) {
      throw new StartException(String.valueOf(e.getMessage()), e);
    }
  }

  private static DatabaseSettings settings(Configuration configuration) {
    return configuration
        .database()
        .map(access -> new DatabaseSettings(access.url(), access.username(), access.password()))
        .orElseGet(() -> DatabaseSettings.embeddedIn(configuration.dataDirectory()));
  }

  private static MediaBytes mediaBytes(
      Configuration configuration, Transactions transactions, Clock clock) throws StartException {
    Optional<Path> folder = configuration.media().folder();
    if (folder.isEmpty()) {
      return new DatabaseBytes(transactions);
    }
    try {
      return FolderBytes.open(folder.get(), clock);
    } catch (IOException e) {
      throw new StartException(
          "LEDELSESKATALOG_MEDIA_DIR is "
              + folder.get()
              + ", which cannot be used: "
              + e.getMessage()
              + ".",
          e);
    }
  }

  private static MediaLimits limits(Configuration configuration) {
    Configuration.Media media = configuration.media();
    return new MediaLimits(media.pictureBytes(), media.pdfBytes(), media.pixels());
  }

  private static TombstoneFile tombstones(Configuration configuration) throws StartException {
    Path file =
        configuration
            .retention()
            .erasuresFile()
            .orElseGet(() -> configuration.dataDirectory().resolve("erasures.jsonl"));
    try {
      return TombstoneFile.open(file);
    } catch (IOException e) {
      throw new StartException(
          "LEDELSESKATALOG_ERASURES_FILE is "
              + file
              + ", which cannot be used: "
              + e.getMessage()
              + ".",
          e);
    }
  }

  private static ContentModel importCatalogue(
      Configuration configuration, Transactions transactions, Clock clock) throws StartException {
    try {
      Path folder = ContentFolder.of(configuration);
      ContentModel model = ContentModel.read(folder);
      Publisher publisher = new Publisher(transactions, model, clock);
      publisher.importFirst(
          documents(folder, model, configuration.examples()),
          "system",
          "Kataloget, som det blev leveret");
      return model;
    } catch (InvalidContentException e) {
      throw new StartException("The content model is not valid:\n" + e.getMessage(), e);
    } catch (IOException e) {
      throw new StartException("The content model cannot be read: " + e.getMessage(), e);
    }
  }

  private static List<EntryDocument> documents(Path folder, ContentModel model, boolean examples)
      throws InvalidContentException {
    CatalogueFiles files = new CatalogueFiles(folder, model);
    return examples ? files.readWithExamples() : files.read();
  }

  private static Optional<DemoIssuer> demoIssuer(Configuration configuration, Clock clock)
      throws StartException {
    if (!configuration.demoIssuer()) {
      return Optional.empty();
    }
    try {
      return Optional.of(DemoIssuer.open(configuration.dataDirectory(), clock));
    } catch (IOException e) {
      throw new StartException(
          "The demo issuer's key in LEDELSESKATALOG_DATA_DIR cannot be used: " + e.getMessage(), e);
    }
  }

  private static TokenValidator validator(OidcAccess oidc, Clock clock) {
    String issuer = oidc.issuer().toString();
    return new TokenValidator(
        TokenValidator.Settings.of(issuer, oidc.audience()), IssuerKeys.of(issuer, clock), clock);
  }

  private static Optional<LrsClient> lrsClient(Configuration configuration, Clock clock)
      throws StartException {
    if (configuration.lrs().isEmpty()) {
      return Optional.empty();
    }
    LrsAccess lrs = configuration.lrs().get();
    SSLContext trust = trust(lrs);
    return Optional.of(
        new HttpLrsClient(
            lrs.endpoint(), authorization(lrs.credentials(), trust, clock), trust, clock));
  }

  private static Authorization authorization(
      LrsCredentials credentials, SSLContext trust, Clock clock) {
    if (credentials instanceof LrsCredentials.OAuth oauth) {
      return Authorization.clientCredentials(
          oauth.tokenUrl(), oauth.clientId(), oauth.clientSecret(), oauth.scope(), trust, clock);
    }
    LrsCredentials.Basic basic = (LrsCredentials.Basic) credentials;
    return Authorization.basic(basic.username(), basic.password());
  }

  private static SSLContext trust(LrsAccess lrs) throws StartException {
    if (lrs.trustStore().isEmpty()) {
      return TrustedCertificates.ofTheSystem();
    }
    TrustStore store = lrs.trustStore().get();
    try {
      return TrustedCertificates.ofTheSystemAnd(store.file(), store.password());
    } catch (IOException e) {
      throw new StartException(
          "LEDELSESKATALOG_LRS_TRUST_STORE is "
              + store.file()
              + ", which cannot be used: "
              + e.getMessage()
              + ".",
          e);
    }
  }
}
