package dk.ledelseskatalog.authoring;

import static dk.ledelseskatalog.authoring.AuthoringService.EDITOR;
import static dk.ledelseskatalog.authoring.AuthoringService.OTHER;
import static dk.ledelseskatalog.authoring.AuthoringService.code;
import static dk.ledelseskatalog.authoring.AuthoringService.seen;
import static org.assertj.core.api.Assertions.assertThat;

import dk.ledelseskatalog.catalogue.PublishedEntry;
import dk.ledelseskatalog.catalogue.Snapshot;
import dk.ledelseskatalog.contentmodel.EntryId;
import dk.ledelseskatalog.identity.SettableClock;
import dk.ledelseskatalog.media.Claim;
import dk.ledelseskatalog.media.Pictures;
import dk.ledelseskatalog.persistence.DatabaseSettings;
import dk.ledelseskatalog.persistence.NewDatabase;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What whoever has the address of a preview sees, on both databases. */
class PreviewsTest {
  @Nested
  @ExtendWith(NewDatabase.OnH2.class)
  class OnH2 extends Promises {}

  @Nested
  @ExtendWith(NewDatabase.OnPostgreSql.class)
  class OnPostgreSql extends Promises {}

  abstract static class Promises {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-24T12:00:00Z"));
    private AuthoringService service;
    private String token;

    @BeforeEach
    void open(DatabaseSettings settings) throws Exception {
      service = new AuthoringService(settings, clock);
      token = service.authoring.previews().make(EDITOR).token();
    }

    @AfterEach
    void close() {
      service.close();
    }

    @Test
    void everySaveIsSeenAtOnceAndWhatDidNotChangeIsBuiltOnce() {
      EditedEntry made = service.complete(7);
      EntryId id = made.entry().id();
      Snapshot first = preview();
      assertThat(minutes(id)).contains(7);
      assertThat(preview()).isSameAs(first);
      String others = service.authoring.previews().make(OTHER).token();
      assertThat(service.authoring.previews().snapshot(others)).containsSame(first);

      EditedEntry saved = service.setMinutes(OTHER, made, 8);
      assertThat(minutes(id)).contains(8);
      assertThat(theme().related("reflections")).contains(id);

      EditedEntry gone = service.drafts().archive(EDITOR, id, seen(saved), Optional.empty(), false);
      assertThat(minutes(id)).isEmpty();
      assertThat(theme().related("reflections")).doesNotContain(id);

      service.drafts().restore(EDITOR, id, seen(gone), 1, Optional.empty());
      assertThat(minutes(id)).contains(7);
      assertThat(code(() -> service.desk().publish(EDITOR, service.publishing(id)))).isEmpty();
      assertThat(minutes(id)).contains(7);
      assertThat(preview().release().number()).isEqualTo(2);
    }

    @Test
    void aPictureThatComesLaterIsSeenToo() {
      Snapshot without = preview();
      var unused =
          service
              .authoring
              .mediaDesk()
              .send(EDITOR, new ByteArrayInputStream(Pictures.png(30, 20)), Claim.NONE);
      assertThat(preview()).isNotSameAs(without);
    }

    @Test
    void anAddressExpiresAndNoOtherWorks() {
      assertThat(service.authoring.previews().snapshot(token + "x")).isEmpty();
      clock.advance(Previews.LIFE.minusMillis(1));
      assertThat(service.authoring.previews().snapshot(token)).isPresent();
      clock.advance(Duration.ofMillis(1));
      assertThat(service.authoring.previews().snapshot(token)).isEmpty();
    }

    private Snapshot preview() {
      return service.authoring.previews().snapshot(token).orElseThrow();
    }

    private PublishedEntry theme() {
      return preview().entry(new EntryId("themes", "mod")).orElseThrow();
    }

    private Optional<Integer> minutes(EntryId id) {
      return preview().entry(id).map(entry -> entry.attributes().path("minutes").asInt());
    }
  }
}
