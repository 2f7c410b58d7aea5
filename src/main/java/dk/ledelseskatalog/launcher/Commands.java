package dk.ledelseskatalog.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Runs a command of the WAR without a server: its classes and libraries, and of the server's those
 * that hold the database and JPA, unpacked into a folder that is removed at the end.
 */
final class Commands {
  private static final String MAIN = "dk.ledelseskatalog.platform.CommandLine";
  private static final String CLASSES = "WEB-INF/classes/";
  private static final Pattern LIBRARY = Pattern.compile("WEB-INF/lib/([^/]+\\.jar)");
  private static final Pattern OF_THE_SERVER =
      Pattern.compile(
          "MICRO-INF/runtime/((h2|jakarta\\.(persistence|transaction|annotation|inject|json"
              + "|enterprise\\.cdi|interceptor|ws\\.rs|servlet)(-api)?"
              + "|org\\.eclipse\\.persistence\\.(asm|core|jpa|jpa\\.jpql))\\.jar)");

  private Commands() {}

  /** Runs it; the command ends the process. */
  static void run(Path war, Path server, String[] arguments)
      throws IOException, ReflectiveOperationException {
    Path folder = Files.createTempDirectory("ledelseskatalog-command");
    Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
    List<URL> path = new ArrayList<>();
    path.add(folder.toUri().toURL());
    unpack(war, folder, path);
    unpack(server, folder, path);
    // Not closed: the command needs it until the process ends.
    @SuppressWarnings("resource")
    URLClassLoader classes =
        new URLClassLoader(path.toArray(new URL[0]), ClassLoader.getPlatformClassLoader());
    Thread.currentThread().setContextClassLoader(classes);
    try {
      classes.loadClass(MAIN).getMethod("main", String[].class).invoke(null, (Object) arguments);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("The command failed", e.getCause());
    }
  }

  private static void unpack(Path archive, Path folder, List<URL> path) throws IOException {
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
        ZipEntry entry = all.nextElement();
        String name = entry.getName();
        if (name.startsWith(CLASSES) && !entry.isDirectory()) {
          copy(zip, entry, folder.resolve(name.substring(CLASSES.length())));
        } else if (LIBRARY.matcher(name).matches() || OF_THE_SERVER.matcher(name).matches()) {
          Path library = folder.resolve("lib").resolve(name.substring(name.lastIndexOf('/') + 1));
          copy(zip, entry, library);
          path.add(library.toUri().toURL());
        }
      }
    }
  }

  private static void copy(ZipFile zip, ZipEntry entry, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    try (InputStream in = zip.getInputStream(entry)) {
      Files.copy(in, to);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("A folder is left behind: " + folder, e);
    }
  }
}
