package dk.ledelseskatalog.privacy;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import dk.ledelseskatalog.audit.AuditEvent;
import dk.ledelseskatalog.audit.AuditLog;
import dk.ledelseskatalog.audit.Purpose;
import dk.ledelseskatalog.identity.Person;
import dk.ledelseskatalog.identity.Pseudonyms;
import dk.ledelseskatalog.persistence.Transactions;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Everything the service knows of the person who asks, as one JSON:API document. Thread-safe.
 *
 * <p>It is written as it is read, a few hundred rows at a time, each time in a transaction of its
 * own: so it may be as long as it is, and a slow reader keeps no connection to the database.
 */
public final class PersonalExport {
  static final String TYPE = "me";

  private static final int ROWS = 200;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Transactions transactions;
  private final Pseudonyms pseudonyms;
  private final List<PersonalData> kinds;
  private final AuditLog audit;
  private final String address;
  private final String description;

  /**
   * @param publicUrl the service's address, without a slash at its end
   */
  public PersonalExport(
      Transactions transactions,
      Pseudonyms pseudonyms,
      List<PersonalData> kinds,
      AuditLog audit,
      URI publicUrl) {
    this.transactions = transactions;
    this.pseudonyms = pseudonyms;
    this.kinds = List.copyOf(kinds);
    this.audit = audit;
    this.address = publicUrl + "/api/" + TYPE;
    this.description = publicUrl + "/openapi";
  }

  /**
   * Finds who is asking and notes that they asked. Somebody the service does not know stays
   * unknown.
   */
  Optional<UUID> begin(Person self, String role) {
    return transactions.inTransaction(
        manager -> {
          Optional<UUID> pseudonym = pseudonyms.find(manager, self);
          pseudonym.ifPresent(
              known ->
                  audit.append(
                      manager,
                      AuditEvent.byOneself(
                          known,
                          role,
                          "personal-data.exported",
                          Purpose.ACCESS_REQUEST,
                          "people/" + known)));
          return pseudonym;
        });
  }

  /** Writes the document. If it throws, what was written is no whole JSON. */
  void write(Person self, Optional<UUID> pseudonym, OutputStream to) throws IOException {
    JsonGenerator out = JSON.createGenerator(to);
    out.disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT);
    out.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    out.writeStartObject();
    out.writeObjectFieldStart("jsonapi");
    out.writeStringField("version", "1.1");
    out.writeEndObject();
    out.writeObjectFieldStart("data");
    out.writeStringField("type", TYPE);
    out.writeStringField("id", TYPE);
    out.writeObjectFieldStart("attributes");
    out.writeStringField("issuer", self.issuer());
    out.writeStringField("subject", self.subject());
    out.writeArrayFieldStart("roles");
    for (String role : new TreeSet<>(self.roles())) {
      out.writeString(role);
    }
    out.writeEndArray();
    out.writeFieldName("pseudonym");
    out.writeObject(pseudonym.map(UUID::toString).orElse(null));
    for (PersonalData kind : kinds) {
      out.writeArrayFieldStart(kind.name());
      if (pseudonym.isPresent()) {
        items(kind, pseudonym.get(), out);
      }
      out.writeEndArray();
    }
    out.writeEndObject();
    out.writeObjectFieldStart("links");
    out.writeStringField("self", address);
    out.writeEndObject();
    out.writeEndObject();
    out.writeObjectFieldStart("links");
    out.writeStringField("describedby", description);
    out.writeEndObject();
    out.writeObjectFieldStart("meta");
    out.writeObjectFieldStart("notHeld");
    out.writeStringField(
        "da",
        "Navn, e-mail og det, du skriver eller tænker i en refleksion, gemmer tjenesten ikke. Hvad"
            + " der er leveret til læringslageret, ligger også dér.");
    out.writeStringField(
        "en",
        "The service keeps no name, no e-mail address, and nothing of what you write or think in a"
            + " reflection. What was delivered to the Learning Record Store is there as well.");
    out.writeEndObject();
    out.writeEndObject();
    out.writeEndObject();
    out.flush();
  }

  private void items(PersonalData kind, UUID pseudonym, JsonGenerator out) throws IOException {
    Optional<String> after = Optional.empty();
    while (true) {
      Optional<String> last = after;
      List<PersonalData.Item> items =
          transactions.inTransaction(manager -> kind.export(manager, pseudonym, last, ROWS));
      for (PersonalData.Item item : items) {
        out.writeTree(item.content());
      }
      if (items.size() < ROWS) {
        return;
      }
      after = Optional.of(items.get(items.size() - 1).key());
    }
  }
}
