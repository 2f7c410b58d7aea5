package dk.ledelseskatalog.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.ledelseskatalog.catalogue.Catalogue;
import dk.ledelseskatalog.catalogue.PublishedEntry;
import dk.ledelseskatalog.catalogue.ReleaseInfo;
import dk.ledelseskatalog.catalogue.Snapshot;
import dk.ledelseskatalog.contentmodel.ContentType;
import dk.ledelseskatalog.contentmodel.EntryId;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import dk.ledelseskatalog.search.LuceneSearchIndexBuilder;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CachingTest {
  private static final String THEME = "/themes/tillid?include=principles,inspirations";

  private PublishedCatalogue catalogue;

  @BeforeAll
  void publish(@TempDir Path folder) throws Exception {
    catalogue = PublishedCatalogue.real(folder);
  }

  @AfterAll
  void close() {
    catalogue.close();
  }

  @Test
  void theSecondAnswerIsTheSameBytesNotRenderedAgain() {
    assertThat(catalogue.get(THEME).body()).isSameAs(catalogue.get(THEME).body());
  }

  @Test
  void requestsThatMeanTheSameShareOneDocument() {
    byte[] body = catalogue.get("/themes?sort=title&page[size]=2").body();
    assertThat(catalogue.get("/themes?page%5Bsize%5D=2&&sort=titl%65").body()).isSameAs(body);
  }

  @Test
  void anAnswerMayBeKeptByAnyoneForAMinute() {
    Answer answer = catalogue.get(THEME);
    assertThat(answer.headers())
        .containsEntry("Cache-Control", "public, max-age=60, stale-while-revalidate=600")
        .containsEntry("Vary", "Accept, Accept-Language, Accept-Encoding")
        .containsEntry("Content-Type", "application/vnd.api+json");
  }

  @Test
  void cachesOfManyCanHaveATimeOfTheirOwn() {
    CachePolicy policy =
        new CachePolicy(Duration.ofSeconds(5), Optional.of(Duration.ofDays(1)), Duration.ZERO);
    assertThat(policy.current(Instant.EPOCH).cacheControl())
        .isEqualTo("public, max-age=5, s-maxage=86400, stale-while-revalidate=0");
    assertThat(policy.until(Duration.ofHours(2), Instant.EPOCH).cacheControl())
        .isEqualTo("public, max-age=5, s-maxage=7200, stale-while-revalidate=0");
  }

  @Test
  void gzipIsTheSameDocumentUnderAnotherStrongTag() throws Exception {
    Answer plain = catalogue.get(THEME);
    Answer gzip = catalogue.get(THEME, null, null, "br;q=1.0, gzip;q=0.8", null);

    assertThat(gzip.headers()).containsEntry("Content-Encoding", "gzip");
    assertThat(gzip.headers().get("ETag")).isNotEqualTo(plain.headers().get("ETag"));
    assertThat(new GZIPInputStream(new ByteArrayInputStream(gzip.body())).readAllBytes())
        .isEqualTo(plain.body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"identity", "br", "gzip;q=0", "*;q=0", "gzip;q=0.000, *"})
  void whoDoesNotTakeGzipIsNotGivenIt(String acceptEncoding) {
    assertThat(catalogue.get(THEME, null, null, acceptEncoding, null).headers())
        .doesNotContainKey("Content-Encoding");
  }

  @ParameterizedTest
  @ValueSource(strings = {"%s", "W/%s", "\"other\", %s", "\"a,b\",%s", "*"})
  void whoHasItAlreadyIsTold304(String ifNoneMatch) {
    String etag = String.valueOf(catalogue.get(THEME).headers().get("ETag"));

    Answer answer = catalogue.get(THEME, null, null, null, ifNoneMatch.replace("%s", etag));

    assertThat(answer.status()).isEqualTo(304);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.headers()).containsEntry("ETag", etag).containsKeys("Cache-Control", "Vary");
  }

  @Test
  void theTagOfAnotherCodingOrLanguageIsNotAMatch() {
    String etag = String.valueOf(catalogue.get(THEME).headers().get("ETag"));
    assertThat(catalogue.get(THEME, null, null, "gzip", etag).status()).isEqualTo(200);
    assertThat(catalogue.get(THEME, null, "en", null, etag).status()).isEqualTo(200);
  }

  @Test
  void whatCannotBeAcceptedIsRefusedAlsoWhenItIsCached() {
    catalogue.get(THEME);
    assertThatThrownBy(
            () -> catalogue.get(THEME, "application/vnd.api+json;charset=utf-8", null, null, null))
        .isInstanceOf(JsonApiException.class);
  }

  @Test
  void aNewReleaseIsServedAtOnceAndTheOldDocumentsAreForgotten(@TempDir Path folder)
      throws Exception {
    try (PublishedCatalogue changing = PublishedCatalogue.real(folder)) {
      byte[] before = changing.get("/themes").body();

      publishAgain(changing.catalogue(), 2);

      assertThat(changing.get("/themes").body()).isNotSameAs(before);
      assertThat(changing.json("/themes").at("/meta/release").intValue()).isEqualTo(2);
      assertThat(changing.json("/themes").at("/data/0/meta/release").intValue()).isEqualTo(1);
    }
  }

  @Test
  void whatWasAskedIsGivenAgainUntilTheNextRelease(@TempDir Path folder) throws Exception {
    try (PublishedCatalogue changing = PublishedCatalogue.real(folder)) {
      ReadRequest request = new ReadRequest(null, null, "en", "gzip", null);
      String asked = request.asIn("/api/themes/mod");
      ReadRequest first = new ReadRequest(null, null, "en", "gzip", null, null, asked);
      EntryDocuments entries = new EntryDocuments(changing.representations());
      Answer rendered = entries.one(first, new EntryId("themes", "mod"));

      Answer again = changing.representations().again(asked, request).orElseThrow();
      assertThat(again.body()).isSameAs(rendered.body());
      assertThat(again.headers()).isEqualTo(rendered.headers());
      assertThat(changing.representations().again(request.asIn("/api/themes/tillid"), request))
          .isEmpty();

      publishAgain(changing.catalogue(), 2);
      assertThat(changing.representations().again(asked, request)).isEmpty();
    }
  }

  @Test
  void requestsThatDifferInAnythingAnAnswerDependsOnAreNeverTheSame() {
    assertThat(
            Stream.of(
                    new ReadRequest(null, null, null, null, null).asIn("/api/themes"),
                    new ReadRequest("", null, null, null, null).asIn("/api/themes"),
                    new ReadRequest("a=b", null, null, null, null).asIn("/api/themes"),
                    new ReadRequest(null, "da", null, null, null).asIn("/api/themes"),
                    new ReadRequest(null, null, "da", null, null).asIn("/api/themes"),
                    new ReadRequest(null, null, null, "da", null).asIn("/api/themes"),
                    new ReadRequest(null, null, null, null, null).asIn("/api/themes?a=b"))
                .distinct())
        .hasSize(7);
  }

  @Test
  void aDateTellsWhoHasNoTagThatNothingChanged() {
    Answer answer = catalogue.get(THEME);
    String lastModified = String.valueOf(answer.headers().get("Last-Modified"));
    assertThat(lastModified).isEqualTo("Mon, 23 Nov 2026 09:00:00 GMT");
    assertThat(since(lastModified, null).status()).isEqualTo(304);
    assertThat(since("Sun, 22 Nov 2026 09:00:00 GMT", null).status()).isEqualTo(200);
    assertThat(since(lastModified, "\"another\"").status()).isEqualTo(200);
  }

  private Answer since(String date, @Nullable String ifNoneMatch) {
    return new EntryDocuments(catalogue.representations())
        .list(
            new ReadRequest(
                "include=principles,inspirations", null, null, null, ifNoneMatch, date, null),
            "themes");
  }

  @Test
  void theTagIsOfTheBytesSoEveryNodeAndEveryStartGivesTheSame(@TempDir Path folder)
      throws Exception {
    try (PublishedCatalogue other = PublishedCatalogue.real(folder)) {
      assertThat(other.get(THEME).headers()).isEqualTo(catalogue.get(THEME).headers());
    }
  }

  @Test
  void beforeTheFirstReleaseTheAnswerIs503() {
    Representations representations =
        new Representations(
            new Catalogue(), URI.create("http://localhost"), CachePolicy.DEFAULT, 1_000_000);
    assertThatThrownBy(
            () ->
                new EntryDocuments(representations)
                    .index(new ReadRequest(null, null, null, null, null)))
        .isInstanceOfSatisfying(
            JsonApiException.class,
            refusal -> assertThat(refusal.errors().get(0).status()).isEqualTo(503));
  }

  @Test
  void aFloodOfMadeUpQueriesNeitherGrowsTheCacheNorDropsWhatIsAskedFor() {
    RepresentationCache cache = new RepresentationCache(100_000);
    Representation hot = representation("hot");
    cache.put("hot", hot);
    for (int i = 0; i < 10_000; i++) {
      assertThat(cache.get("hot")).isSameAs(hot);
      cache.put("made up " + i, representation("made up"));
      assertThat(cache.weight()).isLessThanOrEqualTo(100_000);
    }
    assertThat(cache.get("made up 1")).isNull();
    assertThat(cache.get("made up 9999")).isNotNull();
  }

  @Test
  void aDocumentTooLargeForTheCacheIsNotKept() {
    RepresentationCache cache = new RepresentationCache(10_000);
    cache.put("large", representation("x".repeat(10_000)));
    assertThat(cache.get("large")).isNull();
    assertThat(cache.weight()).isZero();
  }

  private static Representation representation(String text) {
    return new Representation(
        text.getBytes(StandardCharsets.UTF_8), "da", CachePolicy.DEFAULT.current(Instant.EPOCH));
  }

  private static void publishAgain(Catalogue catalogue, int number) throws Exception {
    try (Catalogue.Lease lease = catalogue.acquire()) {
      Snapshot old = lease.snapshot();
      List<PublishedEntry> entries =
          old.model().types().stream()
              .map(ContentType::name)
              .flatMap(type -> old.entries(type).stream())
              .toList();
      catalogue.publish(
          new Snapshot(
              new ReleaseInfo(number, Instant.parse("2026-11-24T09:00:00Z"), "test", "Næste"),
              old.model(),
              entries,
              new LuceneSearchIndexBuilder().build(old.model(), entries)));
    }
  }
}
