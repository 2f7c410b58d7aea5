package dk.ledelseskatalog.platform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.ledelseskatalog.media.Pictures;
import dk.ledelseskatalog.openapi.DescribedClient;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The catalogue as editors run it over HTTP, in the built WAR. */
@ArquillianTest
@RunAsClient
class EditorIT {
  private static final String SITE = "http://localhost:" + System.getProperty("it.port");
  private static final HttpClient HTTP =
      DescribedClient.of(
          HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(), SITE);
  private static final HttpClient PLAIN =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final ObjectMapper JSON = new ObjectMapper();

  private String editor = "";
  private String chief = "";

  @Deployment(testable = false)
  static WebArchive builtByMaven() {
    return ShrinkWrap.createFromZipFile(
        WebArchive.class, new File("target/dist/lib/ledelseskatalog.war"));
  }

  @BeforeEach
  void signIn() throws Exception {
    editor = token("redaktoer");
    chief = token("administrator");
  }

  private record Reply(int status, JsonNode body, String etag) {
    JsonNode meta() {
      return body.at("/data/meta");
    }

    String id() {
      return body.at("/data/id").asText();
    }

    String code() {
      return body.at("/errors/0/code").asText();
    }
  }

  @Test
  void anEntryIsDraftedReviewedApprovedAndPublished() throws Exception {
    Reply made = create("{\"title\": {\"da\": \"Hvad gør du, når du tøver?\"}}", "{}");
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.id()).isEqualTo("hvad-goer-du-naar-du-toever");
    assertThat(made.meta().path("state").asText()).isEqualTo("draft");
    assertThat(made.meta().path("faults").findValuesAsText("en"))
        .contains("Add 'questions'.", "Add 'audience'.", "Add 'relationships'.");

    String path = "/api/editor/reflections/" + made.id();
    Reply early = move(path, made.etag(), "in-review");
    assertThat(early.status()).isEqualTo(422);
    assertThat(early.body().path("errors").findValuesAsText("detail"))
        .contains("Tilføj 'questions'.");

    Reply whole =
        save(
            path,
            made,
            COMPLETE.replace("Tøver du?", "Hvad gør du, når du tøver?"),
            THEME,
            "Gjort færdig");
    assertThat(whole.meta().path("faults")).isEmpty();
    assertThat(whole.meta().path("version").asInt()).isEqualTo(2);
    assertThat(whole.meta().path("reason").asText()).isEqualTo("Gjort færdig");
    assertThat(get("/api/reflections/" + made.id(), "").status()).isEqualTo(404);

    Reply reviewed = move(path, whole.etag(), "in-review");
    Reply approved = move(path, reviewed.etag(), "approved");
    assertThat(approved.meta().path("state").asText()).isEqualTo("approved");
    Reply release = publish("{\"note\": \"Ny refleksion\", \"allApproved\": true}", "{}");

