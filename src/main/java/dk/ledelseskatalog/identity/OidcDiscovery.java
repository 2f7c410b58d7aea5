package dk.ledelseskatalog.identity;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.text.ParseException;
import java.util.Locale;
import java.util.Map;

/**
 * Reads an issuer's keys by way of its discovery document (OpenID Connect Discovery 1.0, 4). Asks
 * for both each time, because an issuer may move its keys.
 */
final class OidcDiscovery implements IssuerKeys.Source {
  private static final int TIMEOUT_MILLIS = 3_000;
  private static final int MAX_BYTES = 512 * 1024;

  private final String issuer;

  OidcDiscovery(String issuer) {
    this.issuer = issuer;
  }

  @Override
  public JWKSet fetch() throws IOException {
    String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
    try {
      Map<String, Object> metadata =
          JSONObjectUtils.parse(read(base + "/.well-known/openid-configuration"));
      // 4.3: the issuer in the document must be the one asked, letter by letter.
      if (!issuer.equals(metadata.get("issuer"))) {
        throw new IOException("the discovery document names another issuer than " + issuer);
      }
      if (!(metadata.get("jwks_uri") instanceof String keys) || lessSafe(keys)) {
        throw new IOException("the discovery document of " + issuer + " has no usable jwks_uri");
      }
      JWKSet set = JWKSet.parse(read(keys));
      if (set.isEmpty()) {
        throw new IOException(issuer + " lists no keys");
      }
      return set;
    } catch (ParseException e) {
      throw new IOException("the answer of " + issuer + " is not what discovery promises", e);
    }
  }

  private boolean lessSafe(String keys) {
    return issuer.toLowerCase(Locale.ROOT).startsWith("https:")
        && !keys.toLowerCase(Locale.ROOT).startsWith("https:");
  }

  private static String read(String address) throws IOException {
    try {
      URL url = new URI(address).toURL();
      return new DefaultResourceRetriever(TIMEOUT_MILLIS, TIMEOUT_MILLIS, MAX_BYTES)
          .retrieveResource(url)
          .getContent();
    } catch (URISyntaxException | IllegalArgumentException e) {
      throw new IOException("not an address: " + address, e);
    }
  }
}
