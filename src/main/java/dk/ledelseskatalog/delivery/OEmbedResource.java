package dk.ledelseskatalog.delivery;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** {@code /api/oembed}: what other systems show where somebody pastes the link of a page. */
@Path("oembed")
@Dependent
public final class OEmbedResource {
  private final OEmbed embedding;

  @Inject
  public OEmbedResource(Representations representations) {
    this.embedding = new OEmbed(representations);
  }

  @GET
  @PermitAll
  public Response embed(
      @Context HttpServletRequest request,
      @QueryParam("url") @Nullable String url,
      @QueryParam("format") @Nullable String format,
      @QueryParam("maxwidth") @Nullable String maxWidth,
      @QueryParam("maxheight") @Nullable String maxHeight) {
    return Reads.respond(embedding.answer(Reads.of(request), url, format, maxWidth, maxHeight));
  }

  @OPTIONS
  @PermitAll
  public Response options() {
    return Reads.options();
  }
}
