package dk.ledelseskatalog.platform;

import dk.ledelseskatalog.jsonapi.Document;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import java.net.URI;

/**
 * Turns a document into bytes, and has it say where it is described: the one thing in it that is
 * the same everywhere. Before {@link LengthFilter}, which wants bytes.
 */
@Dependent
@Priority(Priorities.USER + 1)
public final class DocumentFilter implements ContainerResponseFilter {
  private final String description;

  @Inject
  public DocumentFilter(URI publicUrl) {
    this.description = publicUrl + "/openapi";
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (response.getEntity() instanceof Document document) {
      response.setEntity(document.describedBy(description).toBytes());
    }
  }
}
