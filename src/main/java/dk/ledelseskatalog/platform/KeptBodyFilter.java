package dk.ledelseskatalog.platform;

import dk.ledelseskatalog.jsonapi.RequestBody;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

/**
 * Keeps what is read of a request's body, so that a refusal can say where in it the fault is. Reads
 * nothing by itself: to ask whether there is a body would wait for one that never comes, such as
 * after the headers that offer HTTP/2.
 */
public final class KeptBodyFilter implements ContainerRequestFilter {
  static final String BODY = KeptBodyFilter.class.getName();

  private static final Set<String> WITH_BODY =
      Set.of(HttpMethod.POST, HttpMethod.PATCH, HttpMethod.PUT, HttpMethod.DELETE);

  @Override
  public void filter(ContainerRequestContext request) {
    if (WITH_BODY.contains(request.getMethod())) {
      ByteArrayOutputStream kept = new ByteArrayOutputStream();
      request.setEntityStream(new Keeping(request.getEntityStream(), kept));
      request.setProperty(BODY, kept);
    }
  }

  private static final class Keeping extends FilterInputStream {
    private final ByteArrayOutputStream kept;

    Keeping(InputStream in, ByteArrayOutputStream kept) {
      super(in);
      this.kept = kept;
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      if (read >= 0 && kept.size() <= RequestBody.MAX_BYTES) {
        kept.write(read);
      }
      return read;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
      int read = super.read(to, offset, length);
      if (read > 0 && kept.size() <= RequestBody.MAX_BYTES) {
        kept.write(to, offset, read);
      }
      return read;
    }
  }
}
