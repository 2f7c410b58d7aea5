package dk.ledelseskatalog.platform;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * nginx, set up less carefully than our how-to does: it keeps whatever the answer does not forbid,
 * also what was asked with a token.
 */
final class NginxCache implements CachingProxy {
  private final Process process;
  private final int port;

  private NginxCache(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  static boolean installed() {
    return program() != null;
  }

  static NginxCache before(URI service, Path folder) throws Exception {
    int port = freePort();
    Files.createDirectories(folder.resolve("cache"));
    Path configuration = folder.resolve("nginx.conf");
    String user = "root".equals(System.getProperty("user.name")) ? "user root;" : "";
    Files.writeString(
        configuration,
        """
        daemon off;
        %s
        pid nginx.pid;
        error_log error.log;
        events { worker_connections 64; }
        http {
          access_log off;
          client_body_temp_path body;
          proxy_temp_path proxy;
          fastcgi_temp_path fastcgi;
          uwsgi_temp_path uwsgi;
          scgi_temp_path scgi;
          proxy_cache_path cache keys_zone=all:1m;
          server {
            listen 127.0.0.1:%d;
            location / {
              proxy_pass %s;
              proxy_http_version 1.1;
              proxy_set_header Connection "";
              proxy_set_header Host $http_host;
              proxy_cache all;
              proxy_cache_valid any 1m;
              add_header X-Cache $upstream_cache_status always;
            }
          }
        }
        """
            .formatted(user, port, service));
    Process process =
        new ProcessBuilder(
                String.valueOf(program()),
                "-p",
                folder.toString(),
                "-c",
                configuration.toString(),
                "-e",
                folder.resolve("error.log").toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output.log").toFile())
            .start();
    NginxCache nginx = new NginxCache(process, port);
    nginx.awaitPort(folder);
    return nginx;
  }

  private void awaitPort(Path folder) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (true) {
      try {
        new Socket(InetAddress.getLoopbackAddress(), port).close();
        return;
      } catch (IOException e) {
        if (!process.isAlive() || System.nanoTime() > end) {
          process.destroy();
          throw new IOException(Files.readString(folder.resolve("output.log")), e);
        }
        Thread.sleep(20);
      }
    }
  }

  @Override
  public URI address() {
    return URI.create("http://127.0.0.1:" + port);
  }

  @Override
  public void close() {
    process.destroy();
    // Its folder goes next.
    process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static @Nullable Path program() {
    for (String folder : new String[] {"/usr/sbin", "/usr/bin", "/usr/local/bin"}) {
      Path program = Path.of(folder, "nginx");
      if (Files.isExecutable(program)) {
        return program;
      }
    }
    return null;
  }
}
