package dk.ledelseskatalog.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dk.ledelseskatalog.contentmodel.EntryId;
import dk.ledelseskatalog.identity.Person;
import dk.ledelseskatalog.identity.Roles;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import dk.ledelseskatalog.jsonapi.Page;
import dk.ledelseskatalog.outbox.State;
import dk.ledelseskatalog.xapi.Activity;
import dk.ledelseskatalog.xapi.LanguageMap;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompletionDocumentsTest {
  private static final UUID PSEUDONYM = UUID.fromString("6f1f1d3c-6a4e-4b1e-9a53-0d2f7a3b5c11");
  private static final UUID REGISTRATION = UUID.fromString("7f1f1d3c-6a4e-4b1e-9a53-0d2f7a3b5c11");
  private static final UUID STATEMENT = UUID.fromString("8f1f1d3c-6a4e-4b1e-9a53-0d2f7a3b5c11");
  private static final Person LEADER = new Person("i", "s", Set.of(Roles.LEADER));
  private static final Person PLATFORM = new Person("i", "p", Set.of(Roles.PLATFORM));
  private static final Completion COMPLETION =
      new Completion(
          Accomplishment.alone(
              PSEUDONYM,
              REGISTRATION,
              new LearningActivity(
                  new EntryId("reflections", "paa-fast-grund"),
                  3,
                  activity("reflections", "paa-fast-grund"),
                  Optional.of(activity("themes", "det-personlige-lederskab")),
                  activity("catalogues", "mod-tillid-og-helhed")),
              Instant.parse("2026-11-23T09:00:00Z"),
              Optional.of(Duration.ofMinutes(10))),
          1,
          STATEMENT,
          Instant.parse("2026-11-23T09:30:00.5Z"));

  private final CompletionDocuments documents =
      new CompletionDocuments(URI.create("https://ledelse.example.dk"));

  @Test
  void aLeaderReadsWhatTheyDidAndWhereItsStatementIs() {
    assertThat(text(LEADER))
        .isEqualTo(
            """
            {"jsonapi":{"version":"1.1"},"data":{"type":"completions","id":"ID",\
            "attributes":{"status":"valid","completedAt":"2026-11-23T09:00:00Z","durationSeconds":600,\
            "registration":"7f1f1d3c-6a4e-4b1e-9a53-0d2f7a3b5c11","release":3,\
            "recordedAt":"2026-11-23T09:30:00.500Z"},\
            "relationships":{"activity":{\
            "data":{"type":"reflections","id":"paa-fast-grund"},\
            "links":{"related":"https://ledelse.example.dk/api/reflections/paa-fast-grund"}},\
            "theme":{"data":{"type":"themes","id":"det-personlige-lederskab"},\
            "links":{"related":"https://ledelse.example.dk/api/themes/det-personlige-lederskab"}},\
            "team":{"data":null},"correction":{"data":null},"replacedBy":{"data":null},"replaces":{"data":null}},\
            "links":{"self":"https://ledelse.example.dk/api/completions/ID"},\
            "meta":{"statement":{"id":"8f1f1d3c-6a4e-4b1e-9a53-0d2f7a3b5c11",\
            "state":"PENDING"}}}}\
            """);
  }

  @Test
  void onlyThoseWhoSeeEverybodysAreToldThePseudonym() {
    assertThat(text(LEADER)).doesNotContain(PSEUDONYM.toString());
    assertThat(text(PLATFORM)).contains("\"person\":\"" + PSEUDONYM + "\"");
  }

  @Test
  void aPageHasItsLinksAndTheTotal() throws Exception {
    CompletionQuery query =
        CompletionQuery.parse(
            "page%5Bnumber%5D=2&page[size]=1&filter[activity]=reflections/paa-fast-grund");
    JsonNode page =
        new ObjectMapper()
            .readTree(
                documents
                    .list(
                        new Completions.Slice(3, List.of(tracked(Optional.empty()))),
                        new Page(2, 1),
                        query,
                        LEADER)
                    .toBytes());

    assertThat(page.at("/meta/total").intValue()).isEqualTo(3);
    assertThat(page.at("/data/0/meta/statement/state").isMissingNode()).isTrue();
    for (String link : List.of("self", "first", "prev", "next", "last")) {
      assertThat(page.at("/links/" + link).asText())
          .startsWith("https://ledelse.example.dk/api/completions?")
          .contains("filter%5Bactivity%5D=reflections%2Fpaa-fast-grund");
    }
    assertThat(page.at("/links/next").asText()).contains("page%5Bnumber%5D=3");
  }

  @ParameterizedTest
  @CsvSource({
    "filter[activity]=reflections,filter[activity]",
    "filter[activity]=,filter[activity]",
    "filter[activity]=reflections/x' or '1'='1,filter[activity]",
    "filter[person]=x,filter[person]",
    "filter[person]=,filter[person]",
    "filter[type]=Reflections,filter[type]",
    "filter[theme]=tillid%2C%2Cmod,filter[theme]",
    "filter[from]=2026-11-23,filter[from]",
    "filter[to]=2026-11-23T09:30:00,filter[to]",
    "filter[to]=+999999999-12-31T23:59:59Z,filter[to]",
    "filter[changedSince]=i-gaar,filter[changedSince]",
    "sort=person,sort"
  })
  void aWrongParameterIsNamed(String query, String parameter) {
    JsonApiException thrown =
        catchThrowableOfType(JsonApiException.class, () -> CompletionQuery.parse(query));

    assertThat(thrown.errors().get(0).status()).isEqualTo(400);
    assertThat(thrown.errors().get(0).source().orElseThrow().value()).isEqualTo(parameter);
  }

  private String text(Person reader) {
    byte[] bytes = documents.one(tracked(Optional.of(State.PENDING)), reader).toBytes();
    return new String(bytes, java.nio.charset.StandardCharsets.UTF_8)
        .replace(COMPLETION.id().toString(), "ID");
  }

  private static TrackedCompletion tracked(Optional<State> state) {
    return new TrackedCompletion(COMPLETION, state, Optional.empty(), Optional.empty());
  }

  private static Activity activity(String type, String id) {
    return new Activity(type, id, LanguageMap.of(id), Optional.empty());
  }
}
