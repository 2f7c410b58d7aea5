package dk.ledelseskatalog.delivery;

import dk.ledelseskatalog.contentmodel.EntryId;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;

/** {@code /entries}: a page for people of each entry. */
@Path("{type}/{id}")
@Dependent
public final class EntryPageResource {
  private final EntryPage pages;

  @Inject
  public EntryPageResource(Representations representations) {
    this.pages = new EntryPage(representations);
  }

  @GET
  @PermitAll
  public Response page(
      @Context HttpServletRequest request,
      @PathParam("type") String type,
      @PathParam("id") String id) {
    return Reads.respond(pages.answer(Reads.of(request), new EntryId(type, id)));
  }

  @OPTIONS
  @PermitAll
  public Response options() {
    return Reads.options();
  }
}
