package dk.ledelseskatalog.webhooks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dk.ledelseskatalog.persistence.Transactions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;

/** Somebody who asked to be told of everything, for whoever leaves events. */
public final class Subscriber {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Transactions transactions;

  public Subscriber(Transactions transactions) {
    this.transactions = transactions;
    UUID id = UUID.randomUUID();
    var unused =
        transactions.inTransaction(
            manager -> {
              WebhookSettings settings =
                  new WebhookSettings(
                      "https://hook.example.dk/", EnumSet.allOf(EventType.class), "", true);
              manager.persist(new Webhook(id, settings, new byte[] {1}, Instant.EPOCH));
              new WebhookRepository(manager).subscribe(id.toString(), settings.events());
              return id;
            });
  }

  /** What is to be sent, in the order it was left. */
  public List<JsonNode> told() throws Exception {
    List<String> bodies =
        transactions.inTransaction(
            manager ->
                manager
                    .createQuery(
                        "select m from WebhookMessage m order by m.id", WebhookMessage.class)
                    .getResultStream()
                    .map(WebhookMessage::bodyText)
                    .toList());
    List<JsonNode> told = new ArrayList<>();
    for (String body : bodies) {
      told.add(JSON.readTree(body));
    }
    return told;
  }

  /** Such as {@code completion.recorded}. */
  public List<String> events() throws Exception {
    return told().stream().map(message -> message.path("type").asText()).toList();
  }
}
