package dk.ledelseskatalog.xapi;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Makes the statements of this service. Immutable, so safe for any number of threads. */
public final class StatementFactory {
  private static final String LANGUAGE = "da";
  private static final Verb COMPLETED =
      new Verb(
          URI.create("http://adlnet.gov/expapi/verbs/completed"),
          LanguageMap.of("gennemførte", "completed"));

  private final Iris iris;
  private final URI accountHomePage;
  private final String platform;
  private final Clock clock;

  /**
   * @param publicUrl the prefix of every IRI, without a slash at its end; permanent once a
   *     statement is sent
   * @param accountHomePage the municipality's home page
   * @param platform the service's name in {@code context.platform}
   */
  public StatementFactory(URI publicUrl, URI accountHomePage, String platform, Clock clock) {
    this.iris = new Iris(publicUrl);
    this.accountHomePage = accountHomePage;
    this.platform = platform;
    this.clock = clock;
  }

  /**
   * @throws IllegalArgumentException if it is said to happen later than now
   */
  public Statement completed(Completed facts) {
    StatementObject.Defined object = iris.define(facts.activity());
    return new Statement(
        StatementId.of(facts.person(), object.id(), facts.registration(), "completed"),
        new Actor(accountHomePage, facts.person()),
        COMPLETED,
        object,
        Optional.of(new Result(Optional.of(true), facts.duration())),
        context(facts.registration(), facts.release(), facts.theme(), facts.catalogue()),
        notLaterThanNow(facts.at()));
  }

  private Context context(
      UUID registration, int release, Optional<Activity> parent, Activity catalogue) {
    return new Context(
        Optional.of(registration),
        Optional.of(release),
        Optional.of(platform),
        LANGUAGE,
        parent.map(iris::define).map(List::of).orElse(List.of()),
        List.of(iris.define(catalogue)),
        List.of());
  }

  private Instant notLaterThanNow(Instant at) {
    if (at.isAfter(clock.instant())) {
      throw new IllegalArgumentException("A statement about the future: " + at);
    }
    return at;
  }
}
