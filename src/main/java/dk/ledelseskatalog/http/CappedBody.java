package dk.ledelseskatalog.http;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Reads an answer's body to a cap and then hangs up, so that no answer costs more memory or time
 * than we chose.
 */
public final class CappedBody implements HttpResponse.BodySubscriber<CappedBody.Bytes> {
  private final int cap;
  private final ByteArrayOutputStream read = new ByteArrayOutputStream();
  private final CompletableFuture<Bytes> body = new CompletableFuture<>();
  private Flow.@Nullable Subscription subscription;

  CappedBody(int cap) {
    this.cap = cap;
  }

  /**
   * @param complete false if there was more than the cap
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Bytes(byte[] content, boolean complete) {}

  @Override
  public CompletionStage<Bytes> getBody() {
    return body;
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    given.request(1);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    for (ByteBuffer buffer : buffers) {
      byte[] bytes = new byte[Math.min(buffer.remaining(), cap - read.size())];
      buffer.get(bytes);
      read.write(bytes, 0, bytes.length);
      if (buffer.hasRemaining()) {
        if (subscription != null) {
          subscription.cancel();
        }
        body.complete(new Bytes(read.toByteArray(), false));
        return;
      }
    }
    if (subscription != null) {
      subscription.request(1);
    }
  }

  @Override
  public void onError(Throwable failure) {
    body.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    body.complete(new Bytes(read.toByteArray(), true));
  }
}
