package dk.ledelseskatalog.delivery;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

/** {@code /api/previews/{token}}: entries as readers would see them. The token lets one in. */
@Path("previews")
@Dependent
public final class PreviewResource {
  private final PreviewSource source;
  private final Representations representations;

  @Inject
  public PreviewResource(PreviewSource source, Representations representations) {
    this.source = source;
    this.representations = representations;
  }

  /** The entries with the drafts in them, at the addresses they have now. */
  @Path("{token}")
  public EntryResource entries(@PathParam("token") String token) {
    return new EntryResource(new PreviewReader(source, representations, token));
  }
}
