package dk.ledelseskatalog.launcher;

import java.lang.management.ManagementFactory;
import java.lang.reflect.Proxy;
import java.time.Duration;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * What {@code SIGTERM} does: first the service lets go of its clients, then the port closes, then
 * the container ends. Left to itself the container takes the application away first, and answers
 * whoever comes meanwhile with 500.
 */
final class Departure {
  private static final String NAME = "ledelseskatalog:type=Departure";

  /** In which balancers learn from readiness, and clients from each answer, to go elsewhere. */
  private static final Duration NOTICE = Duration.ofSeconds(2);

  /** How long the last answers may take: a container engine kills ten seconds after the signal. */
  private static final Duration LAST_ANSWERS = Duration.ofSeconds(4);

  private final Runnable closePort;

  /**
   * @param closePort after which no request arrives
   */
  Departure(Runnable closePort) {
    this.closePort = closePort;
  }

  /** Leaves when told to. Where the virtual machine knows no such signal, nothing changes. */
  void onTerminate() {
    try {
      // The module jdk.unsupported is in every JDK; the compiler warns of its names, without end.
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object leave =
          Proxy.newProxyInstance(
              Departure.class.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) ->
                  switch (method.getName()) {
                    case "handle" -> {
                      leave();
                      yield null;
                    }
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "equals" -> proxy == arguments[0];
                    default -> "departure";
                  });
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance("TERM"), leave);
    } catch (ReflectiveOperationException | RuntimeException e) {
      System.err.println("The service will not end gently: " + e);
    }
  }

  private void leave() {
    try {
      MBeanServer server = ManagementFactory.getPlatformMBeanServer();
      ObjectName service = new ObjectName(NAME);
      server.invoke(service, "leave", new Object[0], new String[0]);
      Thread.sleep(NOTICE.toMillis());
      long end = System.nanoTime() + LAST_ANSWERS.toNanos();
      while (!Integer.valueOf(0).equals(server.getAttribute(service, "Answering"))
          && System.nanoTime() < end) {
        Thread.sleep(5);
      }
      closePort.run();
    } catch (JMException | RuntimeException e) {
      System.err.println("The service did not let go of its clients: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      System.exit(0);
    }
  }
}
