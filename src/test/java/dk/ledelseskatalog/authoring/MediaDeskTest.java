package dk.ledelseskatalog.authoring;

import static dk.ledelseskatalog.authoring.AuthoringService.EDITOR;
import static org.assertj.core.api.Assertions.assertThat;

import dk.ledelseskatalog.jsonapi.IfMatch;
import dk.ledelseskatalog.media.Claim;
import dk.ledelseskatalog.media.Media;
import dk.ledelseskatalog.media.Pictures;
import dk.ledelseskatalog.persistence.AtOnce;
import dk.ledelseskatalog.persistence.DatabaseSettings;
import dk.ledelseskatalog.persistence.NewDatabase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What editors do with pictures, on both databases. */
class MediaDeskTest {
  @Nested
  @ExtendWith(NewDatabase.OnH2.class)
  class OnH2 extends Promises {}

  @Nested
  @ExtendWith(NewDatabase.OnPostgreSql.class)
  class OnPostgreSql extends Promises {}

  abstract static class Promises {
    private static final byte[] PICTURE = Pictures.png(40, 30);

    private AuthoringService service;
    private MediaDesk desk;

    @BeforeEach
    void open(DatabaseSettings settings) throws Exception {
      service = new AuthoringService(settings, Clock.systemUTC());
      desk = service.authoring.mediaDesk();
    }

    @AfterEach
    void close() {
      service.close();
    }

    @Test
    void cachesAreToldOfAFileThatIsToBeSeenNoMore() {
      Media media = send().media();
      assertThat(service.outdated).isEmpty();

      desk.remove(EDITOR, media.sha256(), IfMatch.read(media.tag()), false);

      assertThat(service.outdated).containsExactly("media-" + media.sha256());
    }

    /** Bytes that a disk lost, though the database knows of them. */
    @Test
    void aLostFileIsThereAgainOnceSomebodySendsIt() throws Exception {
      Media media = send().media();
      var unused =
          service
              .database
              .transactions()
              .inTransaction(
                  manager -> manager.createNativeQuery("delete from media_part").executeUpdate());
      assertThat(isThere(media)).isFalse();

      assertThat(send().isNew()).isFalse();

      assertThat(isThere(media)).isTrue();
    }

    @Test
    void whoSendsWhatAnotherJustRemovesHasItWhicheverCameFirst() throws Exception {
      for (int round = 0; round < 20; round++) {
        Media media = send().media();
        var unused =
            AtOnce.run(
                List.of(
                    () -> {
                      desk.remove(EDITOR, media.sha256(), IfMatch.read(media.tag()), false);
                      return true;
                    },
                    () -> send().isNew()));
        boolean known = service.authoring.library().find(media.sha256()).isPresent();
        assertThat(isThere(media)).isEqualTo(known);
      }
    }

    private boolean isThere(Media media) throws IOException {
      try (InputStream in = service.authoring.library().file(media).open()) {
        return in.readAllBytes().length == media.size();
      } catch (NoSuchFileException e) {
        return false;
      }
    }

    private MediaDesk.Sent send() {
      return desk.send(EDITOR, new ByteArrayInputStream(PICTURE), Claim.NONE);
    }
  }
}