    assertThat(release.status()).as(release.body().toString()).isEqualTo(201);
    JsonNode read = get("/api/reflections/" + made.id(), "").body();
    assertThat(read.at("/data/attributes/title").asText()).isEqualTo("Hvad gør du, når du tøver?");
    assertThat(read.at("/data/meta/release").asText()).isEqualTo(release.id());
    assertThat(get("/api/search?filter%5Bq%5D=t%C3%B8ver", "").body().at("/data").toString())
        .contains("\"id\":\"" + made.id() + "\"");
    Reply after = get(path, editor);
    assertThat(after.meta().path("state").asText()).isEqualTo("published");
    assertThat(after.meta().at("/published/version").asInt()).isEqualTo(2);
  }

  @Test
  void whoCameSecondIsToldBothVersionsAndWhatDiffers() throws Exception {
    Reply made = create(COMPLETE, THEME);
    String path = "/api/editor/reflections/" + made.id();
    Reply first = save(path, made, "{\"minutes\": 20}", "{}", "");
    assertThat(first.status()).isEqualTo(200);

    Reply second = save(path, made, "{\"minutes\": 30, \"order\": 7}", "{}", "");

    assertThat(second.status()).isEqualTo(412);
    JsonNode meta = second.body().at("/errors/0/meta");
    assertThat(meta.path("version").asInt()).isEqualTo(2);
    assertThat(meta.path("baseVersion").asInt()).isEqualTo(1);
    assertThat(meta.path("fields")).hasSize(2);
    assertThat(meta.at("/fields/0").toString())
        .isEqualTo("{\"field\":\"minutes\",\"base\":10,\"current\":20,\"yours\":30}");
    assertThat(meta.at("/fields/1/field").asText()).isEqualTo("order");
    assertThat(send("PATCH", path, editor, Optional.empty(), body(made, "{}", "{}", "")).status())
        .isEqualTo(428);
  }

  @Test
  void everySaveIsListedComparedWordByWordAndBroughtBack() throws Exception {
    Reply made = create(COMPLETE, THEME);
    String path = "/api/editor/reflections/" + made.id();
    Reply saved =
        save(path, made, "{\"guidance\": {\"da\": \"Tag fem minutter alene.\"}}", "{}", "Kortere");

    JsonNode difference = get(path + "/versions/2/changes", editor).body();
    assertThat(difference.at("/data/attributes/fields")).hasSize(1);
    assertThat(difference.at("/data/attributes/fields/0/words").toString())
        .isEqualTo(
            "{\"/da\":[{\"change\":\"same\",\"text\":\"Tag \"},{\"change\":\"removed\",\"text\":"
                + "\"ti\"},{\"change\":\"added\",\"text\":\"fem\"},{\"change\":\"same\",\"text\":"
                + "\" minutter alene.\"}]}");

    Reply restored =
        send(
            "POST",
            path + "/versions",
            editor,
            Optional.of(saved.etag()),
            "{\"data\": {\"type\": \"versions\", \"attributes\": {\"restores\": 1}}}");
    assertThat(restored.status()).isEqualTo(201);
    JsonNode versions = get(path + "/versions", editor).body();
    assertThat(versions.at("/meta/total").asInt()).isEqualTo(3);
    assertThat(versions.at("/data/0/attributes/restoredFrom").asInt()).isEqualTo(1);
    assertThat(versions.at("/data/0/attributes/document"))
        .isEqualTo(versions.at("/data/2/attributes/document"));
    assertThat(versions.at("/data/1/attributes/reason").asText()).isEqualTo("Kortere");
    assertThat(get(path + "/versions/4", editor).status()).isEqualTo(404);
  }

  @Test
  void whatOthersPointToIsNotPutAwayWithoutSayingSo() throws Exception {
    Reply theme = get("/api/editor/themes/mod", editor);
    Reply refused = send("DELETE", "/api/editor/themes/mod", editor, Optional.of(theme.etag()), "");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.code()).isEqualTo("still-used");
    assertThat(refused.body().at("/errors/0/meta/usedBy").findValuesAsText("relationship"))
        .contains("theme");
    assertThat(get("/api/editor/themes/mod/used-by", editor).body().at("/meta/total").asInt())
        .isEqualTo(refused.body().at("/errors/0/meta/usedBy").size());

    Reply put =
        send(
            "DELETE",
            "/api/editor/themes/mod?evenIfUsed=true&changeReason=Test",
            editor,
            Optional.of(theme.etag()),
            "");
    assertThat(put.meta().path("archived").asBoolean()).isTrue();
    Reply hole = publish("{\"note\": \"Hul\"}", entries("themes", "mod"));
    assertThat(hole.status()).isEqualTo(409);
    assertThat(hole.code()).isEqualTo("still-used");
    assertThat(get("/api/themes/mod", "").status()).isEqualTo(200);

    Reply back =
        send(
            "POST",
            "/api/editor/themes/mod/versions",
            editor,
            Optional.of(put.etag()),
            "{\"data\": {\"type\": \"versions\", \"attributes\": {\"restores\": 1}}}");
    assertThat(back.status()).isEqualTo(201);
    assertThat(publish("{\"note\": \"Igen\"}", entries("themes", "mod")).status()).isEqualTo(201);
  }

  @Test
  void anEntryIsTakenOutAndAnOldReleaseIsBroughtBack() throws Exception {
    Reply made = create(COMPLETE, THEME);
    String path = "/api/editor/reflections/" + made.id();
    String with = publish("{\"note\": \"Ind\"}", entries("reflections", made.id())).id();
    Reply published = get(path, editor);
    Reply archived = send("DELETE", path, editor, Optional.of(published.etag()), "");
    assertThat(archived.status()).as(archived.body().toString()).isEqualTo(200);
    assertThat(get("/api/reflections/" + made.id(), "").status()).isEqualTo(200);
    assertThat(publish("{\"note\": \"Ud\"}", entries("reflections", made.id())).status())
        .isEqualTo(201);
    assertThat(get("/api/reflections/" + made.id(), "").status()).isEqualTo(404);

    Reply back = publish("{\"note\": \"Tilbage\", \"rollbackTo\": " + with + "}", "{}");

    assertThat(back.status()).as(back.body().toString()).isEqualTo(201);
    assertThat(get("/api/reflections/" + made.id(), "").status()).isEqualTo(200);
    assertThat(
            get("/api/releases/" + with + "/changes?filter%5Bto%5D=" + back.id(), "")
                .body()
                .path("data"))
        .isEmpty();
    assertThat(get(path, editor).meta().path("state").asText()).isEqualTo("draft");
  }

  @Test
  void aReleaseIsMadeAtItsTimeAndOnce() throws Exception {
    Reply made = create(COMPLETE, THEME);
    Instant due = Instant.now().plusSeconds(5).truncatedTo(ChronoUnit.MILLIS);
    Reply planned = plan(due, made.id());
    assertThat(planned.status()).as(planned.body().toString()).isEqualTo(201);
    save(
        "/api/editor/reflections/" + made.id(),
        get("/api/editor/reflections/" + made.id(), editor),
        "{\"minutes\": 99}",
        "{}",
        "");

    String path = "/api/editor/schedules/" + planned.id();
    Instant patience = Instant.now().plus(Duration.ofSeconds(60));
    while (get(path, editor).body().at("/data/attributes/state").asText().equals("waiting")
        && Instant.now().isBefore(patience)) {
      Thread.sleep(200);
    }

    JsonNode done = get(path, editor).body().at("/data/attributes");
    assertThat(done.path("state").asText()).isEqualTo("done");
    while (get("/api/reflections/" + made.id(), "").status() == 404
        && Instant.now().isBefore(patience)) {
      Thread.sleep(100); // it is told as made before it is served
    }
    JsonNode read = get("/api/reflections/" + made.id(), "").body();
    assertThat(read.at("/data/meta/release").asInt()).isEqualTo(done.path("release").asInt());
    // What was ready when the time was set, and not what was saved since.
    assertThat(read.at("/data/attributes/minutes").asInt()).isEqualTo(10);
    assertThat(send("DELETE", path, editor, Optional.empty(), "").code())
        .isEqualTo("schedule-over");
  }

  @Test
  void aPlannedReleaseIsCalledOffAndTheAuditLogSaysSo() throws Exception {
    Reply planned = plan(Instant.now().plus(Duration.ofDays(9)), create(COMPLETE, THEME).id());
    String path = "/api/editor/schedules/" + planned.id();

    assertThat(send("DELETE", path, editor, Optional.empty(), "").status()).isEqualTo(204);

    assertThat(get(path, editor).body().at("/data/attributes/state").asText())
        .isEqualTo("cancelled");
    for (String action : List.of("release.scheduled", "release.called-off")) {
      assertThat(
              get("/api/audit-events?filter%5Baction%5D=" + action, chief)
                  .body()
                  .path("data")
                  .findValuesAsText("target"))
          .contains("schedules/" + planned.id());
    }
  }

  @Test
  void whatWasSavedSinceTheEditorLookedIsNotPublished() throws Exception {
    Reply seen = create(COMPLETE, THEME);
    save("/api/editor/reflections/" + seen.id(), seen, "{\"minutes\": 20}", "{}", "");

    Reply refused = publish("{\"note\": \"Set\"}", version(1, seen.id()));

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.code()).isEqualTo("newer-version");
    assertThat(refused.body().at("/errors/0/source/pointer").asText())
        .isEqualTo("/data/relationships/entries/data/0");
    assertThat(publish("{\"note\": \"Set\"}", version(0, seen.id())).code())
        .isEqualTo("invalid-entries");
    assertThat(get("/api/reflections/" + seen.id(), "").status()).isEqualTo(404);
    assertThat(publish("{\"note\": \"Set\"}", version(2, seen.id())).status()).isEqualTo(201);
  }

  @Test
  void whoHasTheAddressOfAPreviewReadsDraftsAndNobodyElseDoes() throws Exception {
    Reply made = create(COMPLETE, THEME);
    Reply half = create("{\"title\": {\"da\": \"Halv\"}}", "{}");
    Reply preview =
        send(
            "POST",
            "/api/editor/previews",
            editor,
            Optional.empty(),
            "{\"data\": {\"type\": \"previews\"}}");
    assertThat(preview.status()).isEqualTo(201);
    String start = "/api/previews/" + preview.body().at("/data/attributes/token").asText();

    HttpResponse<String> read =
        HTTP.send(
            HttpRequest.newBuilder(
                    URI.create(SITE + start + "/reflections/" + made.id() + "?include=theme"))
                .build(),
            BodyHandlers.ofString());

    assertThat(read.statusCode()).as(read.body()).isEqualTo(200);
    assertThat(read.headers().firstValue("Cache-Control")).contains("no-store");
    JsonNode document = JSON.readTree(read.body());
    assertThat(document.at("/data/links/self").asText()).startsWith(SITE + start);
    assertThat(document.at("/included/0/id").asText()).isEqualTo("mod");
    assertThat(get(start + "/reflections/" + half.id(), "").status()).isEqualTo(200);
    assertThat(get(start + "/themes", "").status()).isEqualTo(200);
    assertThat(get(start + "x/themes", "").code()).isEqualTo("unknown-preview");
    assertThat(get("/api/reflections/" + made.id(), "").status()).isEqualTo(404);
  }

  @Test
  void whatEditorsShouldLookAtIsInOneReport() throws Exception {
    Reply half = create("{\"title\": {\"da\": \"Halvt færdig\"}}", "{}");
    Reply portrait =
        send(
            "POST",
            "/api/editor/portraits",
            editor,
            Optional.empty(),
            "{\"data\": {\"type\": \"portraits\", \"attributes\": {\"name\": \"Eksempel\","
                + " \"text\": {\"da\": \"Tekst\"}, \"picture\": {\"url\": \"/x.png\"}}}}");
    assertThat(portrait.status()).as(portrait.body().toString()).isEqualTo(201);

    JsonNode report = get("/api/editor/quality-report?page%5Bsize%5D=100", editor).body();

    assertThat(report.at("/meta/kinds/invalid").asInt()).isPositive();
    JsonNode pictures =
        get("/api/editor/quality-report?filter%5Bkind%5D=missing-alternative-text", editor)
            .body()
            .path("data");
    assertThat(pictures.findValuesAsText("pointer"))
        .contains("/data/attributes/picture/alt/da", "/data/attributes/picture/alt/en");
    JsonNode invalid =
        get(
                "/api/editor/quality-report?filter%5Bkind%5D=invalid&filter%5Btype%5D=reflections"
                    + "&page%5Bsize%5D=100",
                editor)
            .body()
            .path("data");
    assertThat(invalid.toString()).contains(half.id());
    assertThat(report.at("/meta/kinds/missing-translation").asInt()).isPositive();
  }

  @Test
  void aPictureIsUploadedDescribedShownAndOnlyThenSeenByEverybody() throws Exception {
    byte[] photo = Pictures.chattyJpeg(1000, 600, 1);
    Reply sent = upload(photo, "image/jpeg", "C:\\Billeder\\leder.jpg");
    assertThat(sent.status()).as(sent.body().toString()).isEqualTo(201);
    assertThat(upload(photo, "image/jpeg", "igen.jpg").status()).isEqualTo(200);
    JsonNode known = sent.body().at("/data/attributes");
    assertThat(known.path("originalName").asText()).isEqualTo("leder.jpg");
    assertThat(known.path("uploadedBy").asText()).matches("editor-[0-9]+");
    String url = known.path("url").asText();
    assertThat(url).isEqualTo("/media/" + sent.id() + ".jpeg");

    String media = "/api/editor/media/" + sent.id();
    String alt =
        "{\"data\": {\"type\": \"media\", \"id\": \""
            + sent.id()
            + "\", \"attributes\": {\"alt\": {\"da\": \"Rød og blå\", \"en\": \"Red, blue\"}}}}";
    assertThat(send("PATCH", media, editor, Optional.empty(), alt).status()).isEqualTo(428);
    Reply described = send("PATCH", media, editor, Optional.of(sent.etag()), alt);
    assertThat(described.body().at("/data/attributes/alt/en").asText()).isEqualTo("Red, blue");
    assertThat(send("PATCH", media, editor, Optional.of(sent.etag()), alt).status()).isEqualTo(412);

    Reply portrait = portrait("{\"url\": \"" + url + "\", \"alt\": {\"da\": \"Rød og blå\"}}");
    assertThat(file(url, "").statusCode()).isEqualTo(404);
    assertThat(file(url, editor).headers().firstValue("Cache-Control")).contains("no-store");
    String start =
        send(
                "POST",
                "/api/editor/previews",
                editor,
                Optional.empty(),
                "{\"data\": {\"type\": \"previews\"}}")
            .body()
            .at("/data/attributes/token")
            .asText();
    JsonNode preview = get("/api/previews/" + start + "/portraits/" + portrait.id(), "").body();
    String previewed = preview.at("/data/attributes/picture/url").asText();
    assertThat(previewed).endsWith(url + "?previewToken=" + start);
    HttpResponse<byte[]> draft = file(previewed.substring(SITE.length()), "");
    assertThat(draft.statusCode()).isEqualTo(200);
    assertThat(draft.headers().firstValue("Cache-Control")).contains("no-store");

    Reply release = publish("{\"note\": \"Billede\"}", entries("portraits", portrait.id()));
    assertThat(release.status()).as(release.body().toString()).isEqualTo(201);
    HttpResponse<byte[]> seen = file(url, "");
    assertThat(seen.statusCode()).isEqualTo(200);
    assertThat(new String(seen.body(), StandardCharsets.ISO_8859_1))
        .doesNotContain(Pictures.SECRET);
    assertThat(seen.headers().map())
        .containsEntry("content-type", List.of("image/jpeg"))
        .containsEntry("cache-control", List.of("public, max-age=31536000, immutable"))
        .containsEntry("etag", List.of("\"" + sent.id() + "\""))
        .containsEntry("x-content-type-options", List.of("nosniff"))
        .containsEntry("content-length", List.of(Integer.toString(seen.body().length)));
    assertThat(seen.headers().allValues("Content-Security-Policy"))
        .singleElement()
        .asString()
        .endsWith("sandbox");
    HttpResponse<byte[]> again = file(url, "", "If-None-Match", "\"" + sent.id() + "\"");
    assertThat(again.statusCode()).isEqualTo(304);

    JsonNode picture =
        get("/api/portraits/" + portrait.id() + "?contentLanguage=en", "")
            .body()
            .at("/data/attributes/picture");
    assertThat(picture.path("url").asText()).isEqualTo(SITE + url);
    assertThat(picture.path("alt").asText()).isEqualTo("Rød og blå");
    assertThat(picture.path("width").asInt()).isEqualTo(1000);
    assertThat(picture.path("variants")).hasSize(6);
    for (JsonNode variant : picture.path("variants")) {
      HttpResponse<byte[]> small = file(variant.path("url").asText().substring(SITE.length()), "");
      assertThat(small.statusCode()).isEqualTo(200);
      assertThat(small.headers().firstValue("Content-Type"))
          .contains(variant.path("mediaType").asText());
      assertThat(new String(small.body(), StandardCharsets.ISO_8859_1))
          .doesNotContain(Pictures.SECRET, "Exif");
    }
    assertThat(file(url.replace(".jpeg", "-w1920.webp"), "").statusCode()).isEqualTo(404);
    assertThat(file(url.replace(".jpeg", ".png"), "").statusCode()).isEqualTo(404);
    HttpRequest head =
        HttpRequest.newBuilder(URI.create(SITE + url))
            .method("HEAD", BodyPublishers.noBody())
            .build();
    assertThat(HTTP.send(head, BodyHandlers.discarding()).headers().firstValue("Content-Length"))
        .contains(Integer.toString(seen.body().length));

    String shown = "/api/editor/portraits/" + portrait.id();
    Reply reworded =
        send(
            "PATCH",
            shown,
            editor,
            Optional.of(get(shown, editor).etag()),
            "{\"data\": {\"type\": \"portraits\", \"id\": \""
                + portrait.id()
                + "\", \"attributes\": {\"picture\": {\"url\": \""
                + url
                + "\", \"alt\": {\"da\": \"Rød til venstre\"}}}}}");
    assertThat(reworded.status()).as(reworded.body().toString()).isEqualTo(200);
    assertThat(publish("{\"note\": \"Andre ord\"}", entries("portraits", portrait.id())).status())
        .isEqualTo(201);
    assertThat(
            get("/api/portraits/" + portrait.id(), "")
                .body()
                .at("/data/attributes/picture/alt")
                .asText())
        .isEqualTo("Rød til venstre");

    Reply used = send("DELETE", media, editor, Optional.of(described.etag()), "");
    assertThat(used.code()).isEqualTo("still-used");
    assertThat(used.body().at("/errors/0/meta/usedBy/0/entry").asText())
        .isEqualTo("portraits/" + portrait.id());
    String path = "/api/editor/portraits/" + portrait.id();
    Reply without =
        send(
            "PATCH",
            path,
            editor,
            Optional.of(get(path, editor).etag()),
            "{\"data\": {\"type\": \"portraits\", \"id\": \""
                + portrait.id()
                + "\", \"attributes\": {\"picture\": null}}}");
    assertThat(without.status()).as(without.body().toString()).isEqualTo(200);
    assertThat(publish("{\"note\": \"Uden\"}", entries("portraits", portrait.id())).status())
        .isEqualTo(201);
    assertThat(get(media + "/used-by", editor).body().at("/meta/total").asInt()).isEqualTo(1);
    assertThat(send("DELETE", media, editor, Optional.of(described.etag()), "").code())
        .isEqualTo("still-used");
    assertThat(
            send("DELETE", media + "?evenIfUsed=true", editor, Optional.of(described.etag()), "")
                .status())
        .isEqualTo(204);
    assertThat(file(url, "").statusCode()).isEqualTo(404);
  }

  @Test
  void aPdfIsGivenOutForSavingUnderTheNameItHad() throws Exception {
    Reply sent = upload(Pictures.pdf(), "application/pdf", "*=UTF-8''m%C3%B8de%20plan.pdf");
    assertThat(sent.status()).as(sent.body().toString()).isEqualTo(201);
    HttpResponse<byte[]> file = file(sent.body().at("/data/attributes/url").asText(), editor);
    assertThat(file.body()).isEqualTo(Pictures.pdf());
    assertThat(file.headers().firstValue("Content-Disposition"))
        .contains("attachment; filename*=UTF-8''m%C3%B8de%20plan.pdf");
    assertThat(
            send("DELETE", "/api/editor/media/" + sent.id(), editor, Optional.of(sent.etag()), "")
                .status())
        .isEqualTo(204);
  }

  @Test
  void hostileFilesAreRefusedWithASentenceAndNothingIsStored() throws Exception {
    int before = get("/api/editor/media", editor).body().at("/meta/total").asInt();
    byte[] page = Pictures.ascii("<html><script>alert(1)</script></html>");
    Map<String, byte[]> hostile =
        Map.of(
            "page.png", Pictures.join(Pictures.ascii("\u0089PNG\r\n\u001a\n"), page),
            "huge.png", Pictures.hugePng(20_000, 20_000),
            "report.png", Pictures.pdf(),
            "half.jpg", Pictures.half(Pictures.jpeg(300, 300)),
            "two.jpg", Pictures.join(Pictures.jpeg(30, 30), page),
            "moves.png", Pictures.animatedPng(),
            "moves.gif", Pictures.gif(20, 20),
            "drawing.svg", Pictures.ascii("<svg xmlns='http://www.w3.org/2000/svg'/>"),
            "large.pdf", Pictures.join(Pictures.pdf(), new byte[25 * 1_048_576]));
    for (Map.Entry<String, byte[]> file : hostile.entrySet()) {
      Reply reply = upload(file.getValue(), "application/octet-stream", file.getKey());
      assertThat(reply.status()).as(file.getKey() + ": " + reply.body()).isBetween(413, 422);
      assertThat(reply.body().at("/errors/0/detail").asText()).endsWith(".");
    }
    assertThat(upload(Pictures.pdf(), "multipart/form-data; boundary=x", "a.pdf").status())
        .isEqualTo(415);
    assertThat(get("/api/editor/media", editor).body().at("/meta/total").asInt()).isEqualTo(before);
  }

  @Test
  void aFileThatIsNotThereIsReportedAndNotPublished() throws Exception {
    String gone = "/media/" + "0".repeat(64) + ".jpeg";
    Reply portrait = portrait("{\"url\": \"" + gone + "\", \"alt\": {\"da\": \"Væk\"}}");
    Reply refused = publish("{\"note\": \"Væk\"}", entries("portraits", portrait.id()));
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.code()).isEqualTo("missing-file");
    Reply picture = upload(Pictures.png(33, 21), "image/png", "uden.png");
    JsonNode broken =
        get(
                "/api/editor/quality-report?filter%5Bkind%5D=broken-reference"
                    + "&filter%5Btype%5D=portraits&page%5Bsize%5D=100",
                editor)
            .body()
            .path("data");
    assertThat(broken.toString()).contains(portrait.id());
    JsonNode mute =
        get(
                "/api/editor/quality-report?filter%5Bkind%5D=missing-alternative-text"
                    + "&filter%5Btype%5D=media&page%5Bsize%5D=100",
                editor)
            .body()
            .path("data");
    assertThat(mute.toString()).contains(picture.id());
  }

  private Reply portrait(String picture) throws Exception {
    return send(
        "POST",
        "/api/editor/portraits",
        editor,
        Optional.empty(),
        "{\"data\": {\"type\": \"portraits\", \"attributes\": {\"name\": \"Eksempel\","
            + " \"text\": {\"da\": \"Tekst\"}, \"picture\": "
            + picture
            + "}, \"relationships\": {\"initiative\": {\"data\": {\"type\": \"initiatives\","
            + " \"id\": \"lederportraetter\"}}}}}");
  }

  private Reply upload(byte[] file, String mediaType, String name) throws Exception {
    HttpResponse<String> answer =
        HTTP.send(
            HttpRequest.newBuilder(URI.create(SITE + "/api/editor/media"))
                .header("Authorization", "Bearer " + editor)
                .header("Content-Type", mediaType)
                .header(
                    "Content-Disposition",
                    "attachment; filename" + (name.startsWith("*") ? name : "=\"" + name + "\""))
                .POST(BodyPublishers.ofByteArray(file))
                .build(),
            BodyHandlers.ofString());
    return new Reply(
        answer.statusCode(),
        JSON.readTree(answer.body()),
        answer.headers().firstValue("ETag").orElse(""));
  }

  private static HttpResponse<byte[]> file(String path, String token, String... headers)
      throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(SITE + path));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HTTP.send(request.build(), BodyHandlers.ofByteArray());
  }

  @Test
  void oneSaysWhatAnotherReads() throws Exception {
    Reply made = create(COMPLETE, THEME);
    String comments = "/api/editor/reflections/" + made.id() + "/comments";
    Reply said =
        send(
            "POST",
            comments,
            chief,
            Optional.empty(),
            "{\"data\": {\"type\": \"comments\", \"attributes\": {\"text\": \"Godt ☺\"}}}");
    assertThat(said.status()).isEqualTo(201);
    JsonNode read = get(comments, editor).body();
    assertThat(read.at("/data/0/attributes/text").asText()).isEqualTo("Godt ☺");
    assertThat(read.at("/data/0/attributes/createdBy").asText()).matches("editor-[0-9]+");
    assertThat(read.at("/data/0/attributes/createdBy").asText())
        .isNotEqualTo(made.meta().path("savedBy").asText());
  }

  @Test
  void draftsAreFoundByStateAndByWhatTheySay() throws Exception {
    String word = "søgeord" + UUID.randomUUID().toString().replace("-", "");
    Reply made = create(COMPLETE.replace("Tøver du?", word), THEME);
    String search = "/api/editor/entries?filter%5Bq%5D=" + word.replace("ø", "%C3%B8");
    assertThat(get(search, editor).body().at("/data/0/id").asText()).isEqualTo(made.id());
    assertThat(get(search + "&filter%5Bstate%5D=published", editor).body().path("data")).isEmpty();
    assertThat(
            get("/api/editor/reflections?sort=-savedAt&page%5Bsize%5D=1", editor)
                .body()
                .at("/data/0/id")
                .asText())
        .isEqualTo(made.id());
  }

  @Test
  void aCatalogueIsFetchedWholeAndTheSameBytesAsLongAsItIsTheSame() throws Exception {
    HttpResponse<byte[]> first = export();
    assertThat(first.headers().firstValue("Content-Type")).contains("application/zip");
    assertThat(first.headers().firstValue("Content-Disposition").orElseThrow())
        .startsWith("attachment");
    assertThat(first.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(first.headers().firstValueAsLong("Content-Length")).hasValue(first.body().length);
    assertThat(export().body()).isEqualTo(first.body());

    create("{\"title\": {\"da\": \"Ny i arkivet\"}}", "{}");

    byte[] after = export().body();
    assertThat(new String(after, UTF_8)).contains("Ny i arkivet").doesNotContain("redaktoer");
    // A service that was edited does not give its history up for another.
    JsonNode refused = imported("", after);
    assertThat(refused.path("state").asText()).isEqualTo("refused");
    assertThat(refused.at("/report/items/0/da").asText()).contains("er redigeret");
    assertThat(refused.at("/report/items/0/en").asText()).contains("Import as drafts");
    assertThat(export().body()).isEqualTo(after);
  }

  @Test
  void whatANewEditionSaysOtherwiseBecomesDraftsOnceItWasRehearsed() throws Exception {
    String id = "udgave-" + UUID.randomUUID().toString().substring(0, 8);
    String text = Files.readString(Path.of("content-model/catalogue/themes/mod.json"));
    byte[] edition =
        zip(
            "catalogue/themes/mod.json",
            text,
            "catalogue/themes/" + id + ".json",
            "{\"type\": \"themes\", \"id\": \"" + id + "\", \"attributes\": {}}");

    JsonNode rehearsed = imported("?asDrafts=true&dryRun=true", edition);

    assertThat(rehearsed.path("state").asText()).as(rehearsed.toString()).isEqualTo("done");
    assertThat(rehearsed.at("/report/counts/created").asInt()).isEqualTo(1);
    assertThat(rehearsed.at("/report/counts/incomplete").asInt()).isEqualTo(1);
    assertThat(rehearsed.at("/report/summary/en").asText()).startsWith("Rehearsed, nothing is");
    assertThat(rehearsed.at("/report/items").findValuesAsText("kind"))
        .contains("created", "incomplete", "not-in-file");
    assertThat(get("/api/editor/themes/" + id, editor).status()).isEqualTo(404);

    JsonNode done = imported("?asDrafts=true&changeReason=Anden%20udgave", edition);

    assertThat(done.path("state").asText()).isEqualTo("done");
    Reply draft = get("/api/editor/themes/" + id, editor);
    assertThat(draft.meta().path("state").asText()).isEqualTo("draft");
    assertThat(draft.meta().path("reason").asText()).isEqualTo("Anden udgave");
    assertThat(draft.meta().path("savedBy").asText()).startsWith("editor-");
    assertThat(imported("?asDrafts=true", edition).at("/report/counts/unchanged").asInt())
        .isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "catalogue/themes/mod.json, '{\"type\": \"themes\", \"id\": \"tillid\"}', ikke posten",
    "catalogue/tema/mod.json, {}, ingen indholdstype",
    "catalogue/themes/mod.txt, x, hører ikke til her",
    "catalogue/themes/mod.json, '{\"x\":', kan ikke læses",
    "../../etc/passwd, x, Navnet",
    "manifest.json, '{\"format\": \"zip\"}', noget andet"
  })
  void aFileThatCannotBeTakenIsRefusedWithASentenceAndNothingIsStored(
      String name, String content, String because) throws Exception {
    byte[] before = export().body();

    JsonNode refused = imported("?asDrafts=true", zip(name, content));

    assertThat(refused.path("state").asText()).isEqualTo("refused");
    assertThat(refused.at("/report/summary/da").asText()).contains("intet er gemt");
    assertThat(refused.at("/report/items").toString()).contains(because);
    assertThat(export().body()).isEqualTo(before);
  }

  @Test
  void whatIsNoZipOrSentAsSomethingElseIsRefused() throws Exception {
    assertThat(imported("", "PK\3\4".getBytes(UTF_8)).path("state").asText()).isEqualTo("refused");
    assertThat(send("POST", "/api/editor/imports", chief, Optional.empty(), "{}").code())
        .isEqualTo("unsupported-media-type");
    assertThat(get("/api/editor/imports/" + UUID.randomUUID(), chief).code())
        .isEqualTo("unknown-import");
    assertThat(get("/api/editor/export", editor).status()).isEqualTo(403);
    assertThat(get("/api/editor/imports/x", editor).status()).isEqualTo(403);
  }

  private HttpResponse<byte[]> export() throws Exception {
    HttpResponse<byte[]> answer =
        PLAIN.send(
            HttpRequest.newBuilder(URI.create(SITE + "/api/editor/export"))
                .header("Authorization", "Bearer " + chief)
                .build(),
            BodyHandlers.ofByteArray());
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer;
  }

  /** What became of an import, once it is over. */
  private JsonNode imported(String parameters, byte[] file) throws Exception {
    HttpResponse<String> begun =
        PLAIN.send(
            HttpRequest.newBuilder(URI.create(SITE + "/api/editor/imports" + parameters))
                .header("Authorization", "Bearer " + chief)
                .header("Content-Type", "application/zip")
                .POST(BodyPublishers.ofByteArray(file))
                .build(),
            BodyHandlers.ofString());
    assertThat(begun.statusCode()).as(begun.body()).isEqualTo(202);
    assertThat(begun.headers().firstValue("Retry-After")).isPresent();
    String path = begun.headers().firstValue("Location").orElseThrow().substring(SITE.length());
    Instant patience = Instant.now().plusSeconds(60);
    JsonNode attributes = get(path, chief).body().at("/data/attributes");
    while (attributes.path("state").asText().equals("running")
        && Instant.now().isBefore(patience)) {
      Thread.sleep(50);
      attributes = get(path, chief).body().at("/data/attributes");
    }
    return attributes;
  }

  private static byte[] zip(String... namesAndContents) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (int i = 0; i < namesAndContents.length; i += 2) {
        zip.putNextEntry(new ZipEntry(namesAndContents[i]));
        zip.write(namesAndContents[i + 1].getBytes(UTF_8));
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /api/editor/export",
    "GET, /api/editor/imports/x",
    "POST, /api/editor/imports",
    "GET, /api/editor",
    "GET, /api/editor/entries",
    "GET, /api/editor/themes",
    "GET, /api/editor/themes/mod",
    "GET, /api/editor/themes/mod/versions",
    "GET, /api/editor/themes/mod/versions/1",
    "GET, /api/editor/themes/mod/used-by",
    "GET, /api/editor/themes/mod/comments",
    "GET, /api/editor/schedules",
    "GET, /api/editor/quality-report",
    "GET, /api/editor/media",
    "GET, /api/editor/media/x",
    "GET, /api/editor/media/x/used-by",
    "POST, /api/editor/media",
    "PATCH, /api/editor/media/x",
    "DELETE, /api/editor/media/x",
    "POST, /api/editor/themes",
    "PATCH, /api/editor/themes/mod",
    "DELETE, /api/editor/themes/mod",
    "POST, /api/editor/releases",
    "POST, /api/editor/previews",
    "POST, /api/editor/schedules",
    "POST, /api/editor/themes/mod/transitions",
    "POST, /api/editor/themes/mod/versions",
    "POST, /api/editor/themes/mod/comments"
  })
  void onlyEditorsGetIn(String method, String path) throws Exception {
    String body = method.equals("GET") || method.equals("DELETE") ? "" : "{}";
    assertThat(send(method, path, "", Optional.empty(), body).status()).isEqualTo(401);
    assertThat(send(method, path, token("leder"), Optional.empty(), body).status()).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/editor/tema",
        "/api/editor/themes/findes-ikke",
        "/api/editor/themes/mod/versions/0",
        "/api/editor/themes/mod/versions/x",
        "/api/editor/entries?filter%5Bstate%5D=draf",
        "/api/editor/entries?sort=titel",
        "/api/editor/entries?filter%5Barchived%5D=ja",
        "/api/editor/entries?filter%5Btype%5D=tema",
        "/api/editor/quality-report?filter%5Bkind%5D=x",
        "/api/editor/schedules/x",
        "/api/editor/media/x",
        "/api/editor/media/x/used-by",
        "/api/editor/media?filter%5BmediaType%5D=image%2Fgif",
        "/media/x",
        "/media/x?previewtoken=1",
        "/api/editor/themes/mod?x=1"
      })
  void aReadThatCannotBeAnsweredIsToldWhy(String path) throws Exception {
    Reply reply = get(path, editor);
    assertThat(reply.status()).isBetween(400, 404);
    assertThat(reply.code()).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'type': 'reflections', 'attributes': {'titel': {'da': 'x'}}} | 400 | unknown-member",
        "{'type': 'themes'} | 409 | wrong-type",
        "{'type': 'reflections', 'id': 'Ikke et id'} | 422 | invalid-id",
        "{'type': 'reflections', 'id': 'hvem-er-du-som-leder'} | 409 | entry-exists",
        "{'type': 'reflections', 'id': 5} | 400 | invalid-document",
        "{'type': 'reflections', 'meta': {'reason': 5}} | 422 | invalid-attribute",
        "{'type': 'reflections', 'attributes': {'title': {'da': '\\ud800'}}} | 400 | invalid-text",
        "{'type': 'reflections', 'meta': {'reason': 'a\\u0000b'}} | 400 | invalid-text",
        "{'type': 'reflections', 'relationships': {'theme': {'data': []}}} | 400 | invalid-document",
        "{'type': 'reflections', 'relationships': {'tema': {'data': null}}} | 400 | unknown-member"
      })
  void whatCannotBeKeptIsRefused(String data, int status, String code) throws Exception {
    Reply reply =
        send(
            "POST",
            "/api/editor/reflections",
            editor,
            Optional.empty(),
            "{\"data\": " + data.replace('\'', '"') + "}");
    assertThat(reply.status()).as(reply.body().toString()).isEqualTo(status);
    assertThat(reply.code()).isEqualTo(code);
  }

  @Test
  void aNulIsNothingToLookForAndNoReason() throws Exception {
    assertThat(get("/api/editor/entries?filter%5Bq%5D=%00", editor).status()).isEqualTo(200);
    assertThat(get("/api/editor/media?filter%5Bq%5D=a%00b", editor).status()).isEqualTo(200);
    Reply reply =
        send(
            "DELETE",
            "/api/editor/themes/mod?changeReason=a%00b",
            editor,
            Optional.of(get("/api/editor/themes/mod", editor).etag()),
            "");
    assertThat(reply.code()).isEqualTo("invalid-reason");
  }

  private static final String COMPLETE =
      "{\"title\": {\"da\": \"Tøver du?\"}, \"questions\": {\"da\": [\"Hvornår tøver du?\"]},"
          + " \"guidance\": {\"da\": \"Tag ti minutter alene.\"}, \"minutes\": 10,"
          + " \"audience\": \"individual\", \"order\": 90}";
  private static final String THEME =
      "{\"theme\": {\"data\": {\"type\": \"themes\", \"id\": \"mod\"}}}";

  private static String entries(String type, String id) {
    return "{\"entries\": {\"data\": [{\"type\": \"" + type + "\", \"id\": \"" + id + "\"}]}}";
  }

  private static String version(int version, String id) {
    return entries("reflections", id).replace("}]", ", \"meta\": {\"version\": " + version + "}}]");
  }

  private Reply plan(Instant due, String id) throws Exception {
    return send(
        "POST",
        "/api/editor/schedules",
        editor,
        Optional.empty(),
        "{\"data\": {\"type\": \"schedules\", \"attributes\": {\"dueAt\": \""
            + due
            + "\", \"note\": \"Til tiden\"}, \"relationships\": "
            + entries("reflections", id)
            + "}}");
  }

  private Reply create(String attributes, String relationships) throws Exception {
    return send(
        "POST",
        "/api/editor/reflections",
        editor,
        Optional.empty(),
        "{\"data\": {\"type\": \"reflections\", \"attributes\": "
            + attributes
            + ", \"relationships\": "
            + relationships
            + "}}");
  }

  private Reply save(
      String path, Reply seen, String attributes, String relationships, String reason)
      throws Exception {
    return send(
        "PATCH",
        path,
        editor,
        Optional.of(seen.etag()),
        body(seen, attributes, relationships, reason));
  }

  private static String body(Reply seen, String attributes, String relationships, String reason)
      throws Exception {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    ObjectNode data = document.putObject("data");
    data.put("type", "reflections").put("id", seen.id());
    data.set("attributes", JSON.readTree(attributes));
    data.set("relationships", JSON.readTree(relationships));
    if (!reason.isEmpty()) {
      data.putObject("meta").put("reason", reason);
    }
    return document.toString();
  }

  private Reply move(String path, String etag, String to) throws Exception {
    return send(
        "POST",
        path + "/transitions",
        editor,
        Optional.of(etag),
        "{\"data\": {\"type\": \"transitions\", \"attributes\": {\"to\": \"" + to + "\"}}}");
  }

  private Reply publish(String attributes, String relationships) throws Exception {
    return send(
        "POST",
        "/api/editor/releases",
        editor,
        Optional.empty(),
        "{\"data\": {\"type\": \"releases\", \"attributes\": "
            + attributes
            + ", \"relationships\": "
            + relationships
            + "}}");
  }

  private static Reply get(String path, String token) throws Exception {
    return send("GET", path, token, Optional.empty(), "");
  }

  private static Reply send(
      String method, String path, String token, Optional<String> etag, String body)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(SITE + path))
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    if (!body.isEmpty()) {
      request.header("Content-Type", "application/vnd.api+json");
    }
    etag.ifPresent(tag -> request.header("If-Match", tag));
    HttpResponse<String> answer = HTTP.send(request.build(), BodyHandlers.ofString());
    JsonNode json =
        answer.body().isEmpty()
            ? JsonNodeFactory.instance.objectNode()
            : JSON.readTree(answer.body());
    return new Reply(answer.statusCode(), json, answer.headers().firstValue("ETag").orElse(""));
  }

  private static String token(String person) throws Exception {
    HttpResponse<String> answer =
        HTTP.send(
            HttpRequest.newBuilder(URI.create(SITE + "/demo/token?person=" + person))
                .POST(BodyPublishers.noBody())
                .build(),
            BodyHandlers.ofString());
    return JSON.readTree(answer.body()).path("access_token").asText();
  }
}
