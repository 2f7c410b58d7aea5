package dk.ledelseskatalog.privacy;

import static dk.ledelseskatalog.privacy.KeptData.leader;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dk.ledelseskatalog.identity.NamedPerson;
import dk.ledelseskatalog.identity.Person;
import dk.ledelseskatalog.identity.Roles;
import dk.ledelseskatalog.identity.SettableClock;
import dk.ledelseskatalog.persistence.DatabaseSettings;
import dk.ledelseskatalog.persistence.NewDatabase;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

class PersonalExportTest {
  private static final Instant NOW = Instant.parse("2026-11-24T09:00:00.123Z");

  @Nested
  @ExtendWith(NewDatabase.OnH2.class)
  class OnH2 extends Contract {}

  @Nested
  @ExtendWith(NewDatabase.OnPostgreSql.class)
  class OnPostgreSql extends Contract {}

  abstract static class Contract {
    @TempDir Path outside;
    private KeptData node;
    private PersonalExport export;

    @BeforeEach
    void open(DatabaseSettings settings) throws Exception {
      node = new KeptData(settings, outside.resolve("erasures.jsonl"), new SettableClock(NOW));
      export =
          new PersonalExport(
              node.transactions,
              node.pseudonyms,
              node.kinds(),
              node.audit,
              URI.create("https://ledelse.example.dk"));
    }

    @AfterEach
    void close() {
      node.close();
    }

    @Test
    void itHoldsEverythingOfThePersonAndNothingOfOthers() throws Exception {
      UUID pseudonym = node.complete(leader("1"));
      UUID other = node.complete(leader("2"));

      JsonNode document = export(leader("1"));

      JsonNode attributes = document.at("/data/attributes");
      assertThat(document.at("/data/type").textValue()).isEqualTo("me");
      assertThat(attributes.path("issuer").textValue()).isEqualTo("https://issuer.example");
      assertThat(attributes.path("subject").textValue()).isEqualTo("1");
      assertThat(attributes.path("roles").toString()).isEqualTo("[\"leader\"]");
      assertThat(attributes.path("pseudonym").textValue()).isEqualTo(pseudonym.toString());
      assertThat(attributes.at("/completions")).hasSize(1);
      assertThat(attributes.at("/completions/0/activity").textValue())
          .isEqualTo("reflections/paa-fast-grund");
      assertThat(attributes.at("/statements/0/statement/id"))
          .isEqualTo(attributes.at("/completions/0/statement"));
      assertThat(attributes.path("auditEvents").findValuesAsText("action"))
          .containsExactly("completion.recorded", "personal-data.exported");
      assertThat(document.at("/meta/notHeld/da").textValue()).contains("refleksion");
      assertThat(document.toString()).doesNotContain(other.toString());
    }

    @Test
    void howeverLongItIsNothingIsMissingOrThereTwice() throws Exception {
      UUID pseudonym = node.complete(leader("1"));
      for (int i = 1; i < 450; i++) {
        node.completeAs(pseudonym);
      }

      JsonNode attributes = export(leader("1")).at("/data/attributes");

      assertThat(attributes.path("completions")).hasSize(450);
      assertThat(new HashSet<>(attributes.path("completions").findValuesAsText("id"))).hasSize(450);
      assertThat(new HashSet<>(attributes.path("statements").findValuesAsText("id"))).hasSize(450);
      assertThat(attributes.path("auditEvents")).hasSize(451);
    }

    @Test
    void whoIsNotKnownIsToldSoAndStaysUnknown() throws Exception {
      JsonNode attributes = export(leader("1")).at("/data/attributes");

      assertThat(attributes.path("pseudonym").isNull()).isTrue();
      assertThat(attributes.path("completions")).isEmpty();
      assertThat(node.rows("person")).isZero();
      assertThat(node.rows("audit_event")).isZero();
    }

    @Test
    void whatOneDidToOthersIsShownWithoutThem() throws Exception {
      Person boss = new Person("https://issuer.example", "boss", Set.of(Roles.ADMINISTRATOR));
      UUID leader = node.complete(leader("1"));
      node.erasures.erase(
          boss, new ErasureRequest(new NamedPerson.ByPseudonym(leader), ErasureReason.LEFT));

      JsonNode document = export(boss);

      assertThat(document.at("/data/attributes/auditEvents").findValuesAsText("action"))
          .containsExactly("erasure.requested", "personal-data.exported");
      assertThat(document.toString()).doesNotContain(leader.toString());
    }

    private JsonNode export(Person person) throws Exception {
      Optional<UUID> pseudonym = export.begin(person, person.roles().iterator().next());
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      export.write(person, pseudonym, bytes);
      return new ObjectMapper().readTree(bytes.toByteArray());
    }
  }
}
