package dk.ledelseskatalog.platform;

import dk.ledelseskatalog.access.ApiTokens;
import dk.ledelseskatalog.access.Exclusions;
import dk.ledelseskatalog.audit.AuditTrail;
import dk.ledelseskatalog.authoring.Authoring;
import dk.ledelseskatalog.catalogue.Catalogue;
import dk.ledelseskatalog.configuration.Configuration;
import dk.ledelseskatalog.configuration.ConfigurationException;
import dk.ledelseskatalog.delivery.ActivitySource;
import dk.ledelseskatalog.delivery.PastReleases;
import dk.ledelseskatalog.delivery.PreviewSource;
import dk.ledelseskatalog.delivery.Representations;
import dk.ledelseskatalog.identity.Admission;
import dk.ledelseskatalog.identity.DemoIssuer;
import dk.ledelseskatalog.identity.TokenValidator;
import dk.ledelseskatalog.learning.Completions;
import dk.ledelseskatalog.learning.Corrections;
import dk.ledelseskatalog.learning.Teams;
import dk.ledelseskatalog.masterclass.Attendances;
import dk.ledelseskatalog.masterclass.Enrolments;
import dk.ledelseskatalog.masterclass.Sessions;
import dk.ledelseskatalog.openapi.OpenApi;
import dk.ledelseskatalog.outbox.OutboxControl;
import dk.ledelseskatalog.outbox.OutboxMessages;
import dk.ledelseskatalog.outbox.Reconciliations;
import dk.ledelseskatalog.persistence.Transactions;
import dk.ledelseskatalog.privacy.Erasures;
import dk.ledelseskatalog.privacy.PersonalExport;
import dk.ledelseskatalog.privacy.Retention;
import dk.ledelseskatalog.searchlog.SearchLog;
import dk.ledelseskatalog.webhooks.Webhooks;
import dk.ledelseskatalog.xapi.Profile;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Starts the {@link Service} with the application, ends it with it, and hands its parts to the
 * container's injection. The one class that knows of both.
 */
@ApplicationScoped
public class Components {
  private static final Logger LOG = System.getLogger(Components.class.getName());

  private final Departure departure = new Departure();
  private @Nullable Service service;

  void start(@Observes @Initialized(ApplicationScoped.class) Object event, MetricRegistry metrics) {
    try {
      Service started = Service.start(Configuration.read(Components::setting), Clock.systemUTC());
      service = started;
      departure.register();
      Metrics.register(metrics, started);
      String ready = started.readyLine();
      LOG.log(Level.INFO, ready);
      // For the launcher, which prints it when the port answers.
      System.setProperty("ledelseskatalog.ready", ready);
    } catch (ConfigurationException | StartException e) {
      System.setProperty("ledelseskatalog.failure", String.valueOf(e.getMessage()));
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  @PreDestroy
  void stop() {
    departure.close();
    if (service != null) {
      service.close();
      service = null;
    }
  }

  /** The environment wins over every other source (MicroProfile Config 3.1, Config Sources). */
  private static Optional<String> setting(String name) {
    return Optional.ofNullable(System.getenv(name))
        .or(() -> ConfigProvider.getConfig().getOptionalValue(name, String.class));
  }

  Departure departure() {
    return departure;
  }

  Service service() {
    if (service == null) {
      throw new IllegalStateException("The service is not running");
    }
    return service;
  }

  @Produces
  @Singleton
  Clock clock() {
    return service().clock();
  }

  @Produces
  @Singleton
  Catalogue catalogue() {
    return service().catalogue();
  }

  @Produces
  @Singleton
  URI publicUrl() {
    return service().configuration().publicUrl();
  }

  @Produces
  @Singleton
  TokenValidator tokenValidator() {
    return service().tokenValidator();
  }

  @Produces
  @Singleton
  Admission admission() {
    return service().access();
  }

  @Produces
  @Singleton
  ApiTokens apiTokens() {
    return service().access().apiTokens();
  }

  @Produces
  @Singleton
  Exclusions exclusions() {
    return service().access().exclusions();
  }

  @Produces
  @Singleton
  Optional<DemoIssuer> demoIssuer() {
    return service().demoIssuer();
  }

  @Produces
  @Singleton
  Representations representations() {
    return service().representations();
  }

  /** Made when it is first asked for: a start need not wait for it. */
  @Produces
  @Singleton
  OpenApi openApi() {
    return OpenApi.of(service().contentModel(), service().configuration().publicUrl());
  }

  @Produces
  @Singleton
  SearchLog searchLog() {
    return service().searchLog();
  }

  @Produces
  @Singleton
  PastReleases pastReleases() {
    return service().pastReleases();
  }

  @Produces
  @Singleton
  Authoring authoring() {
    return service().authoring();
  }

  @Produces
  @Singleton
  PreviewSource previews() {
    return service().authoring().previews();
  }

  @Produces
  @Singleton
  Completions completions() {
    return service().learning().completions();
  }

  @Produces
  @Singleton
  Teams teams() {
    return service().learning().teams();
  }

  @Produces
  @Singleton
  Corrections corrections() {
    return service().learning().corrections();
  }

  @Produces
  @Singleton
  Sessions sessions() {
    return service().masterclasses().sessions();
  }

  @Produces
  @Singleton
  Transactions transactions() {
    return service().database().transactions();
  }

  @Produces
  @Singleton
  ActivitySource activities() {
    return service().masterclasses().activities();
  }

  @Produces
  @Singleton
  Attendances attendances() {
    return service().masterclasses().attendances();
  }

  @Produces
  @Singleton
  Enrolments enrolments() {
    return service().masterclasses().enrolments();
  }

  @Produces
  @Singleton
  OutboxMessages outboxMessages() {
    return service().outboxMessages();
  }

  @Produces
  @Singleton
  AuditTrail auditTrail() {
    return new AuditTrail();
  }

  @Produces
  @Singleton
  OutboxControl outboxControl() {
    return service().outboxControl();
  }

  @Produces
  @Singleton
  PersonalExport export() {
    return service().export();
  }

  @Produces
  @Singleton
  Reconciliations reconciliations() {
    return service().reconciliations();
  }

  @Produces
  @Singleton
  Erasures erasures() {
    return service().erasures();
  }

  @Produces
  @Singleton
  Retention retention() {
    return service().retention();
  }

  @Produces
  @Singleton
  Webhooks webhooks() {
    return service().webhooks();
  }

  @Produces
  @Singleton
  Profile profile() {
    return service().profile();
  }
}
