package dk.ledelseskatalog.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dk.ledelseskatalog.configuration.Configuration;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * That whatever names a person in the database can be shown to them and is thought of when they go.
 */
class PersonalDataTest {
  /** How a column is called that holds a person. */
  private static final Pattern PERSON =
      Pattern.compile(
          "(.+_)?(person|learner|leader|member|participant|facilitator|subject|actor|pseudonym"
              + "|author|owner|recipient|issuer|name|mail|email)|.+_by");

  /** Columns of such a name that name no person, or that erasing itself takes care of. */
  private static final Map<String, String> EXCEPTIONS =
      Map.ofEntries(
          Map.entry("person.pseudonym", "the identity itself, destroyed last"),
          Map.entry("person.issuer", "destroyed with it"),
          Map.entry("person.subject", "destroyed with it"),
          Map.entry("erasure.pseudonym", "the tombstone, which must outlive the person"),
          Map.entry("scheduled_release.requested_by", "an editor's number"),
          Map.entry("preview.created_by", "an editor's number, for a day"),
          Map.entry("outbox_destination.name", "a store"),
          Map.entry("outbox_destination.lease_owner", "a node"),
          Map.entry("change_order.name", "a table"),
          Map.entry("api_token.name", "a system"),
          Map.entry("webhook_sender.name", "the one row"),
          Map.entry("webhook_sender.lease_owner", "a node"));

  @Test
  void everyColumnThatNamesAPersonIsCoveredByPersonalData(@TempDir Path folder) throws Exception {
    Configuration configuration =
        Configuration.read(
            name ->
                Optional.ofNullable(
                    Map.of("LEDELSESKATALOG_DATA_DIR", folder.toString()).get(name)));
    try (Service service = Service.start(configuration, Clock.systemUTC())) {
      Set<String> named = new TreeSet<>();
      for (Object element : columns(service)) {
        Object[] row = (Object[]) element;
        if (PERSON.matcher((String) row[1]).matches()) {
          named.add(row[0] + "." + row[1]);
        }
      }
      Set<String> covered = new TreeSet<>(EXCEPTIONS.keySet());
      service.personalData().forEach(kind -> covered.addAll(kind.columns()));

      assertThat(named).contains("completion.person", "person.subject");
      assertThat(covered).containsAll(named);
    }
  }

  private static List<?> columns(Service service) {
    return service
        .database()
        .transactions()
        .inTransaction(
            manager ->
                manager
                    .createNativeQuery(
                        "select lower(table_name), lower(column_name)"
                            + " from information_schema.columns where table_schema = 'PUBLIC'"
                            + " and lower(table_name) <> 'flyway_schema_history'")
                    .getResultList());
  }
}
