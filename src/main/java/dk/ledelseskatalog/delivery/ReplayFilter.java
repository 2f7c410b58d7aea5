package dk.ledelseskatalog.delivery;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * Gives an answer again that JAX-RS has given to the same request, byte for byte, without going
 * through JAX-RS. It decides nothing: an answer is here only because {@link Representations} made
 * it for a request that was the same in everything answers depend on, and it is gone with the
 * release it speaks of.
 *
 * <p>Put it behind the filters whose headers every answer carries. A request with a token is left
 * to JAX-RS, so nothing here can depend on who asks.
 */
public final class ReplayFilter implements Filter {
  private final Representations representations;

  public ReplayFilter(Representations representations) {
    this.representations = representations;
  }

  /** The end of a chain that gives the answer, if it is known. */
  public Optional<FilterChain> known(HttpServletRequest request) {
    if (!mayBeKept(request)) {
      return Optional.empty();
    }
    ReadRequest read = Reads.of(request);
    Optional<Answer> answer = representations.again(read.asIn(request.getRequestURI()), read);
    boolean head = request.getMethod().equals("HEAD");
    return answer.map(
        known -> (any, response) -> send(known, head, (HttpServletResponse) response));
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    FilterChain next = chain;
    if (request instanceof HttpServletRequest http) {
      next = known(http).orElse(chain);
      if (mayBeKept(http)) {
        http.setAttribute(Reads.ASKED, Reads.of(http).asIn(http.getRequestURI()));
      }
    }
    next.doFilter(request, response);
  }

  private static boolean mayBeKept(HttpServletRequest request) {
    String method = request.getMethod();
    return (method.equals("GET") || method.equals("HEAD"))
        && request.getHeader("Authorization") == null;
  }

  private static void send(Answer answer, boolean head, HttpServletResponse response)
      throws IOException {
    response.setStatus(answer.status());
    for (Map.Entry<String, String> header : answer.headers().entrySet()) {
      response.setHeader(header.getKey(), header.getValue());
    }
    if (answer.status() == HttpServletResponse.SC_OK) {
      response.setContentLength(answer.body().length);
      if (!head) {
        response.getOutputStream().write(answer.body());
      }
    }
  }
}
