package dk.ledelseskatalog.identity;

import java.util.Locale;

/**
 * Why a token is not accepted. The sentences tell the caller what to do and never repeat anything
 * of the token.
 */
public enum Refusal {
  /** The {@code Authorization} header is not {@code Bearer} and one token. */
  NOT_A_BEARER_TOKEN(
      "Send headeren Authorization én gang, som 'Bearer' og et token.",
      "Send the Authorization header once, as 'Bearer' and a token."),
  MALFORMED(
      "Tokenet er ikke et læsbart signeret JWT; hent et nyt.",
      "The token is not a readable signed JWT; get a new one."),
  TOO_LONG(
      "Tokenet er for langt; hent et med færre oplysninger.",
      "The token is too long; get one with fewer claims."),
  ALGORITHM_NOT_ALLOWED(
      "Tokenet er usigneret eller signeret med en algoritme, som ikke er tilladt her.",
      "The token is unsigned or signed with an algorithm that is not allowed here."),
  WRONG_TYPE(
      "Tokenet er ikke et adgangstoken; brug udstederens access token.",
      "The token is not an access token; use the issuer's access token."),
  UNKNOWN_KEY(
      "Tokenet er signeret med en nøgle, som udstederen ikke kender; hent et nyt.",
      "The token is signed with a key the issuer does not list; get a new one."),
  BAD_SIGNATURE(
      "Tokenets signatur passer ikke; hent et nyt.",
      "The token's signature does not match; get a new one."),
  WRONG_ISSUER(
      "Tokenet er udstedt af en anden end den udsteder, tjenesten stoler på.",
      "The token comes from another issuer than the one this service trusts."),
  WRONG_AUDIENCE(
      "Tokenet er udstedt til en anden tjeneste; bed om et til denne.",
      "The token is meant for another service; request one for this service."),
  NO_EXPIRY(
      "Tokenet har ingen udløbstid; hent et, der har.",
      "The token has no expiry; get one that has."),
  EXPIRED("Tokenet er udløbet; hent et nyt.", "The token has expired; get a new one."),
  NOT_YET_VALID(
      "Tokenet gælder ikke endnu; se efter, om urene går ens.",
      "The token is not valid yet; check that the clocks agree."),
  NO_SUBJECT(
      "Tokenet siger ikke brugbart, hvem det er udstedt til.",
      "The token does not usably say whom it was issued to."),
  API_TOKEN_INVALID(
      "API-tokenet kendes ikke; se efter, om det er kopieret helt, eller bed om et nyt.",
      "The API token is not known; check that all of it was copied, or ask for a new one."),
  API_TOKEN_EXPIRED(
      "API-tokenet er udløbet; bed en administrator om et nyt.",
      "The API token has expired; ask an administrator for a new one."),
  API_TOKEN_REVOKED(
      "API-tokenet er trukket tilbage; bed en administrator om et nyt.",
      "The API token was revoked; ask an administrator for a new one."),
  /** Believed, but older than a change of what the person may. */
  SIGN_IN_ANEW(
      "Dine rettigheder er ændret, siden du loggede ind; log ind igen.",
      "What you may do has changed since you signed in; sign in again."),
  /** Believed, but an administrator decided against the person. */
  SHUT_OUT(
      403,
      "Du er lukket ude af tjenesten; tal med en administrator.",
      "You are shut out of this service; talk to an administrator."),
  /** No fault of the token: the database does not say whose it is. */
  DATABASE_UNAVAILABLE(
      503,
      "Databasen svarer ikke lige nu; send den samme forespørgsel igen om lidt.",
      "The database does not answer just now; send the same request again shortly."),
  /** No fault of the token: the issuer's keys could never be read. */
  KEYS_UNAVAILABLE(
      503,
      "Udstederens nøgler kan ikke hentes lige nu; prøv igen om et halvt minut.",
      "The issuer's keys cannot be read right now; try again in half a minute.");

  private final int status;
  private final String da;
  private final String en;

  Refusal(String da, String en) {
    this(401, da, en);
  }

  Refusal(int status, String da, String en) {
    this.status = status;
    this.da = da;
    this.en = en;
  }

  /** 401 for a token, 403 for a person, 503 for a fault of ours. */
  public int status() {
    return status;
  }

  /** Stable, for programs. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The sentence in Danish. */
  public String da() {
    return da;
  }

  /** The sentence in English: ASCII without quotation marks, so it can stand in a header. */
  public String en() {
    return en.replace('"', '\'');
  }
}
