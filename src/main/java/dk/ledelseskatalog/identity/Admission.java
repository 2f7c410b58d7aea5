package dk.ledelseskatalog.identity;

import java.time.Instant;
import java.util.Optional;

/**
 * What administrators decided about who is let in. Asked of every token and every session at every
 * request, so that a decision takes effect while they live. Thread-safe.
 */
public interface Admission {
  /** What every API token begins with, and no JWT. */
  String API_TOKEN = "lk_";

  /** Whose API token this is, or why it is not believed. */
  Verdict judge(String apiToken);

  /**
   * Why a person is not let in although they are who they say.
   *
   * @param signedIn when they last proved it to the issuer; empty if nobody knows
   * @return empty if they are let in
   */
  Optional<Refusal> refusalOf(Person person, Optional<Instant> signedIn);
}
