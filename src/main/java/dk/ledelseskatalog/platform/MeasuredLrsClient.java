package dk.ledelseskatalog.platform;

import dk.ledelseskatalog.outbox.LrsClient;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Takes the time of each batch; the rest goes through. */
final class MeasuredLrsClient implements LrsClient {
  private final LrsClient client;
  private final Measurements measurements;

  MeasuredLrsClient(LrsClient client, Measurements measurements) {
    this.client = client;
    this.measurements = measurements;
  }

  @Override
  public Answer store(List<byte[]> statements) {
    long begun = System.nanoTime();
    Answer answer = client.store(statements);
    measurements.tell(answer, Duration.ofNanos(System.nanoTime() - begun));
    return answer;
  }

  @Override
  public Optional<byte[]> fetch(UUID statementId) throws IOException {
    return client.fetch(statementId);
  }

  @Override
  public Page list(Instant since, Instant until) throws IOException {
    return client.list(since, until);
  }

  @Override
  public Page more(URI more) throws IOException {
    return client.more(more);
  }

  @Override
  public void close() {
    client.close();
  }
}
