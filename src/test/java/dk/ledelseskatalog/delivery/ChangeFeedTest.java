package dk.ledelseskatalog.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.ledelseskatalog.catalogue.Catalogue;
import dk.ledelseskatalog.contentmodel.CatalogueFiles;
import dk.ledelseskatalog.contentmodel.EntryDocument;
import dk.ledelseskatalog.contentmodel.EntryId;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import dk.ledelseskatalog.persistence.DatabaseSettings;
import dk.ledelseskatalog.persistence.NewDatabase;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The feed of changes as a client follows it, on both databases. */
class ChangeFeedTest {

  @Nested
  @ExtendWith(NewDatabase.OnH2.class)
  class OnH2 extends Promises {}

  @Nested
  @ExtendWith(NewDatabase.OnPostgreSql.class)
  class OnPostgreSql extends Promises {}

  abstract static class Promises {
    private static final int RELEASES = 6;
    private static final int POOL = 9;

    PublishedCatalogue catalogue;

    @BeforeEach
    void publishTheThemes(DatabaseSettings settings) throws Exception {
      List<EntryDocument> documents =
          new CatalogueFiles(Path.of("content-model"), PublishedCatalogue.model())
              .read().stream()
                  .filter(
                      document -> List.of("catalogues", "themes").contains(document.id().type()))
                  .toList();
      catalogue = PublishedCatalogue.of(settings, documents, 1_000_000);
    }

    @AfterEach
    void close() {
      catalogue.close();
    }

    @Test
    void whoFollowsFromAnyTokenEndsWithExactlyTheCatalogue() {
      long seed = new Random().nextLong();
      Random random = new Random(seed);
      List<Client> clients = new ArrayList<>(List.of(new Client("/changes?page[size]=3")));
      for (int release = 0; release < RELEASES; release++) {
        publishAnything(random);
        // Each goes on from where it was, and another begins at the same place and waits there.
        Client client = clients.get(random.nextInt(clients.size()));
        clients.add(client.copy());
        for (int pages = random.nextInt(3); pages >= 0; pages--) {
          client.readPage();
        }
      }
      clients.add(new Client("/changes"));

      for (Client client : clients) {
        client.readAll();
        assertThat(client.entries).as("seed " + seed).isEqualTo(served());
      }
    }

    @Test
    void everyChangeIsThereOnceAndInOrderWhileReleasesAreMade() {
      CompletableFuture<Void> publishing =
          CompletableFuture.runAsync(
              () -> {
                Random random = new Random(1);
                for (int release = 0; release < RELEASES; release++) {
                  publishAnything(random);
                }
              });
      Client live = new Client("/changes?page[size]=2");
      while (!publishing.isDone()) {
        live.readPage();
      }
      publishing.join();
      live.readAll();

      Client afterwards = new Client("/changes");
      afterwards.readAll();
      assertThat(live.seen).isEqualTo(afterwards.seen).doesNotHaveDuplicates();
      assertThat(live.entries).isEqualTo(served());
    }

    @Test
    void whatWasTakenOutIsATombstone() {
      publish(1);
      catalogue.publish(List.of(), reflection(1));

      JsonNode data = catalogue.json("/changes?include=entry").get("data");
      JsonNode last = data.get(data.size() - 1);
      assertThat(last.at("/attributes/change").asText()).isEqualTo("removed");
      assertThat(last.at("/attributes").has("version")).isFalse();
      assertThat(last.at("/relationships/entry/data/id").asText()).isEqualTo("r-1");
      assertThat(last.at("/relationships/entry").has("links")).isFalse();
      JsonNode added = data.get(data.size() - 2);
      assertThat(added.at("/attributes/change").asText()).isEqualTo("added");
      assertThat(added.at("/relationships/entry/links/related").asText())
          .isEqualTo("https://ledelse.example.dk/api/releases/2/reflections/r-1");
    }

    @Test
    void includedIsTheEntryAsItIsNow() {
      publish(1);
      publish(1);
      JsonNode document = catalogue.json("/changes?include=entry&fields[reflections]=title");
      List<JsonNode> included = new ArrayList<>();
      document.get("included").forEach(included::add);
      assertThat(included).hasSize(6);
      assertThat(included.get(5).at("/meta/version").intValue()).isEqualTo(2);
    }

