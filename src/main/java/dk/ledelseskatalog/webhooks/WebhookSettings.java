package dk.ledelseskatalog.webhooks;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What an administrator says of a webhook.
 *
 * @param url where messages are posted to
 * @param events what is told of; at least one
 * @param description for people; may be empty
 * @param active whether anything is told
 */
record WebhookSettings(String url, Set<EventType> events, String description, boolean active) {
  WebhookSettings {
    events = Collections.unmodifiableSet(EnumSet.copyOf(events));
  }
}
