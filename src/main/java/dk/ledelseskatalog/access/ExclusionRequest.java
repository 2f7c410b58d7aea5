package dk.ledelseskatalog.access;

import com.fasterxml.jackson.databind.JsonNode;
import dk.ledelseskatalog.access.Exclusion.Effect;
import dk.ledelseskatalog.access.Exclusion.Reason;
import dk.ledelseskatalog.identity.NamedPerson;
import dk.ledelseskatalog.jsonapi.ErrorObject;
import dk.ledelseskatalog.jsonapi.ErrorObject.Source;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import dk.ledelseskatalog.jsonapi.RequestDocument;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Set;

/** Whom an administrator decides against, how, and why. */
record ExclusionRequest(NamedPerson who, Effect effect, Reason reason) {
  /**
   * Reads the body of a request. Whoever says no effect shuts the person out.
   *
   * @throws JsonApiException naming the member that is wrong
   */
  static ExclusionRequest read(InputStream body) {
    RequestDocument document = RequestDocument.readCreate(body, Exclusion.TYPE);
    Set<String> known = new HashSet<>(NamedPerson.ATTRIBUTES);
    known.add("effect");
    known.add("reason");
    document.requireOnly(known, Set.of());
    JsonNode attributes = document.attributes();
    return new ExclusionRequest(
        NamedPerson.read(attributes),
        attributes.has("effect") ? effect(attributes.path("effect")) : Effect.SHUT_OUT,
        reason(attributes.path("reason")));
  }

  /** The answer if nobody is known by the pseudonym. */
  JsonApiException unknownPerson() {
    return new JsonApiException(
        ErrorObject.of(
            404,
            "unknown-person",
            pointer(who.attribute()),
            "Tjenesten kender ingen med dette pseudonym; nævn personen ved issuer og subject.",
            "The service knows nobody by this pseudonym; name the person by issuer and subject."));
  }

  /** The answer if the person could not come in by that issuer anyway. */
  static JsonApiException otherIssuer(String believed) {
    return invalid(
        "issuer",
        "issuer skal være den, hvis tokens tjenesten stoler på: " + believed + ".",
        "issuer must be the one whose tokens this service believes: " + believed + ".");
  }

  /** The answer to an administrator who would be out before they can undo it. */
  JsonApiException oneself() {
    return new JsonApiException(
        ErrorObject.of(
            422,
            "oneself",
            pointer(who.attribute()),
            "Du kan ikke lukke dig selv ude; bed en anden administrator.",
            "You cannot shut yourself out; ask another administrator."));
  }

  /** The answer if the weaker decision would take the place of the stronger. */
  static JsonApiException shutOutAlready(Exclusion before) {
    return new JsonApiException(
        ErrorObject.of(
            409,
            "shut-out-already",
            pointer("effect"),
            "Personen er lukket ude; luk først ind igen med DELETE /api/" + before.target() + ".",
            "The person is shut out; let them in first, by DELETE /api/" + before.target() + "."));
  }

  private static Effect effect(JsonNode value) {
    return Effect.of(value.isTextual() ? value.textValue() : "")
        .orElseThrow(
            () ->
                invalid(
                    "effect",
                    "effect skal være en af: " + Effect.codes() + ".",
                    "effect must be one of: " + Effect.codes() + "."));
  }

  private static Reason reason(JsonNode value) {
    return Reason.of(value.isTextual() ? value.textValue() : "")
        .orElseThrow(
            () ->
                invalid(
                    "reason",
                    "reason skal være en af: " + Reason.codes() + ".",
                    "reason must be one of: " + Reason.codes() + "."));
  }

  private static Source pointer(String attribute) {
    return Source.pointer("/data/attributes/" + attribute);
  }

  private static JsonApiException invalid(String attribute, String da, String en) {
    return new JsonApiException(
        ErrorObject.of(422, "invalid-attribute", pointer(attribute), da, en));
  }
}
