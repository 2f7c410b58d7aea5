package dk.ledelseskatalog.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dk.ledelseskatalog.identity.SettableClock;
import dk.ledelseskatalog.jsonapi.Document;
import dk.ledelseskatalog.jsonapi.ErrorObject;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import dk.ledelseskatalog.jsonapi.QueryParameters;
import dk.ledelseskatalog.jsonapi.ResourceIdentifier;
import dk.ledelseskatalog.jsonapi.ResourceObject;
import dk.ledelseskatalog.persistence.ChangeOrder;
import dk.ledelseskatalog.persistence.Database;
import dk.ledelseskatalog.persistence.DatabaseSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The list here holds the numbers from 1 to {@code size}, each at its own place. */
class RecordFeedTest {
  private static final List<String> ALLOWED =
      List.of(
          "filter[type]",
          RecordFeed.AFTER,
          RecordFeed.PARAMETERS.get(1),
          RecordFeed.PARAMETERS.get(2));

  private final AtomicInteger size = new AtomicInteger();
  private final List<Integer> slices = new ArrayList<>();
  private Database database;
  private RecordFeed feed;

  @BeforeEach
  void open(@TempDir Path folder) throws Exception {
    database = Database.open(DatabaseSettings.embeddedIn(folder));
    SettableClock clock = new SettableClock(Instant.parse("2026-11-24T09:00:00Z"));
    feed =
        new RecordFeed(
            new ChangeOrder(database.transactions(), clock, "completion", "recorded_at"));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void followingTheNextLinkReadsEachRecordOnceAlsoThoseThatComeLater() {
    size.set(5);
    List<String> read = new ArrayList<>();
    String query = "page%5Bafter%5D=&page%5Bsize%5D=2&filter%5Btype%5D=reflections";
    for (int page = 0; page < 6; page++) {
      Document document = page(query);
      ids(document).forEach(read::add);
      assertThat(document.meta().get("more").booleanValue()).isEqualTo(page < 2);
      query = next(document);
      if (page == 3) {
        size.set(6);
      }
    }

    assertThat(read).containsExactly("1", "2", "3", "4", "5", "6");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"x", "AAAA", "%F0%9F%98%80", "..", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "=", "0"})
  void aMadeUpCursorIsRefused(String cursor) {
    assertThat(refused("page[after]=" + cursor))
        .matches(error -> error.status() == 400)
        .matches(error -> error.code().equals("invalid-cursor"))
        .matches(error -> error.source().orElseThrow().value().equals("page[after]"));
  }

  @Test
  void aCursorThatWasChangedIsRefused() {
    String cursor = cursor(page("page[after]="));
    byte[] bytes = Base64.getUrlDecoder().decode(cursor);
    for (int i = 0; i < bytes.length; i++) {
      byte[] changed = bytes.clone();
      changed[i] ^= 1;
      String made = Base64.getUrlEncoder().withoutPadding().encodeToString(changed);

      assertThat(refused("page[after]=" + made).code()).isEqualTo("invalid-cursor");
    }
  }

  @Test
  void aCursorIsOfTheFiltersItWasGivenFor() {
    String cursor = cursor(page("filter[type]=reflections&page[after]="));

    assertThat(window("page[after]=" + cursor + "&page[size]=7&filter[type]=reflections"))
        .isInstanceOf(RecordWindow.After.class);
    assertThat(refused("page[after]=" + cursor).code()).isEqualTo("invalid-cursor");
    assertThat(refused("filter[type]=dialogues&page[after]=" + cursor).code())
        .isEqualTo("invalid-cursor");
  }

  @ParameterizedTest
  @CsvSource({
    "JSON_API,page[number]=1&page[after]=,page[number]",
    "CSV,page[number]=1,page[number]",
    "JSON_API,page[after]=&page[size]=101,page[size]",
    "NDJSON,page[size]=0,page[size]",
    "JSON_API,page[number]=x,page[number]"
  })
  void whatDoesNotGoTogetherIsRefused(RecordFormat format, String query, String parameter) {
    ErrorObject error =
        catchThrowableOfType(JsonApiException.class, () -> feed.window(parameters(query), format))
            .errors()
            .get(0);

    assertThat(error.status()).isEqualTo(400);
    assertThat(error.source().orElseThrow().value()).isEqualTo(parameter);
  }

