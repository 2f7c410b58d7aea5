package dk.ledelseskatalog.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Period;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationTest {
  @Test
  void withNothingSetItIsADemonstrationOnThisMachine() throws Exception {
    Configuration configuration = read(Map.of());

    assertThat(configuration.port()).isEqualTo(8080);
    assertThat(configuration.bindAddress()).isEqualTo("127.0.0.1");
    assertThat(configuration.dataDirectory()).isEqualTo(Path.of("data"));
    assertThat(configuration.publicUrl()).isEqualTo(URI.create("http://localhost:8080"));
    assertThat(configuration.database()).isEmpty();
    assertThat(configuration.lrs()).isEmpty();
    assertThat(configuration.demoIssuer()).isTrue();
    assertThat(configuration.learning().correctionWindow()).isEqualTo(Duration.ofDays(30));
  }

  @Test
  void thePublicAddressFollowsThePort() throws Exception {
    assertThat(read(Map.of("PORT", "8090")).publicUrl())
        .isEqualTo(URI.create("http://localhost:8090"));
  }

  @Test
  void slashesAtTheEndOfAddressesDoNotMatter() throws Exception {
    Configuration configuration =
        read(
            Map.of(
                "LEDELSESKATALOG_PUBLIC_URL", "https://ledelse.example.dk/",
                "LEDELSESKATALOG_LRS_ENDPOINT", "https://lrs.example.dk/xapi//",
                "LEDELSESKATALOG_LRS_USERNAME", "key",
                "LEDELSESKATALOG_LRS_PASSWORD", "secret"));

    assertThat(configuration.publicUrl()).isEqualTo(URI.create("https://ledelse.example.dk"));
    assertThat(configuration.lrs().map(Configuration.LrsAccess::endpoint))
        .contains(URI.create("https://lrs.example.dk/xapi/"));
  }

  @Test
  void anEmptyValueCountsAsNotSet() throws Exception {
    assertThat(read(Map.of("PORT", "  ")).port()).isEqualTo(8080);
  }

  @Test
  void secretsAreNotPrinted() throws Exception {
    Configuration configuration =
        read(
            Map.of(
                "LEDELSESKATALOG_LRS_ENDPOINT", "https://lrs.example.dk/xapi",
                "LEDELSESKATALOG_LRS_USERNAME", "key",
                "LEDELSESKATALOG_LRS_PASSWORD", "hemmelig",
                "LEDELSESKATALOG_DATABASE_URL", "jdbc:postgresql://db/x?password=hemmelig",
                "LEDELSESKATALOG_DATABASE_PASSWORD", "hemmelig"));

    assertThat(configuration.toString()).doesNotContain("hemmelig");
  }

  @Test
  void aStoreIsShownAPasswordOrAToken() throws Exception {
    Map<String, String> token =
        Map.of(
            "LEDELSESKATALOG_LRS_ENDPOINT", "https://lrs.example.dk/xapi",
            "LEDELSESKATALOG_LRS_TOKEN_URL", "https://login.example.dk/token",
            "LEDELSESKATALOG_LRS_CLIENT_ID", "katalog",
            "LEDELSESKATALOG_LRS_CLIENT_SECRET", "hemmelig",
            "LEDELSESKATALOG_LRS_SCOPE", "all");

    Configuration.LrsAccess access = read(token).lrs().orElseThrow();
    assertThat(access.credentials())
        .isEqualTo(
            new Configuration.LrsCredentials.OAuth(
                URI.create("https://login.example.dk/token"),
                "katalog",
                "hemmelig",
                Optional.of("all")));
    assertThat(read(token).toString() + access.credentials()).doesNotContain("hemmelig");

    Map<String, String> both = new HashMap<>(token);
    both.put("LEDELSESKATALOG_LRS_USERNAME", "key");
    assertThatThrownBy(() -> read(both)).hasMessageContaining("LEDELSESKATALOG_LRS_USERNAME");
    Map<String, String> half = new HashMap<>(token);
    half.remove("LEDELSESKATALOG_LRS_CLIENT_SECRET");
    assertThatThrownBy(() -> read(half)).hasMessageContaining("LEDELSESKATALOG_LRS_CLIENT_SECRET");
  }

  @Test
  void aTrustStoreMustBeAFile() {
    assertThatThrownBy(
            () ->
                read(
                    Map.of(
                        "LEDELSESKATALOG_LRS_ENDPOINT", "https://lrs.example.dk/xapi",
                        "LEDELSESKATALOG_LRS_USERNAME", "key",
                        "LEDELSESKATALOG_LRS_PASSWORD", "secret",
                        "LEDELSESKATALOG_LRS_TRUST_STORE", "/does/not/exist.pem")))
        .hasMessageContaining("LEDELSESKATALOG_LRS_TRUST_STORE must be a file");
  }

  @Test
  void dataOfPeopleAreKeptForTheirTime() throws Exception {
    Configuration.Retention unset = read(Map.of()).retention();
    Configuration.Retention set =
        read(Map.of(
                "LEDELSESKATALOG_RETENTION_COMPLETIONS", "P5Y6M",
                "LEDELSESKATALOG_RETENTION_STATEMENTS", "forever",
                "LEDELSESKATALOG_ERASURES_FILE", "/volume/erasures.jsonl"))
            .retention();

    assertThat(unset.completions()).isEmpty();
    assertThat(unset.enrolments()).isEmpty();
    assertThat(unset.statements()).contains(Period.ofYears(1));
    assertThat(unset.audit()).contains(Period.ofYears(5));
    assertThat(set.completions()).contains(Period.of(5, 6, 0));
    assertThat(set.statements()).isEmpty();
    assertThat(set.erasuresFile()).contains(Path.of("/volume/erasures.jsonl"));
  }

  @Test
  void answersAreKeptAsLongAsIsSaidAndCachesAreTold() throws Exception {
    Configuration.Caching unset = read(Map.of()).caching();
    Configuration.Caching set =
        read(Map.of(
                "LEDELSESKATALOG_CACHE_MAX_AGE", "PT0S",
                "LEDELSESKATALOG_CACHE_SHARED_MAX_AGE", "P1D",
                "LEDELSESKATALOG_CACHE_STALE_WHILE_REVALIDATE", "PT1H",
                "LEDELSESKATALOG_PURGE_URLS",
                    "http://cache-1:6081/purge, http://cache-2:6081/purge",
                "LEDELSESKATALOG_PURGE_HEADER", "Authorization: Bearer hemmelig"))
            .caching();

    assertThat(unset)
        .isEqualTo(
            new Configuration.Caching(
                Duration.ofMinutes(1), Optional.empty(), Duration.ofMinutes(10), Optional.empty()));
    assertThat(set.maxAge()).isZero();
    assertThat(set.sharedMaxAge()).contains(Duration.ofDays(1));
    assertThat(set.staleWhileRevalidate()).isEqualTo(Duration.ofHours(1));
    Configuration.Purge purge = set.purge().orElseThrow();
    assertThat(purge.urls())
        .containsExactly(
            URI.create("http://cache-1:6081/purge"), URI.create("http://cache-2:6081/purge"));
    assertThat(purge.header())
        .contains(new Configuration.Header("Authorization", "Bearer hemmelig"));
    assertThat(set.toString()).doesNotContain("hemmelig");
  }

  @ParameterizedTest
  @ValueSource(strings = {"hemmelig", ": hemmelig", "Host: hemmelig", "A B: hemmelig"})
  void aHeaderThatCannotBeSentIsRefusedWithoutSayingIt(String header) {
    assertThatThrownBy(
            () ->
                read(
                    Map.of(
                        "LEDELSESKATALOG_PURGE_URLS",
                        "http://cache",
                        "LEDELSESKATALOG_PURGE_HEADER",
                        header)))
        .hasMessageContaining("LEDELSESKATALOG_PURGE_HEADER")
        .hasMessageNotContaining("hemmelig");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PORT|http",
        "PORT|0",
        "PORT|65536",
        "LEDELSESKATALOG_PUBLIC_URL|ledelse.example.dk",
        "LEDELSESKATALOG_PUBLIC_URL|ftp://ledelse.example.dk",
        "LEDELSESKATALOG_PUBLIC_URL|https://ledelse.example.dk/?x=1",
        "LEDELSESKATALOG_MEDIA_MAX_PICTURE_MB|0",
        "LEDELSESKATALOG_MEDIA_MAX_PICTURE_MB|51",
        "LEDELSESKATALOG_MEDIA_MAX_PDF_MB|201",
        "LEDELSESKATALOG_MEDIA_MAX_PDF_MB|1.5",
        "LEDELSESKATALOG_MEDIA_MAX_MEGAPIXELS|201",
        "LEDELSESKATALOG_MEDIA_MAX_MEGAPIXELS|-1",
        "LEDELSESKATALOG_HOME_PAGE|halsnaes",
        "LEDELSESKATALOG_DATABASE_URL|jdbc:mysql://localhost/x",
        "LEDELSESKATALOG_DATABASE_URL|jdbc:h2:mem:x",
        "LEDELSESKATALOG_DATABASE_USERNAME|alone",
        "LEDELSESKATALOG_LRS_ENDPOINT|http://localhost:8181/xAPI",
        "LEDELSESKATALOG_OIDC_ISSUER|https://login.example.dk",
        "LEDELSESKATALOG_OIDC_ISSUER|login",
        "LEDELSESKATALOG_CORRECTION_WINDOW|30",
        "LEDELSESKATALOG_CORRECTION_WINDOW|P1M",
        "LEDELSESKATALOG_CORRECTION_WINDOW|-P1D",
        "LEDELSESKATALOG_CORRECTION_WINDOW|P3651D",
        "LEDELSESKATALOG_CORS_ORIGINS|*",
        "LEDELSESKATALOG_CORS_ORIGINS|https://intranet.example.dk/page",
        "LEDELSESKATALOG_CACHE_MAX_AGE|60",
        "LEDELSESKATALOG_CACHE_MAX_AGE|PT0.5S",
        "LEDELSESKATALOG_CACHE_SHARED_MAX_AGE|P366D",
        "LEDELSESKATALOG_CACHE_STALE_WHILE_REVALIDATE|-PT1S",
        "LEDELSESKATALOG_PURGE_URLS|varnish:6081",
        "LEDELSESKATALOG_PURGE_URLS|http://a http://a http://a http://a http://a http://a http://a http://a http://a http://a http://a",
        "LEDELSESKATALOG_PURGE_HEADER|Fastly-Key: abc",
        "LEDELSESKATALOG_EXAMPLES|maybe",
        "LEDELSESKATALOG_WEBHOOK_ALLOWED_HOSTS|http://intranet.local",
        "LEDELSESKATALOG_WEBHOOK_ALLOWED_HOSTS|intranet.local:8080",
        "LEDELSESKATALOG_WEBHOOK_ALLOWED_HOSTS|*",
        "LEDELSESKATALOG_WEBHOOK_KEY|hemmelig",
        "LEDELSESKATALOG_RETENTION_WEBHOOKS|PT5H",
        "LEDELSESKATALOG_RETENTION_COMPLETIONS|5 years",
        "LEDELSESKATALOG_RETENTION_COMPLETIONS|P0D",
        "LEDELSESKATALOG_RETENTION_ENROLMENTS|-P1Y",
        "LEDELSESKATALOG_RETENTION_STATEMENTS|PT5H",
        "LEDELSESKATALOG_RETENTION_AUDIT|P999999999Y",
        "LEDELSESKATALOG_CONTENT_MODEL_DIR|/does/not/exist",
        "LEDELSESKATALOG_BIND_ADDRESS|not an address",
        "LEDELSESKATALOG_BIND_ADDRESS|0.0.0.0",
      })
  void aWrongValueIsRefusedInOneSentenceThatNamesTheVariable(String name, String value) {
    assertThatThrownBy(() -> read(Map.of(name, value)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(name)
        .hasMessageMatching("[A-Z][^\\n]*\\.");
  }

  @Test
  void theKeyOfWebhooksIsNotPrintedNorSaidWhereItIsWrong() throws Exception {
    String key = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
    Configuration.Webhooks webhooks =
        read(Map.of(
                "LEDELSESKATALOG_WEBHOOK_KEY",
                key,
                "LEDELSESKATALOG_WEBHOOK_ALLOWED_HOSTS",
                "intranet.local, 10.1.2.3 fd00::7"))
            .webhooks();

    assertThat(webhooks.key().orElseThrow()).hasSize(32);
    assertThat(webhooks.allowedHosts()).containsExactly("intranet.local", "10.1.2.3", "fd00::7");
    assertThat(webhooks.toString()).doesNotContain("AAAA");
    assertThatThrownBy(() -> read(Map.of("LEDELSESKATALOG_WEBHOOK_KEY", "hemmelig")))
        .hasMessageNotContaining("hemmelig");
  }

  @Test
  void theDemoIssuerIsOpenToOtherMachinesOnlyOnRequest() throws Exception {
    assertThat(
            read(Map.of("LEDELSESKATALOG_BIND_ADDRESS", "0.0.0.0", "LEDELSESKATALOG_DEMO", "true"))
                .demoIssuer())
        .isTrue();
    assertThat(
            read(Map.of(
                    "LEDELSESKATALOG_BIND_ADDRESS", "0.0.0.0",
                    "LEDELSESKATALOG_OIDC_ISSUER", "https://login.example.dk",
                    "LEDELSESKATALOG_OIDC_AUDIENCE", "ledelseskatalog"))
                .demoIssuer())
        .isFalse();
  }

  private static Configuration read(Map<String, String> values) throws ConfigurationException {
    return Configuration.read(name -> Optional.ofNullable(values.get(name)));
  }
}
