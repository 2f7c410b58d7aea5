package dk.ledelseskatalog.delivery;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the read resources share: between HTTP's words and ours. */
final class Reads {
  /** The request attribute under which {@link ReplayFilter} says what {@code asked} is. */
  static final String ASKED = "dk.ledelseskatalog.delivery.asked";

  private Reads() {}

  /** Takes the query as it came: JAX-RS would repair a broken encoding that must be refused. */
  static ReadRequest of(HttpServletRequest request) {
    return new ReadRequest(
        request.getQueryString(),
        header(request, HttpHeaders.ACCEPT),
        header(request, HttpHeaders.ACCEPT_LANGUAGE),
        header(request, HttpHeaders.ACCEPT_ENCODING),
        header(request, HttpHeaders.IF_NONE_MATCH),
        request.getHeader(HttpHeaders.IF_MODIFIED_SINCE),
        request.getAttribute(ASKED) instanceof String asked ? asked : null);
  }

  static Response respond(Answer answer) {
    Response.ResponseBuilder response = Response.status(answer.status());
    answer.headers().forEach(response::header);
    if (answer.status() == 200) {
      response.entity(answer.body());
    }
    return response.build();
  }

  static Response options() {
    return Response.noContent().header(HttpHeaders.ALLOW, "GET, HEAD, OPTIONS").build();
  }

  /** Several lines of one header are one list (RFC 9110, 5.3). */
  private static @Nullable String header(HttpServletRequest request, String name) {
    String first = request.getHeader(name);
    if (first == null) {
      return null;
    }
    List<String> lines = Collections.list(request.getHeaders(name));
    return lines.size() == 1 ? first : String.join(",", lines);
  }
}
