package dk.ledelseskatalog.http;

/**
 * Where a request may go: an outsider's address that was read by {@link Targets}. Which machine
 * that is, is asked anew for each request.
 *
 * @param host a name or an address, without brackets
 * @param resource the path and the query, as they are sent
 * @param allowed whether the host is one that the operator allows by name, wherever it leads
 */
public record Target(boolean tls, String host, int port, String resource, boolean allowed) {

  /** As the header of that name has it. */
  String hostHeader() {
    String name = host.contains(":") ? '[' + host + ']' : host;
    return port == (tls ? 443 : 80) ? name : name + ':' + port;
  }
}
