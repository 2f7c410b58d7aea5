package dk.ledelseskatalog.webhooks;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a webhook's messages go and what they are signed with.
 *
 * @param secrets sealed; the newest first
 */
record Receiver(String webhook, String url, List<byte[]> secrets) {
  Receiver {
    secrets = List.copyOf(secrets);
  }

  static Receiver of(Webhook webhook, Instant now) {
    List<byte[]> secrets = new ArrayList<>();
    secrets.add(webhook.secret());
    webhook.previousSecret(now).ifPresent(secrets::add);
    return new Receiver(webhook.id(), webhook.url(), secrets);
  }

  /** Empty if the newest does not open: a receiver may know no other by now. */
  Optional<List<Secret>> opened(SecretSeal seal) {
    List<Secret> opened = new ArrayList<>();
    for (byte[] sealed : secrets) {
      Optional<Secret> secret = seal.open(webhook, sealed);
      if (secret.isPresent()) {
        opened.add(secret.get());
      } else if (opened.isEmpty()) {
        return Optional.empty();
      }
    }
    return Optional.of(opened);
  }
}
