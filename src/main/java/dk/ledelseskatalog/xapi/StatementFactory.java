package dk.ledelseskatalog.xapi;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Makes the statements of this service. Immutable, so safe for any number of threads.
 *
 * <p>Every method throws {@link IllegalArgumentException} for what is said to happen later than
 * now, and {@link IllegalStateException}, naming the rule, for a statement that its template in the
 * profile does not allow: the second is a bug of ours that a test finds, never a lost record.
 */
public final class StatementFactory {
  private static final String LANGUAGE = "da";
  private static final String ADL_VERBS = "http://adlnet.gov/expapi/verbs/";

  private static final Verb COMPLETED = adl("completed", "gennemførte", "completed");
  private static final Verb REGISTERED = adl("registered", "tilmeldte sig", "registered for");
  private static final Verb ATTENDED = adl("attended", "deltog i", "attended");
  private static final Verb VOIDED = adl("voided", "tilbagekaldte", "voided");

  private final Iris iris;
  private final Profile profile;
  private final Verb cancelledSignUp;
  private final Verb noShow;
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
    this(publicUrl, accountHomePage, platform, clock, new Profile(publicUrl));
  }

  StatementFactory(
      URI publicUrl, URI accountHomePage, String platform, Clock clock, Profile profile) {
    this.iris = new Iris(publicUrl);
    this.profile = profile;
    this.cancelledSignUp = profile.verb("cancelled-sign-up");
    this.noShow = profile.verb("no-show");
    this.accountHomePage = accountHomePage;
    this.platform = platform;
    this.clock = clock;
  }

  public Statement completed(Completed facts) {
    return statement(
        facts.person(),
        COMPLETED,
        new Event("completed", facts.ordinal()),
        facts.activity(),
        Optional.of(new Result(Optional.of(true), facts.duration())),
        context(
            facts.registration(), facts.team(), facts.release(), facts.theme(), facts.catalogue()),
        facts.registration(),
        facts.at());
  }

  public Statement signedUp(SignedUp facts) {
    return statement(
        facts.person(),
        REGISTERED,
        Event.once("registered"),
        facts.masterclass(),
        Optional.empty(),
        context(
            facts.registration(),
            Optional.empty(),
            facts.release(),
            facts.theme(),
            facts.catalogue()),
        facts.registration(),
        facts.at());
  }

  public Statement signUpCancelled(SignUpCancelled facts) {
    return statement(
        facts.person(),
        cancelledSignUp,
        Event.once("cancelled-sign-up"),
        facts.masterclass(),
        Optional.empty(),
        context(
            facts.registration(),
            Optional.empty(),
            facts.release(),
            facts.theme(),
            facts.catalogue()),
        facts.registration(),
        facts.at());
  }

  public Statement attended(Attended facts) {
    return statement(
        facts.person(),
        ATTENDED,
        new Event("attended", facts.ordinal()),
        facts.session(),
        facts.duration().map(taken -> new Result(Optional.empty(), Optional.of(taken))),
        context(
            facts.registration(),
            Optional.empty(),
            facts.release(),
            Optional.of(facts.masterclass()),
            facts.catalogue()),
        facts.registration(),
        facts.at());
  }

  public Statement noShow(NoShow facts) {
    return statement(
        facts.person(),
        noShow,
        new Event("no-show", facts.ordinal()),
        facts.session(),
        Optional.empty(),
        context(
            facts.registration(),
            Optional.empty(),
            facts.release(),
            Optional.of(facts.masterclass()),
            facts.catalogue()),
        facts.registration(),
        facts.at());
  }

  public Statement voided(Voided facts) {
    URI wrong = URI.create("urn:uuid:" + facts.statement());
    return checked(
        new Statement(
            StatementId.of(facts.person(), wrong, facts.registration(), "voided", 1),
            new Actor(accountHomePage, facts.person()),
            VOIDED,
            new StatementObject.Reference(facts.statement()),
            Optional.empty(),
            new Context(
                Optional.of(facts.registration()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                LANGUAGE,
                List.of(),
                List.of(),
                List.of(profile.category())),
            notLaterThanNow(facts.at())));
  }

  private Statement statement(
      UUID person,
      Verb verb,
      Event event,
      Activity activity,
      Optional<Result> result,
      Context context,
      UUID registration,
      Instant at) {
    StatementObject.Defined object = iris.define(activity);
    return checked(
        new Statement(
            StatementId.of(person, object.id(), registration, event.name(), event.ordinal()),
            new Actor(accountHomePage, person),
            verb,
            object,
            result,
            context,
            notLaterThanNow(at)));
  }

  private Statement checked(Statement statement) {
    profile.check(statement.toJson());
    return statement;
  }

  private Context context(
      UUID registration,
      Optional<UUID> team,
      int release,
      Optional<Activity> parent,
      Activity catalogue) {
    return new Context(
        Optional.of(registration),
        team.map(id -> new Group(accountHomePage, id)),
        Optional.of(release),
        Optional.of(platform),
        LANGUAGE,
        parent.map(iris::define).map(List::of).orElse(List.of()),
        List.of(iris.define(catalogue)),
        List.of(profile.category()));
  }

  private Instant notLaterThanNow(Instant at) {
    if (at.isAfter(clock.instant())) {
      throw new IllegalArgumentException("A statement about the future: " + at);
    }
    return at;
  }

  /** What happened, and how many times it has been said with the last one voided. */
  private record Event(String name, int ordinal) {
    static Event once(String name) {
      return new Event(name, 1);
    }
  }

  private static Verb adl(String name, String da, String en) {
    return new Verb(URI.create(ADL_VERBS + name), LanguageMap.of(da, en));
  }
}
