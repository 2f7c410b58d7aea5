package dk.ledelseskatalog.http;

import dk.ledelseskatalog.http.RefusedTargetException.Reason;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Judges addresses that outsiders want requests to be made to. Thread-safe.
 *
 * <p>An address is read strictly: what two programs could read differently is refused. Then the
 * host is asked for, and a machine outside the public network is refused, unless the operator
 * allows the host by name. A request goes to the very machine that was judged.
 */
public final class Targets {
  private static final int LONGEST = 2_000;
  private static final int LONGEST_HOST = 253;
  private static final int HIGHEST_PORT = 65_535;

  private static final Pattern PORT = Pattern.compile(":[0-9]*$");

  /**
   * What a browser takes for an address: the last label is a number, be it octal or hexadecimal.
   */
  private static final Pattern ENDS_IN_A_NUMBER =
      Pattern.compile("(?:.*\\.)?(?:[0-9]+|0[xX][0-9a-fA-F]*)");

  private static final Pattern NUMBERS =
      Pattern.compile("(?:(?:0|[1-9][0-9]{0,2})\\.){3}(?:0|[1-9][0-9]{0,2})");

  private final Set<String> allowed;
  private final Resolver resolver;

  /** Says which machines a name leads to. */
  @FunctionalInterface
  public interface Resolver {
    InetAddress[] addressesOf(String host) throws UnknownHostException;
  }

  /**
   * @param allowed hosts that may be anywhere, and be spoken to without TLS
   */
  public Targets(Collection<String> allowed, Resolver resolver) {
    this.allowed =
        allowed.stream()
            .map(host -> host.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
    this.resolver = resolver;
  }

  /**
   * Reads an address without asking anybody.
   *
   * @throws RefusedTargetException if no request may go there, wherever its host leads
   */
  public Target read(String address) throws RefusedTargetException {
    URI uri = uri(address);
    String authority = PORT.matcher(String.valueOf(uri.getRawAuthority())).replaceFirst("");
    if (authority.contains("@")) {
      throw refused(Reason.USER_INFO, "it has a user name");
    }
    if (uri.getRawFragment() != null) {
      throw refused(Reason.FRAGMENT, "it has a fragment");
    }
    String host = host(uri, authority);
    boolean isAllowed = allowed.contains(host);
    boolean tls = uri.getScheme().equalsIgnoreCase("https");
    if (!tls && !(isAllowed && uri.getScheme().equalsIgnoreCase("http"))) {
      throw refused(Reason.NOT_HTTPS, "it is not https");
    }
    int port = uri.getPort() == -1 ? (tls ? 443 : 80) : uri.getPort();
    if (port < 1 || port > HIGHEST_PORT) {
      throw refused(Reason.NOT_A_PORT, "its port is none");
    }
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    String query = uri.getRawQuery() == null ? "" : '?' + uri.getRawQuery();
    return new Target(tls, host, port, path + query, isAllowed);
  }

  /**
   * The machines that an address leads to, now.
   *
   * @throws RefusedTargetException if one of them is not in the public network
   * @throws UnknownHostException if it leads to none
   */
  public List<InetAddress> machines(Target target)
      throws UnknownHostException, RefusedTargetException {
    List<InetAddress> machines = List.of(resolver.addressesOf(target.host()));
    for (InetAddress machine : machines) {
      if (!target.allowed() && !PublicAddresses.contain(machine)) {
        throw refused(
            Reason.NOT_PUBLIC,
            target.host() + " leads to " + machine.getHostAddress() + ", which is not public");
      }
    }
    if (machines.isEmpty()) {
      throw new UnknownHostException(target.host());
    }
    return machines;
  }

  private static URI uri(String address) throws RefusedTargetException {
    try {
      URI uri = address.length() > LONGEST ? new URI("") : new URI(address);
      if (uri.getScheme() != null && uri.getRawAuthority() != null) {
        // Whatever is not ASCII is sent as its percent-encoded UTF-8.
        return new URI(uri.toASCIIString());
      }
    } catch (URISyntaxException e) {
      // said below
    }
    throw refused(Reason.NOT_A_URL, "it is no URL");
  }

  private static String host(URI uri, String authority) throws RefusedTargetException {
    if (authority.endsWith(".")) {
      throw refused(Reason.TRAILING_DOT, "its host ends in a dot");
    }
    if (ENDS_IN_A_NUMBER.matcher(authority).matches()
        && !(NUMBERS.matcher(authority).matches() && authority.equals(uri.getHost()))) {
      throw refused(Reason.SPELLING, "its host is an address in an unusual spelling");
    }
    String host = uri.getHost();
    // A zone names a network card of this machine.
    if (host == null || host.length() > LONGEST_HOST || host.contains("%")) {
      throw refused(Reason.NOT_A_HOST, "its host is none");
    }
    return host.replaceAll("[\\[\\]]", "").toLowerCase(Locale.ROOT);
  }

  private static RefusedTargetException refused(Reason reason, String why) {
    return new RefusedTargetException(reason, "The address is refused: " + why);
  }
}
