package dk.ledelseskatalog.media;

import dk.ledelseskatalog.jsonapi.ErrorObject;
import dk.ledelseskatalog.jsonapi.ErrorObject.Source;
import dk.ledelseskatalog.jsonapi.JsonApiException;

/** Why a file is not taken in. */
final class MediaRefusal {
  static final Source CONTENT_TYPE = Source.header("Content-Type");
  static final Source FILE_NAME = Source.header("Content-Disposition");

  private MediaRefusal() {}

  /** Cut off, or garbage. */
  static JsonApiException broken() {
    return of(
        422,
        "file-broken",
        "Filen er ikke hel eller kan ikke læses. Gem den igen, og send den nye.",
        "The file is not whole or cannot be read. Save it anew and send that.");
  }

  static JsonApiException animated() {
    return of(
        422,
        "animated-picture",
        "Billedet bevæger sig; det tages ikke imod. Gem ét billede af det som PNG.",
        "The picture is animated, which is not taken in. Save one picture of it as PNG.");
  }

  static JsonApiException hidden() {
    return of(
        422,
        "hidden-content",
        "Der ligger andet gemt efter filens slutning. Åbn den, gem den igen, og send den nye.",
        "Something else is hidden behind the file's end. Open it, save it anew and send that.");
  }

  static JsonApiException tooManyPixels(Dimensions found, long limit) {
    long megapixels = limit / 1_000_000;
    return of(
        422,
        "too-many-pixels",
        "Billedet er "
            + found.width()
            + " × "
            + found.height()
            + " punkter; højst "
            + megapixels
            + " megapixel tages imod. Gør det mindre.",
        "The picture has "
            + found.width()
            + " × "
            + found.height()
            + " pixels; at most "
            + megapixels
            + " megapixels are taken in. Make it smaller.");
  }

  static JsonApiException unsupported(String da, String en) {
    return of(422, "unsupported-picture", da, en);
  }

  static JsonApiException of(int status, String code, String da, String en) {
    return new JsonApiException(ErrorObject.of(status, code, da, en));
  }

  static JsonApiException of(int status, String code, Source source, String da, String en) {
    return new JsonApiException(ErrorObject.of(status, code, source, da, en));
  }
}
