package dk.ledelseskatalog.jsonapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RequestBodyTest {
  @Test
  void aBodyIsReadAsItIsUpToItsLimit() {
    byte[] most = new byte[RequestBody.MAX_BYTES];
    most[most.length - 1] = 7;
    assertThat(RequestBody.read(new ByteArrayInputStream(most))).isEqualTo(most);
    assertThat(RequestBody.read(InputStream.nullInputStream())).isEmpty();
  }

  @Test
  void ofABodyThatIsTooLargeOneByteTooManyIsRead() {
    ByteArrayInputStream body = new ByteArrayInputStream(new byte[RequestBody.MAX_BYTES + 100]);
    assertThatThrownBy(() -> RequestBody.read(body)).isInstanceOf(JsonApiException.class);
    assertThat(body.available()).isEqualTo(99);
  }

  /** However little comes at a time: the container waits a quarter of an hour, for uploads. */
  @Test
  void aBodyThatTricklesForTooLongIsRefused() {
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return ' ';
          }

          @Override
          public int read(byte[] to, int offset, int length) throws IOException {
            try {
              Thread.sleep(5);
            } catch (InterruptedException e) {
              throw new IOException(e);
            }
            to[offset] = ' ';
            return 1;
          }
        };
    assertThatThrownBy(() -> RequestBody.read(endless, Duration.ofMillis(50)))
        .isInstanceOfSatisfying(
            JsonApiException.class,
            refusal -> assertThat(refusal.errors().get(0).code()).isEqualTo("body-not-read"));
  }
}
