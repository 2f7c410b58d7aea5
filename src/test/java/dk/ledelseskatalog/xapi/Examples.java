package dk.ledelseskatalog.xapi;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** One statement of each kind, always the same. */
public final class Examples {
  public static final URI PUBLIC_URL = URI.create("https://ledelse.example.org");
  public static final Instant NOW = Instant.parse("2026-11-23T09:30:00.250Z");

  static final UUID PERSON = UUID.fromString("7f8f2ab3-6f4c-4a51-9d3f-0f1f6f6c2a10");
  static final UUID REGISTRATION = UUID.fromString("c1d0c5b4-37f0-4c4e-8ad6-9f5b7a1e2d33");
  static final UUID TEAM = UUID.fromString("0d9a4f6e-2f5b-4c1d-8a77-6b3e9c1f4a52");
  static final Activity CATALOGUE =
      new Activity(
          "catalogues",
          "mod-tillid-og-helhed",
          LanguageMap.of("Mod, tillid og helhed"),
          Optional.empty());
  static final Activity TILLID =
      new Activity("themes", "tillid", LanguageMap.of("Tillid"), Optional.empty());
  static final Activity REFLECTION =
      new Activity(
          "reflections",
          "tillid-1",
          LanguageMap.of("Hvordan viser du tillid?"),
          Optional.of(LanguageMap.of("Overvej det alene eller sammen med dit team.")));
  static final Activity DIALOGUE =
      new Activity(
          "dialogues",
          "dialog-om-tillid",
          LanguageMap.of("Dialog om tillid", "A dialogue on trust"),
          Optional.empty());
  static final Activity MASTERCLASS =
      new Activity(
          "masterclasses",
          "modige-samtaler",
          LanguageMap.of("Modige samtaler", "Courageous conversations"),
          Optional.empty());
  static final Activity SESSION =
      new Activity(
          "sessions",
          "modige-samtaler-2026-11",
          LanguageMap.of("Modige samtaler, november 2026"),
          Optional.empty());

  private static final StatementFactory FACTORY =
      new StatementFactory(
          PUBLIC_URL,
          URI.create("https://www.halsnaes.dk"),
          "Ledelseskatalog",
          Clock.fixed(NOW, ZoneOffset.UTC));

  private Examples() {}

  public static StatementFactory factory() {
    return FACTORY;
  }

  /** Makes statements that no template allows, because the profile was changed by mistake. */
  public static StatementFactory factoryWithABrokenTemplate(Clock clock) throws IOException {
    String broken =
        Files.readString(Path.of("xapi", "profile.jsonld"))
            .replace(
                "{\"location\": \"$.context.platform\", \"presence\": \"included\"}",
                "{\"location\": \"$.context.platform\", \"presence\": \"excluded\"}");
    return new StatementFactory(
        PUBLIC_URL,
        URI.create("https://www.halsnaes.dk"),
        "Ledelseskatalog",
        clock,
        new Profile(PUBLIC_URL, broken));
  }

  static Completed completed(Activity activity) {
    return completed(activity, Optional.empty());
  }

  static Completed completed(Activity activity, Optional<UUID> team) {
    return new Completed(
        PERSON,
        REGISTRATION,
        team,
        NOW,
        Optional.of(Duration.ofMinutes(10)),
        activity,
        Optional.of(TILLID),
        CATALOGUE,
        1,
        1);
  }

  /** A completed reflection of some person; another number, another statement. */
  public static Statement completedReflection(UUID person, long number) {
    return factory()
        .completed(
            new Completed(
                person,
                new UUID(0x4000L, 0x8000_0000_0000_0000L | number),
                Optional.empty(),
                NOW,
                Optional.empty(),
                REFLECTION,
                Optional.of(TILLID),
                CATALOGUE,
                1,
                1));
  }

  /** By the name of the golden file. */
  static Map<String, Statement> all() {
    StatementFactory factory = factory();
    Map<String, Statement> all = new LinkedHashMap<>();
    Statement reflection = factory.completed(completed(REFLECTION));
    all.put("completed-reflection", reflection);
    all.put("completed-dialogue", factory.completed(completed(DIALOGUE, Optional.of(TEAM))));
    all.put("completed-masterclass", factory.completed(completed(MASTERCLASS)));
    all.put(
        "registered-masterclass",
        factory.signedUp(
            new SignedUp(
                PERSON, REGISTRATION, NOW, MASTERCLASS, Optional.of(TILLID), CATALOGUE, 2)));
    all.put(
        "cancelled-sign-up-masterclass",
        factory.signUpCancelled(
            new SignUpCancelled(
                PERSON, REGISTRATION, NOW, MASTERCLASS, Optional.empty(), CATALOGUE, 2)));
    all.put(
        "attended-session",
        factory.attended(
            new Attended(
                PERSON,
                REGISTRATION,
                NOW,
                Optional.of(Duration.ofMinutes(150)),
                SESSION,
                MASTERCLASS,
                CATALOGUE,
                2,
                1)));
    all.put(
        "no-show-session",
        factory.noShow(
            new NoShow(PERSON, REGISTRATION, NOW, SESSION, MASTERCLASS, CATALOGUE, 2, 1)));
    all.put("voided", factory.voided(new Voided(PERSON, REGISTRATION, NOW, reflection.id())));
    return all;
  }
}
