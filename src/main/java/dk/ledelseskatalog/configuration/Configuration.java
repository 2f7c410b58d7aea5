package dk.ledelseskatalog.configuration;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Everything an operator can set. Each component's variable is named in {@code
 * docs/reference/configuration.md}. Immutable.
 *
 * @param publicUrl the prefix of links, activity IRIs and the profile; without a trailing slash
 * @param homePage the {@code homePage} of every xAPI account
 * @param database empty for the embedded one in {@code dataDirectory}
 * @param lrs empty while statements are to wait
 * @param oidc empty for the demo issuer
 * @param learning what holds for leaders' records
 * @param caching how long answers may be kept, and which caches are told of a release
 * @param corsOrigins origins whose pages may read the API in a browser
 * @param examples whether the first start also imports the example entries
 * @param contentModel a folder to use instead of the content model inside the program
 * @param media where pictures and PDF files are kept, and how much of them is taken in
 * @param retention how long data of people are kept, and where erasures are remembered
 * @param webhooks where messages may go besides public machines, and what seals their secrets
 */
public record Configuration(
    int port,
    String bindAddress,
    Path dataDirectory,
    URI publicUrl,
    URI homePage,
    Optional<DatabaseAccess> database,
    Optional<LrsAccess> lrs,
    Optional<OidcAccess> oidc,
    Learning learning,
    Caching caching,
    List<String> corsOrigins,
    boolean examples,
    Optional<Path> contentModel,
    Media media,
    Retention retention,
    Webhooks webhooks) {
  private static final Duration LONGEST_CORRECTION_WINDOW = Duration.ofDays(3650);
  private static final Duration LONGEST_CACHE_TIME = Duration.ofDays(365);
  private static final int MOST_PURGE_URLS = 10;

  private static final int KEY_BYTES = 32;

  /** A name or an IPv4 address; or an IPv6 address, without brackets. */
  private static final Pattern HOST =
      Pattern.compile(
          "[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?"
              + "|[0-9A-Fa-f.]*:[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*");

  /** Headers that every request sets by itself. */
  private static final Set<String> OURS =
      Set.of(
          "connection",
          "content-length",
          "content-type",
          "expect",
          "host",
          "transfer-encoding",
          "upgrade");

  /** A name and a value that can stand in a request (RFC 9110, 5.5 and 5.6.2). */
  private static final Pattern HEADER =
      Pattern.compile("([A-Za-z0-9!#$%&'*+.^_`|~-]+):\\s*([\\x21-\\x7e][\\x20-\\x7e]*)");

  /**
   * How long data of people are kept; empty for ever.
   *
   * @param completions after they were recorded
   * @param enrolments after they last changed
   * @param statements after their delivery; those that wait are kept until they are delivered
   * @param audit after the event
   * @param searches after the day they were counted on
   * @param webhooks after a webhook's message was delivered or parked
   * @param erasuresFile where erasures are remembered outside the database; empty for a file in the
   *     data folder
   */
  public record Retention(
      Optional<Period> completions,
      Optional<Period> enrolments,
      Optional<Period> statements,
      Optional<Period> audit,
      Optional<Period> searches,
      Optional<Period> webhooks,
      Optional<Path> erasuresFile) {}

  /**
   * Who is told of events.
   *
   * @param allowedHosts names of hosts that need not be public, nor be spoken to over TLS
   * @param key that the secrets of webhooks are sealed with; empty for one in the data folder
   */
  public record Webhooks(List<String> allowedHosts, Optional<byte[]> key) {
    @Override
    public String toString() {
      return "Webhooks[" + allowedHosts + "]";
    }
  }

  /**
   * Pictures and PDF files.
   *
   * @param folder for their bytes; empty for the database
   * @param pictureBytes most of a picture
   * @param pdfBytes most of a PDF file
   * @param pixels most of a picture
   */
  public record Media(Optional<Path> folder, long pictureBytes, long pdfBytes, long pixels) {}

  /** A database server. */
  public record DatabaseAccess(String url, String username, String password) {
    @Override
    public String toString() {
      return "DatabaseAccess";
    }
  }

  /**
   * A Learning Record Store.
   *
   * @param endpoint the xAPI endpoint, with a trailing slash
   * @param trustStore certificates believed besides the system's
   */
  public record LrsAccess(
      URI endpoint, LrsCredentials credentials, Optional<TrustStore> trustStore) {
    @Override
    public String toString() {
      return "LrsAccess[" + endpoint + "]";
    }
  }

  /** Who we are to a Learning Record Store. */
  public sealed interface LrsCredentials {

    /** A user name and password (RFC 7617). */
    record Basic(String username, String password) implements LrsCredentials {
      @Override
      public String toString() {
        return "Basic";
      }
    }

    /** A token from an authorization server (RFC 6749, 4.4). */
    record OAuth(URI tokenUrl, String clientId, String clientSecret, Optional<String> scope)
        implements LrsCredentials {
      @Override
      public String toString() {
        return "OAuth[" + tokenUrl + "]";
      }
    }
  }

  /** A file of certificates: PEM, or a key store with its password. */
  public record TrustStore(Path file, Optional<String> password) {
    @Override
    public String toString() {
      return "TrustStore[" + file + "]";
    }
  }

  /** An OpenID Connect issuer and who we are to it. */
  public record OidcAccess(
      URI issuer, String audience, Optional<String> clientId, Optional<String> clientSecret) {
    @Override
    public String toString() {
      return "OidcAccess[" + issuer + "]";
    }
  }

  /**
   * What holds for leaders' records.
   *
   * @param correctionWindow how long after something was recorded it can be corrected
   */
  public record Learning(Duration correctionWindow) {}

  /**
   * How long answers of the current release may be kept, and which caches are told when it is no
   * longer that.
   *
   * @param maxAge by anyone
   * @param sharedMaxAge by caches that many use; empty for the same
   * @param staleWhileRevalidate once more while we are asked
   * @param purge told of each release
   */
  public record Caching(
      Duration maxAge,
      Optional<Duration> sharedMaxAge,
      Duration staleWhileRevalidate,
      Optional<Purge> purge) {}

  /**
   * Caches to tell that what they keep is outdated.
   *
   * @param urls each is told by itself
   * @param header who we are to them, such as {@code Fastly-Key: …}
   */
  public record Purge(List<URI> urls, Optional<Header> header) {}

  /** A header of a request, which may be a secret. */
  public record Header(String name, String value) {
    @Override
    public String toString() {
      return "Header[" + name + "]";
    }
  }

  /** Where values come from: a variable's name to its value. */
  @FunctionalInterface
  public interface Source {
    Optional<String> value(String name);
  }

  /**
   * Reads and checks every variable. An empty value counts as not set.
   *
   * @throws ConfigurationException for the first wrong value
   */
  public static Configuration read(Source source) throws ConfigurationException {
    return new Reader(source).read();
  }

  public boolean demoIssuer() {
    return oidc.isEmpty();
  }

  private record Reader(Source source) {
    private static final String FOREVER = "forever";
    private static final int LONGEST_YEARS = 100;
    private static final long MEGABYTE = 1_048_576;

    Configuration read() throws ConfigurationException {
      int port = port();
      String address = text("LEDELSESKATALOG_BIND_ADDRESS").orElse("127.0.0.1");
      boolean loopback = loopback(address);
      Optional<OidcAccess> oidc = oidc();
      if (oidc.isEmpty() && !loopback && !flag("LEDELSESKATALOG_DEMO")) {
        throw new ConfigurationException(
            "LEDELSESKATALOG_BIND_ADDRESS is "
                + address
                + ", which other machines reach, but without LEDELSESKATALOG_OIDC_ISSUER anybody"
                + " could make themselves administrator: set the issuer, or LEDELSESKATALOG_DEMO to"
                + " true for a demonstration.");
      }
      return new Configuration(
          port,
          address,
          path("LEDELSESKATALOG_DATA_DIR").orElse(Path.of("data")),
          url("LEDELSESKATALOG_PUBLIC_URL").orElse(URI.create("http://localhost:" + port)),
          url("LEDELSESKATALOG_HOME_PAGE").orElse(URI.create("https://www.halsnaes.dk")),
          database(),
          lrs(),
          oidc,
          learning(),
          caching(),
          origins(),
          flag("LEDELSESKATALOG_EXAMPLES"),
          contentModel(),
          new Media(
              path("LEDELSESKATALOG_MEDIA_DIR"),
              number("LEDELSESKATALOG_MEDIA_MAX_PICTURE_MB", 10, 50) * MEGABYTE,
              number("LEDELSESKATALOG_MEDIA_MAX_PDF_MB", 25, 200) * MEGABYTE,
              number("LEDELSESKATALOG_MEDIA_MAX_MEGAPIXELS", 40, 200) * 1_000_000L),
          new Retention(
              period("LEDELSESKATALOG_RETENTION_COMPLETIONS", FOREVER),
              period("LEDELSESKATALOG_RETENTION_ENROLMENTS", FOREVER),
              period("LEDELSESKATALOG_RETENTION_STATEMENTS", "P1Y"),
              period("LEDELSESKATALOG_RETENTION_AUDIT", "P5Y"),
              period("LEDELSESKATALOG_RETENTION_SEARCHES", "P1Y"),
              period("LEDELSESKATALOG_RETENTION_WEBHOOKS", "P30D"),
              path("LEDELSESKATALOG_ERASURES_FILE")),
          new Webhooks(allowedHosts(), webhookKey()));
    }

    private Optional<String> text(String name) {
      return source.value(name).map(String::strip).filter(value -> !value.isEmpty());
    }

    private int port() throws ConfigurationException {
      String value = text("PORT").orElse("8080");
      try {
        int port = Integer.parseInt(value);
        if (port >= 1 && port <= 65535) {
          return port;
        }
      } catch (NumberFormatException e) {
        // said below
      }
      throw wrong("PORT", "a number from 1 to 65535", value);
    }

    private int number(String name, int fallback, int most) throws ConfigurationException {
      String value = text(name).orElse(Integer.toString(fallback));
      if (value.matches("[1-9][0-9]{0,3}") && Integer.parseInt(value) <= most) {
        return Integer.parseInt(value);
      }
      throw wrong(name, "a whole number from 1 to " + most, value);
    }

    private static boolean loopback(String address) throws ConfigurationException {
      try {
        return InetAddress.getByName(address).isLoopbackAddress();
      } catch (UnknownHostException e) {
        throw wrong("LEDELSESKATALOG_BIND_ADDRESS", "an address of this machine", address);
      }
    }

    private boolean flag(String name) throws ConfigurationException {
      String value = text(name).orElse("false").toLowerCase(Locale.ROOT);
      return switch (value) {
        case "true" -> true;
        case "false" -> false;
        default -> throw wrong(name, "true or false", value);
      };
    }

    private Optional<Path> path(String name) throws ConfigurationException {
      Optional<String> value = text(name);
      try {
        return value.map(Path::of);
      } catch (InvalidPathException e) {
        throw wrong(name, "a folder", value.orElse(""));
      }
    }

    /** Whole days and more, at least one: an hour is no time to keep a record for. */
    private Optional<Period> period(String name, String fallback) throws ConfigurationException {
      String value = text(name).orElse(fallback);
      if (value.equals(FOREVER)) {
        return Optional.empty();
      }
      try {
        Period period = Period.parse(value);
        LocalDate end = LocalDate.EPOCH.plus(period);
        if (end.isAfter(LocalDate.EPOCH)
            && !end.isAfter(LocalDate.EPOCH.plusYears(LONGEST_YEARS))) {
          return Optional.of(period);
        }
      } catch (DateTimeException | ArithmeticException e) {
        // said below
      }
      throw wrong(name, "an ISO 8601 period such as P5Y or P90D, or " + FOREVER, value);
    }

    private Optional<Path> contentModel() throws ConfigurationException {
      Optional<Path> folder = path("LEDELSESKATALOG_CONTENT_MODEL_DIR");
      if (folder.isPresent() && !Files.isDirectory(folder.get().resolve("types"))) {
        throw wrong(
            "LEDELSESKATALOG_CONTENT_MODEL_DIR",
            "a folder with a folder 'types' in it",
            folder.get().toString());
      }
      return folder;
    }

    private Optional<URI> url(String name) throws ConfigurationException {
      Optional<String> value = text(name);
      return value.isEmpty() ? Optional.empty() : Optional.of(url(name, value.get()));
    }

    private static URI url(String name, String value) throws ConfigurationException {
      String expected =
          "an http or https address without query, such as https://ledelse.example.dk";
      try {
        URI uri = new URI(value.replaceFirst("/+$", ""));
        if (uri.getHost() != null
            && List.of("http", "https").contains(String.valueOf(uri.getScheme()))
            && uri.getQuery() == null
            && uri.getFragment() == null
            && uri.getUserInfo() == null) {
          return uri;
        }
      } catch (URISyntaxException e) {
        // said below
      }
      throw wrong(name, expected, value.replaceFirst("//[^/@]*@", "//"));
    }

    private Optional<DatabaseAccess> database() throws ConfigurationException {
      String name = "LEDELSESKATALOG_DATABASE_URL";
      Optional<String> url = text(name);
      if (url.isEmpty()) {
        for (String other :
            List.of("LEDELSESKATALOG_DATABASE_USERNAME", "LEDELSESKATALOG_DATABASE_PASSWORD")) {
          if (text(other).isPresent()) {
            throw new ConfigurationException(other + " is set, but " + name + " is not.");
          }
        }
        return Optional.empty();
      }
      if (!url.get().startsWith("jdbc:postgresql:") && !url.get().startsWith("jdbc:h2:file:")) {
        throw new ConfigurationException(
            name + " must begin with jdbc:postgresql: (or jdbc:h2:file: for the embedded one).");
      }
      return Optional.of(
          new DatabaseAccess(
              url.get(),
              text("LEDELSESKATALOG_DATABASE_USERNAME").orElse(""),
              text("LEDELSESKATALOG_DATABASE_PASSWORD").orElse("")));
    }

    private Optional<LrsAccess> lrs() throws ConfigurationException {
      Optional<URI> endpoint = url("LEDELSESKATALOG_LRS_ENDPOINT");
      if (endpoint.isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(
          new LrsAccess(URI.create(endpoint.get() + "/"), lrsCredentials(), lrsTrustStore()));
    }

    private LrsCredentials lrsCredentials() throws ConfigurationException {
      String name = "LEDELSESKATALOG_LRS_TOKEN_URL";
      Optional<URI> tokenUrl = url(name);
      if (tokenUrl.isEmpty()) {
        return new LrsCredentials.Basic(
            required("LEDELSESKATALOG_LRS_USERNAME", "LEDELSESKATALOG_LRS_ENDPOINT"),
            required("LEDELSESKATALOG_LRS_PASSWORD", "LEDELSESKATALOG_LRS_ENDPOINT"));
      }
      if (text("LEDELSESKATALOG_LRS_USERNAME").isPresent()) {
        throw new ConfigurationException(
            name
                + " and LEDELSESKATALOG_LRS_USERNAME are both set; unset one, for a store is"
                + " shown either a token or a password.");
      }
      return new LrsCredentials.OAuth(
          tokenUrl.get(),
          required("LEDELSESKATALOG_LRS_CLIENT_ID", name),
          required("LEDELSESKATALOG_LRS_CLIENT_SECRET", name),
          text("LEDELSESKATALOG_LRS_SCOPE"));
    }

    private Optional<TrustStore> lrsTrustStore() throws ConfigurationException {
      String name = "LEDELSESKATALOG_LRS_TRUST_STORE";
      Optional<Path> file = path(name);
      if (file.isPresent() && !Files.isReadable(file.get())) {
        throw wrong(name, "a file that can be read", file.get().toString());
      }
      return file.map(
          readable -> new TrustStore(readable, text("LEDELSESKATALOG_LRS_TRUST_STORE_PASSWORD")));
    }

    private Optional<OidcAccess> oidc() throws ConfigurationException {
      Optional<String> issuer = text("LEDELSESKATALOG_OIDC_ISSUER");
      if (issuer.isEmpty()) {
        return Optional.empty();
      }
      url("LEDELSESKATALOG_OIDC_ISSUER", issuer.get());
      return Optional.of(
          new OidcAccess(
              // As written: a token's "iss" is compared letter by letter, trailing slash included.
              URI.create(issuer.get()),
              required("LEDELSESKATALOG_OIDC_AUDIENCE", "LEDELSESKATALOG_OIDC_ISSUER"),
              text("LEDELSESKATALOG_OIDC_CLIENT_ID"),
              text("LEDELSESKATALOG_OIDC_CLIENT_SECRET")));
    }

    private Learning learning() throws ConfigurationException {
      String name = "LEDELSESKATALOG_CORRECTION_WINDOW";
      String value = text(name).orElse("P30D");
      try {
        Duration window = Duration.parse(value);
        if (!window.isNegative() && window.compareTo(LONGEST_CORRECTION_WINDOW) <= 0) {
          return new Learning(window);
        }
      } catch (DateTimeParseException e) {
        // said below
      }
      throw wrong(
          name,
          "an ISO 8601 duration from PT0S to P"
              + LONGEST_CORRECTION_WINDOW.toDays()
              + "D, such as P30D",
          value);
    }

    private Caching caching() throws ConfigurationException {
      return new Caching(
          cacheTime("LEDELSESKATALOG_CACHE_MAX_AGE").orElse(Duration.ofMinutes(1)),
          cacheTime("LEDELSESKATALOG_CACHE_SHARED_MAX_AGE"),
          cacheTime("LEDELSESKATALOG_CACHE_STALE_WHILE_REVALIDATE").orElse(Duration.ofMinutes(10)),
          purge());
    }

    /** Whole seconds, which is all that HTTP can say. */
    private Optional<Duration> cacheTime(String name) throws ConfigurationException {
      Optional<String> value = text(name);
      if (value.isEmpty()) {
        return Optional.empty();
      }
      try {
        Duration time = Duration.parse(value.get());
        if (!time.isNegative()
            && time.compareTo(LONGEST_CACHE_TIME) <= 0
            && time.toNanosPart() == 0) {
          return Optional.of(time);
        }
      } catch (DateTimeParseException e) {
        // said below
      }
      throw wrong(
          name,
          "an ISO 8601 duration of whole seconds from PT0S to P"
              + LONGEST_CACHE_TIME.toDays()
              + "D, such as PT1M",
          value.get());
    }

    private Optional<Purge> purge() throws ConfigurationException {
      String name = "LEDELSESKATALOG_PURGE_URLS";
      List<URI> urls = new ArrayList<>();
      for (String each : list(name)) {
        urls.add(url(name, each));
      }
      if (urls.size() > MOST_PURGE_URLS) {
        throw new ConfigurationException(
            name + " must be at most " + MOST_PURGE_URLS + " addresses, not " + urls.size() + ".");
      }
      Optional<Header> header = header("LEDELSESKATALOG_PURGE_HEADER");
      if (urls.isEmpty()) {
        if (header.isPresent()) {
          throw new ConfigurationException(
              "LEDELSESKATALOG_PURGE_HEADER is set, but " + name + " is not.");
        }
        return Optional.empty();
      }
      return Optional.of(new Purge(List.copyOf(urls), header));
    }

    /** Never says the value, which may be a secret. */
    private Optional<Header> header(String name) throws ConfigurationException {
      Optional<String> value = text(name);
      if (value.isEmpty()) {
        return Optional.empty();
      }
      Matcher header = HEADER.matcher(value.get());
      if (!header.matches() || OURS.contains(header.group(1).toLowerCase(Locale.ROOT))) {
        throw new ConfigurationException(
            name + " must be a header's name, a colon and its value, such as Fastly-Key: abc.");
      }
      return Optional.of(new Header(header.group(1), header.group(2)));
    }

    private List<String> list(String name) {
      return text(name).stream()
          .flatMap(value -> Arrays.stream(value.split("[,\\s]+")))
          .filter(value -> !value.isEmpty())
          .toList();
    }

    private List<String> origins() throws ConfigurationException {
      String name = "LEDELSESKATALOG_CORS_ORIGINS";
      List<String> origins = list(name);
      for (String origin : origins) {
        URI uri = url(name, origin);
        if (!uri.getPath().isEmpty()) {
          throw wrong(name, "origins without a path, such as https://intranet.example.dk", origin);
        }
      }
      return origins;
    }

    private List<String> allowedHosts() throws ConfigurationException {
      String name = "LEDELSESKATALOG_WEBHOOK_ALLOWED_HOSTS";
      List<String> hosts = list(name);
      for (String host : hosts) {
        if (!HOST.matcher(host).matches()) {
          throw wrong(
              name, "names of hosts without scheme, port and path, such as intranet.local", host);
        }
      }
      return hosts;
    }

    /** Never says the value. */
    private Optional<byte[]> webhookKey() throws ConfigurationException {
      String name = "LEDELSESKATALOG_WEBHOOK_KEY";
      Optional<String> value = text(name);
      if (value.isEmpty()) {
        return Optional.empty();
      }
      try {
        byte[] key = Base64.getDecoder().decode(value.get());
        if (key.length == KEY_BYTES) {
          return Optional.of(key);
        }
      } catch (IllegalArgumentException e) {
        // said below
      }
      throw new ConfigurationException(
          name + " must be " + KEY_BYTES + " random bytes in base64: openssl rand -base64 32.");
    }

    private String required(String name, String because) throws ConfigurationException {
      return text(name)
          .orElseThrow(
              () -> new ConfigurationException(because + " is set, but " + name + " is not."));
    }

    private static ConfigurationException wrong(String name, String expected, String value) {
      return new ConfigurationException(name + " must be " + expected + ", not '" + value + "'.");
    }
  }
}
