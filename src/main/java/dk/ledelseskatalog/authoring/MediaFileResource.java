package dk.ledelseskatalog.authoring;

import dk.ledelseskatalog.identity.Roles;
import dk.ledelseskatalog.jsonapi.Echo;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import dk.ledelseskatalog.jsonapi.QueryParameters;
import dk.ledelseskatalog.media.Media;
import dk.ledelseskatalog.media.MediaAddress;
import dk.ledelseskatalog.media.MediaFormat;
import dk.ledelseskatalog.media.MediaLibrary;
import dk.ledelseskatalog.media.StoredFile;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code /media}: the files themselves. Everybody sees what a release shows, or showed; what none
 * shows yet only editors see, and whoever has the address of a preview.
 */
@Path("{name}")
@Dependent
public final class MediaFileResource {
  private static final String FOR_EVER = "public, max-age=31536000, immutable";

  /** Whatever it is, it runs and loads nothing. */
  private static final String NOTHING_RUNS =
      "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox";

  private final MediaLibrary library;
  private final Previews previews;

  @Inject
  public MediaFileResource(Authoring authoring) {
    this.library = authoring.library();
    this.previews = authoring.previews();
  }

  @GET
  @PermitAll
  public Response file(
      @Context HttpServletRequest request,
      @Context SecurityContext security,
      @PathParam("name") String name) {
    QueryParameters parameters =
        QueryParameters.parse(request.getQueryString(), List.of(MediaAddress.PREVIEW));
    MediaAddress address = MediaAddress.parse(name).orElseThrow(() -> unknown(name));
    Media media =
        library
            .find(address.sha256())
            .filter(
                found ->
                    found.published()
                        || security.isUserInRole(Roles.EDITOR)
                        || security.isUserInRole(Roles.ADMINISTRATOR)
                        || parameters
                            .value(MediaAddress.PREVIEW)
                            .filter(previews::admit)
                            .isPresent())
            .orElseThrow(() -> unknown(name));
    StoredFile file = stored(media, address).orElseThrow(() -> unknown(name));
    String tag = "\"" + file.sha256() + "\"";
    Response.ResponseBuilder answer =
        isKnown(request.getHeader(HttpHeaders.IF_NONE_MATCH), tag)
            ? Response.notModified()
            : whole(file, request.getMethod().equals("HEAD"));
    answer.header(HttpHeaders.ETAG, tag).header("Content-Security-Policy", NOTHING_RUNS);
    answer.header("Cross-Origin-Resource-Policy", "cross-origin");
    if (media.published()) {
      answer.header(HttpHeaders.CACHE_CONTROL, FOR_EVER);
      answer.header("Surrogate-Key", MediaDesk.key(media.sha256()));
      answer.header("Cache-Tag", MediaDesk.key(media.sha256()));
    } else {
      answer.header(HttpHeaders.CACHE_CONTROL, "no-store");
      answer.header(HttpHeaders.VARY, "Authorization");
    }
    if (media.format() == MediaFormat.PDF) {
      answer.header(HttpHeaders.CONTENT_DISPOSITION, attachment(media));
    }
    return answer.build();
  }

  private Optional<StoredFile> stored(Media media, MediaAddress address) {
    if (address.variant().isPresent()) {
      return library.variant(media, address.variant().get());
    }
    return address.format() == media.format() ? Optional.of(library.file(media)) : Optional.empty();
  }

  private static Response.ResponseBuilder whole(StoredFile file, boolean head) {
    Response.ResponseBuilder answer =
        Response.ok()
            .type(file.format().mediaType())
            .header(HttpHeaders.CONTENT_LENGTH, file.size());
    return head ? answer : answer.entity(stream(file));
  }

  private static StreamingOutput stream(StoredFile file) {
    InputStream in;
    try {
      in = file.open();
    } catch (NoSuchFileException e) {
      throw Drafts.refusal(
          503,
          "file-lost",
          "Filen mangler på serveren; bed driften hente den fra sikkerhedskopien.",
          "The file is missing on the server; ask operations to restore it from the backup.");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out -> {
      try (in) {
        var unused = in.transferTo(out);
      }
    };
  }

  /** A file's name may hold anything, so it is written as RFC 8187 has it. */
  private static String attachment(Media media) {
    String name = media.description().originalName();
    return "attachment; filename*=UTF-8''"
        + URLEncoder.encode(name.isEmpty() ? media.sha256() + ".pdf" : name, StandardCharsets.UTF_8)
            .replace("+", "%20")
            .replace("*", "%2A");
  }

  private static boolean isKnown(@Nullable String ifNoneMatch, String tag) {
    return ifNoneMatch != null
        && Arrays.stream(ifNoneMatch.split(","))
            .map(known -> known.strip().replaceFirst("^W/", ""))
            .anyMatch(known -> known.equals("*") || known.equals(tag));
  }

  private static JsonApiException unknown(String name) {
    return Drafts.refusal(
        404,
        "unknown-file",
        "Der er ingen fil \"" + Echo.name(name) + "\", eller den er ikke udgivet.",
        "There is no file \"" + Echo.name(name) + "\", or it is not published.");
  }

  @OPTIONS
  @PermitAll
  public Response options() {
    return Response.noContent().header(HttpHeaders.ALLOW, "GET, HEAD, OPTIONS").build();
  }
}
