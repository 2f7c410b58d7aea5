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

/** {@code /api/suggestions}. */
@Path("suggestions")
@Dependent
public final class SuggestionResource {
  private final SearchDocuments documents;

  @Inject
  public SuggestionResource(Representations representations, FrequentSearches frequent) {
    this.documents = new SearchDocuments(representations, frequent);
  }

  @GET
  @PermitAll
  public Response suggestions(@Context HttpServletRequest request) {
    ReadRequest read = Reads.of(request);
    // Not to be given again by the address alone: what is frequent changes within a release.
    return Reads.respond(
        documents.suggestions(
            new ReadRequest(
                read.query(),
                read.accept(),
                read.acceptLanguage(),
                read.acceptEncoding(),
                read.ifNoneMatch())));
  }

  @OPTIONS
  @PermitAll
  public Response options() {
    return Reads.options();
  }
}
