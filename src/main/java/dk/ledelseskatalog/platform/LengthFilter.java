package dk.ledelseskatalog.platform;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;

/**
 * Says how long an answer is (RFC 9110, 8.6), to HEAD too. JAX-RS by itself knows only what fits
 * into its buffer: longer answers it sends in chunks, and to HEAD it says 0 of them.
 */
public final class LengthFilter implements ContainerResponseFilter {
  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (response.getEntity() instanceof byte[] body) {
      response.getHeaders().putSingle(HttpHeaders.CONTENT_LENGTH, body.length);
    }
  }
}
