package dk.ledelseskatalog.delivery;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;

/** {@code /api/search}. */
@Path("search")
@Dependent
public final class SearchResource {
  private final SearchDocuments documents;

  @Inject
  public SearchResource(Representations representations) {
    this.documents = new SearchDocuments(representations, FrequentSearches.NONE);
  }

  @GET
  @PermitAll
  public Response search(@Context HttpServletRequest request) {
    return Reads.respond(documents.search(Reads.of(request)));
  }

  @OPTIONS
  @PermitAll
  public Response options() {
    return Reads.options();
  }
}
