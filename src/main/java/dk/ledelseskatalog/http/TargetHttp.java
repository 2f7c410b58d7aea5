package dk.ledelseskatalog.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * Posts to addresses that outsiders chose, each to the very machine that {@link Targets} judged.
 * Thread-safe.
 *
 * <p>The JDK's clients resolve a name themselves, after whoever checks it did, and could be led
 * elsewhere in between. So this one connects a socket to the address that was checked, and the name
 * serves for TLS (SNI, and the certificate must be of it) and for the header {@code Host}. One
 * request a connection, no redirect followed, and the whole exchange within a time-out.
 */
public final class TargetHttp implements AutoCloseable {
  private static final int MOST_MACHINES = 4;

  private final Targets targets;
  private final SSLContext trust;
  private final Duration timeout;
  private final Set<Socket> inFlight = ConcurrentHashMap.newKeySet();
  private final ExecutorService asking =
      Executors.newCachedThreadPool(task -> daemon(task, "asks"));
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "watch"));
  private volatile boolean closed;

  /**
   * @param trust whose certificates are believed
   * @param timeout from the question where the host is to the end of the answer
   */
  public TargetHttp(Targets targets, SSLContext trust, Duration timeout) {
    this.targets = targets;
    this.trust = trust;
    this.timeout = timeout;
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, "target-http-" + name);
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Sends one request and reads the answer.
   *
   * @param headers beside those that every request has; ours, never an outsider's
   * @param cap most bytes of the answer's body
   * @throws RefusedTargetException if the address leads where no request may go
   * @throws IOException if there was no answer, for whatever reason
   */
  public Reply post(Target target, Map<String, String> headers, byte[] body, int cap)
      throws IOException {
    long end = System.nanoTime() + timeout.toNanos();
    List<InetAddress> machines = machines(target, timeout);
    IOException failure = new IOException("There is no machine of that name");
    for (InetAddress machine : machines.subList(0, Math.min(machines.size(), MOST_MACHINES))) {
      try (Socket socket = new Socket()) {
        ScheduledFuture<?> watchdog =
            watch.schedule(() -> close(socket), left(end), TimeUnit.NANOSECONDS);
        inFlight.add(socket);
        try {
          if (closed) {
            throw new IOException("This client is closed");
          }
          if (!connected(socket, machine, target.port(), end)) {
            failure = new IOException("Cannot connect to " + machine.getHostAddress());
            continue;
          }
          return exchange(socket, target, headers, body, cap);
        } catch (IOException e) {
          throw left(end) <= 0 ? new IOException("No answer within " + timeout, e) : e;
        } finally {
          inFlight.remove(socket);
          watchdog.cancel(false);
        }
      }
    }
    throw failure;
  }

  /**
   * The machines that an address leads to, which may be none for want of time.
   *
   * @throws RefusedTargetException as {@link #post}
   * @throws IOException if it leads to none, or nobody says so in time
   */
  public List<InetAddress> machines(Target target, Duration atMost) throws IOException {
    try {
      Future<List<InetAddress>> asked = asking.submit(() -> targets.machines(target));
      return asked.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException known ? known : new IOException(e.getCause());
    } catch (RejectedExecutionException e) {
      throw new IOException("This client is closed", e);
    } catch (TimeoutException e) {
      throw new IOException("Nobody says within " + atMost + " where the host is", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted");
    }
  }

  private static boolean connected(Socket socket, InetAddress machine, int port, long end)
      throws IOException {
    try {
      int millis = (int) Math.max(1, left(end) / 1_000_000);
      socket.connect(new InetSocketAddress(machine, port), millis);
      socket.setTcpNoDelay(true);
      return true;
    } catch (IOException e) {
      if (left(end) <= 0) {
        throw e;
      }
      return false; // perhaps the next one
    }
  }

  private Reply exchange(
      Socket socket, Target target, Map<String, String> headers, byte[] body, int cap)
      throws IOException {
    // Closing the plain socket under it ends whatever the TLS one waits for.
    Socket secured = target.tls() ? secured(socket, target) : socket;
    OutputStream out = secured.getOutputStream();
    out.write(request(target, headers, body));
    out.flush();
    return Reply.read(new BufferedInputStream(secured.getInputStream()), cap);
  }

  private Socket secured(Socket socket, Target target) throws IOException {
    SSLSocket tls =
        (SSLSocket)
            trust.getSocketFactory().createSocket(socket, target.host(), target.port(), true);
    SSLParameters parameters = tls.getSSLParameters();
    // The certificate must be of the host that was asked for, which a plain SSLSocket never checks.
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    if (!target.host().matches("[0-9.]+|.*:.*")) {
      parameters.setServerNames(List.of(new SNIHostName(target.host())));
    }
    tls.setSSLParameters(parameters);
    tls.startHandshake();
    return tls;
  }

  private static byte[] request(Target target, Map<String, String> headers, byte[] body) {
    StringBuilder head = new StringBuilder();
    head.append("POST ").append(target.resource()).append(" HTTP/1.1\r\n");
    head.append("Host: ").append(target.hostHeader()).append("\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    head.append("Content-Length: ").append(body.length).append("\r\n");
    head.append("Connection: close\r\n\r\n");
    byte[] begin = head.toString().getBytes(StandardCharsets.US_ASCII);
    // In one piece: two small packets would wait for each other.
    byte[] whole = new byte[begin.length + body.length];
    System.arraycopy(begin, 0, whole, 0, begin.length);
    System.arraycopy(body, 0, whole, begin.length, body.length);
    return whole;
  }

  private static long left(long end) {
    return end - System.nanoTime();
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is gone, which is all that was wanted.
    }
  }

  /** Gives up what is in flight; every request after fails. */
  @Override
  public void close() {
    closed = true;
    inFlight.forEach(TargetHttp::close);
    asking.shutdownNow();
    watch.shutdownNow();
  }
}
