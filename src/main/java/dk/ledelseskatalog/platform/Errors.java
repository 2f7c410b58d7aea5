package dk.ledelseskatalog.platform;

import dk.ledelseskatalog.jsonapi.ErrorObject;

/** What callers are told about errors that no resource of ours has put into words. */
final class Errors {
  private Errors() {}

  /** The error for a status that the container or JAX-RS chose. */
  static ErrorObject ofStatus(int status) {
    return switch (status) {
      case 400 ->
          ErrorObject.of(
              400,
              "malformed-request",
              "Forespørgslen kan ikke læses; ret adressen, headerne eller indholdet.",
              "The request cannot be read; correct its address, headers or body.");
      case 401 ->
          ErrorObject.of(
              401,
              "not-signed-in",
              "Log ind, og send et adgangstoken i headeren Authorization.",
              "Sign in, and send an access token in the Authorization header.");
      case 403 ->
          ErrorObject.of(
              403,
              "not-allowed",
              "Du har ikke ret til dette; bed en administrator om den rolle, der giver det.",
              "You may not do this; ask an administrator for the role that gives it.");
      case 404 ->
          ErrorObject.of(
              404,
              "not-found",
              "Her er ikke noget; begynd ved /api, der viser, hvad der findes.",
              "There is nothing here; begin at /api, which shows what there is.");
      case 405 ->
          ErrorObject.of(
              405,
              "method-not-allowed",
              "Metoden kan ikke bruges her; headeren Allow nævner dem, der kan.",
              "The method cannot be used here; the Allow header names those that can.");
      case 406 ->
          ErrorObject.of(
              406,
              "not-acceptable",
              "Svaret findes ikke i en form, som headeren Accept tillader.",
              "There is no representation that the Accept header allows.");
      case 413 ->
          ErrorObject.of(
              413,
              "body-too-large",
              "Indholdet er for stort; send højst 1 MB.",
              "The body is too large; send at most 1 MB.");
      case 415 ->
          ErrorObject.of(
              415,
              "unsupported-media-type",
              "Send indholdet som application/vnd.api+json uden parametre.",
              "Send the body as application/vnd.api+json without parameters.");
      case 503 ->
          ErrorObject.of(
              503,
              "starting",
              "Tjenesten er ved at starte eller stoppe; prøv igen om lidt.",
              "The service is starting or stopping; try again shortly.");
      default ->
          status >= 400 && status < 500
              ? ErrorObject.of(
                  status,
                  "bad-request",
                  "Forespørgslen kan ikke besvares; ret den, og prøv igen.",
                  "The request cannot be answered; correct it and try again.")
              : internal();
    };
  }

  static ErrorObject relationshipReadOnly() {
    return ErrorObject.of(
        403,
        "relationship-read-only",
        "Relationen kan ikke ændres her; redaktører ændrer den i posten, der har den.",
        "The relationship cannot be changed here; editors change it in the entry that has it.");
  }

  static ErrorObject databaseUnavailable() {
    return ErrorObject.of(
        503,
        "database-unavailable",
        "Databasen svarer ikke lige nu; send den samme forespørgsel igen om lidt.",
        "The database does not answer just now; send the same request again shortly.");
  }

  static ErrorObject internal() {
    return ErrorObject.of(
        500,
        "internal-error",
        "Noget gik galt hos os. Prøv igen; bliver det ved, så kontakt driften.",
        "Something went wrong on our side. Try again; if it goes on, contact operations.");
  }
}