  @Test
  void anExportReadsEverythingInSlicesAndAlsoWhatComesMeanwhile() throws Exception {
    size.set(2 * RecordFeed.SLICE);
    List<Integer> read = new ArrayList<>();

    export("")
        .read(
            record -> {
              if (record == 1) {
                size.addAndGet(3);
              }
              read.add(record);
            });

    assertThat(read).hasSize(2 * RecordFeed.SLICE + 3).isSorted();
    assertThat(slices).containsExactly(RecordFeed.SLICE, RecordFeed.SLICE, 3);
  }

  @Test
  void anExportEndsEvenIfSomethingComesAllTheTime() throws Exception {
    size.set(10);
    List<Integer> read = new ArrayList<>();

    export("")
        .read(
            record -> {
              size.incrementAndGet();
              read.add(record);
            });

    assertThat(read).hasSize(10);
  }

  @Test
  void aReaderThatGoesAwayEndsTheExport() throws Exception {
    size.set(10 * RecordFeed.SLICE);

    assertThatThrownBy(
            () ->
                export("")
                    .read(
                        record -> {
                          throw new IOException("gone");
                        }))
        .isInstanceOf(IOException.class);

    assertThat(slices).hasSize(1);
  }

  @Test
  void aPartOfAnExportSaysWhereToGoOn() throws Exception {
    size.set(5);
    List<Integer> read = new ArrayList<>();
    RecordFeed.Export<Integer> first = export("page[size]=2");
    first.read(read::add);

    String next = first.next().orElseThrow();
    export(next.substring(next.indexOf('?') + 1)).read(read::add);

    assertThat(read).containsExactly(1, 2, 3, 4);
  }

  private RecordListing<Integer> listing() {
    return new RecordListing<>(
        "https://ledelse.example.dk/api/numbers",
        "numbers",
        new RecordForm<>(
            number ->
                ResourceObject.of(
                    new ResourceIdentifier("numbers", number.toString()),
                    JsonNodeFactory.instance.objectNode(),
                    Map.of(),
                    "https://ledelse.example.dk/api/numbers/" + number),
            List.of("number"),
            number -> List.of(number.toString())),
        page -> {
          throw new AssertionError();
        },
        (place, limit) -> {
          List<Placed<Integer>> found = new ArrayList<>();
          for (int number = (int) place + 1;
              number <= size.get() && found.size() < limit;
              number++) {
            found.add(new Placed<>(number, number));
          }
          slices.add(found.size());
          return found;
        });
  }

  private Document page(String query) {
    return feed.page((RecordWindow.After) window(query), listing(), parameters(query));
  }

  private RecordFeed.Export<Integer> export(String query) {
    return feed.export(
        (RecordWindow.After) feed.window(parameters(query), RecordFormat.CSV),
        listing(),
        parameters(query));
  }

  private RecordWindow window(String query) {
    return feed.window(parameters(query), RecordFormat.JSON_API);
  }

  private ErrorObject refused(String query) {
    return catchThrowableOfType(JsonApiException.class, () -> window(query)).errors().get(0);
  }

  private static QueryParameters parameters(String query) {
    return QueryParameters.parse(query, ALLOWED);
  }

  private static List<String> ids(Document document) {
    return ((Document.Data.Many) document.data())
        .resources().stream().map(resource -> resource.identifier().id()).toList();
  }

  private static String next(Document document) {
    String next = Objects.requireNonNull(document.links().get("next")).href();
    return next.substring(next.indexOf('?') + 1);
  }

  private static String cursor(Document document) {
    return parameters(next(document)).value(RecordFeed.AFTER).orElseThrow();
  }
}