    @Test
    void whoHasReadEverythingAsksTheSameAddressAgain() {
      Client client = new Client("/changes");
      client.readAll();
      JsonNode end = catalogue.json(client.next);
      assertThat(end.get("data")).isEmpty();
      assertThat(end.at("/meta/more").booleanValue()).isFalse();
      assertThat(end.at("/links/next")).isEqualTo(end.at("/links/self"));
    }

    @Test
    void aTokenOfNobodysIsRefused() {
      for (String token :
          List.of("x", "AAAA", "%C3%A6", "AAAAAQAAAZYdWpYAdGhlbWVzL21vZAAAAAA", "'--")) {
        refused("/changes?page[after]=" + token);
      }
    }

    @Test
    void aTokenOfAnotherCatalogueIsRefused(@TempDir Path folder) throws Exception {
      Client elsewhere = new Client("/changes");
      elsewhere.readAll();
      String token = elsewhere.next.substring(elsewhere.next.indexOf('=') + 1);
      String cut = token.substring(0, token.length() - 2);
      refused("/changes?page[after]=" + cut);
      publish(1);
      Client ahead = new Client("/changes");
      ahead.readAll();
      try (PublishedCatalogue restored = PublishedCatalogue.of(folder, List.of())) {
        assertThatThrownBy(() -> restored.get(ahead.next)).isInstanceOf(JsonApiException.class);
      }
    }

    private void refused(String address) {
      assertThatThrownBy(() -> catalogue.get(address))
          .isInstanceOfSatisfying(
              JsonApiException.class,
              refusal -> {
                assertThat(refusal.errors().get(0).status()).isEqualTo(400);
                assertThat(refusal.errors().get(0).code()).isEqualTo("invalid-cursor");
              });
    }

    /** Saves some of a few reflections and takes out some that are there. */
    private void publishAnything(Random random) {
      List<EntryDocument> saved = new ArrayList<>();
      List<EntryId> withdrawn = new ArrayList<>();
      for (int number = 0; number < POOL; number++) {
        switch (random.nextInt(4)) {
          case 0, 1 -> saved.add(document(number));
          case 2 -> {
            if (served().containsKey(reflection(number).toString())) {
              withdrawn.add(reflection(number));
            }
          }
          default -> {}
        }
      }
      catalogue.publish(saved, withdrawn.toArray(EntryId[]::new));
    }

    private void publish(int number) {
      catalogue.publish(List.of(document(number)));
    }

    private static EntryId reflection(int number) {
      return new EntryId("reflections", "r-" + number);
    }

    private static EntryDocument document(int number) {
      ObjectNode attributes = JsonNodeFactory.instance.objectNode();
      attributes.putObject("title").put("da", "Refleksion " + number);
      return new EntryDocument(
          reflection(number), attributes, Map.of("theme", List.of(new EntryId("themes", "mod"))));
    }

    private Map<String, Integer> served() {
      Map<String, Integer> versions = new TreeMap<>();
      try (Catalogue.Lease lease = catalogue.catalogue().acquire()) {
        lease
            .snapshot()
            .model()
            .types()
            .forEach(
                type ->
                    lease
                        .snapshot()
                        .entries(type.name())
                        .forEach(entry -> versions.put(entry.id().toString(), entry.version())));
      }
      return versions;
    }

    /** Keeps a copy of the catalogue by the feed alone. */
    private final class Client {
      private String next;
      private Map<String, Integer> entries = new TreeMap<>();
      private final List<String> seen = new ArrayList<>();

      Client(String begin) {
        this.next = begin;
      }

      Client copy() {
        Client copy = new Client(next);
        copy.entries = new TreeMap<>(entries);
        return copy;
      }

      void readAll() {
        while (readPage()) {
          // until there is no more
        }
      }

      boolean readPage() {
        JsonNode page = catalogue.json(next);
        for (JsonNode change : page.get("data")) {
          seen.add(change.get("id").asText());
          JsonNode entry = change.at("/relationships/entry/data");
          String name = entry.get("type").asText() + "/" + entry.get("id").asText();
          if (change.at("/attributes/change").asText().equals("removed")) {
            entries.remove(name);
          } else {
            entries.put(name, change.at("/attributes/version").intValue());
          }
        }
        URI address = URI.create(page.at("/links/next").asText());
        next = "/changes?" + address.getRawQuery();
        return page.at("/meta/more").booleanValue();
      }
    }
  }
}
