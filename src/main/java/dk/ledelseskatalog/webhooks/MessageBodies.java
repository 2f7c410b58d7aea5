package dk.ledelseskatalog.webhooks;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.ledelseskatalog.contentmodel.EntryId;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/**
 * Writes what is sent: thin, so that what a receiver keeps or leaks is where to look and not what
 * stands there. Of a person it has nothing.
 */
final class MessageBodies {
  /** Names of entries in one message; the rest is behind its links. */
  static final int MOST_ENTRIES = 100;

  private final String api;

  /**
   * @param publicUrl the service's address, without a slash at its end
   */
  MessageBodies(URI publicUrl) {
    this.api = publicUrl + "/api";
  }

  EventType type(Event event) {
    if (event instanceof Event.ReleasePublished) {
      return EventType.RELEASE_PUBLISHED;
    }
    if (event instanceof Event.EntriesUnpublished) {
      return EventType.ENTRIES_UNPUBLISHED;
    }
    if (event instanceof Event.CompletionRecorded) {
      return EventType.COMPLETION_RECORDED;
    }
    return event instanceof Event.CompletionVoided
        ? EventType.COMPLETION_VOIDED
        : EventType.ATTENDANCE_RECORDED;
  }

  byte[] write(Event event, String id, Instant at) {
    return message(id, type(event).text(), at, data(event));
  }

  byte[] test(String id, Instant at, String webhook) {
    ObjectNode data = object();
    data.putObject("links").put("webhook", api + "/webhooks/" + webhook);
    return message(id, EventType.TEST, at, data);
  }

  private ObjectNode data(Event event) {
    ObjectNode data = object();
    if (event instanceof Event.ReleasePublished published) {
      release(data, published.release());
    } else if (event instanceof Event.EntriesUnpublished unpublished) {
      release(data, unpublished.release());
      entries(data, unpublished.entries());
    } else if (event instanceof Event.CompletionRecorded recorded) {
      data.put("release", recorded.release());
      data.putObject("links").put("completion", api + "/completions/" + recorded.completion());
    } else if (event instanceof Event.CompletionVoided voided) {
      data.putObject("links").put("completion", api + "/completions/" + voided.completion());
    } else if (event instanceof Event.AttendanceRecorded attendance) {
      data.put("release", attendance.release());
      data.putObject("links").put("enrolment", api + "/enrolments/" + attendance.enrolment());
    }
    return data;
  }

  private void release(ObjectNode data, int number) {
    String address = api + "/releases/" + number;
    data.put("release", number);
    data.putObject("links").put("release", address).put("changes", address + "/changes");
  }

  private static void entries(ObjectNode data, List<EntryId> entries) {
    data.put("total", entries.size());
    ArrayNode named = data.putArray("entries");
    entries.stream()
        .limit(MOST_ENTRIES)
        .forEach(entry -> named.addObject().put("type", entry.type()).put("id", entry.id()));
  }

  /** The members that Standard Webhooks proposes, and the id that the headers have too. */
  private static byte[] message(String id, String type, Instant at, ObjectNode data) {
    ObjectNode message = object();
    message.put("id", id).put("type", type).put("timestamp", at.toString());
    message.set("data", data);
    return message.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
