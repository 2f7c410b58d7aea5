package dk.ledelseskatalog.openapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The codes that many routes share, and what an error looks like. */
final class ErrorCodes {
  /** Of a token that is not believed; sent by mistake, it is refused where none is needed too. */
  static final List<String> REFUSED_TOKENS =
      List.of(
          "not-a-bearer-token",
          "malformed",
          "too-long",
          "algorithm-not-allowed",
          "wrong-type",
          "unknown-key",
          "bad-signature",
          "wrong-issuer",
          "wrong-audience",
          "no-expiry",
          "expired",
          "not-yet-valid",
          "no-subject",
          "sign-in-anew",
          "api-token-invalid",
          "api-token-expired",
          "api-token-revoked");

  static final List<String> PARAMETERS =
      List.of("unknown-parameter", "duplicate-parameter", "malformed-query", "malformed-request");

  static final List<String> DOCUMENTS =
      List.of(
          "malformed-json", "json-too-deep", "invalid-text", "invalid-document", "unknown-member");

  private ErrorCodes() {}

  static ObjectNode example(int status, String code) {
    ObjectNode document = Shape.object();
    document.putObject("jsonapi").put("version", "1.1");
    ObjectNode error = document.putArray("errors").addObject();
    error.put("status", Integer.toString(status)).put("code", code);
    error.put("detail", "One sentence, in the caller's language, that says what to do.");
    if (code.equals("unknown-parameter")) {
      error.put(
          "detail",
          "The parameter \"filter[tema]\" is not known here. Did you mean \"filter[theme]\"?");
      error.putObject("source").put("parameter", "filter[tema]");
    }
    return document;
  }
}
