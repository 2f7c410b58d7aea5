package dk.ledelseskatalog.platform;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicInteger;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Lets a node go without anybody noticing: while it leaves, it answers what comes, closes each
 * connection with the answer, and tells its readiness probe to send no more. Thread-safe.
 */
public final class Departure extends HttpFilter implements DepartureMXBean, AutoCloseable {
  private static final long serialVersionUID = 1L;
  private static final String NAME = "ledelseskatalog:type=Departure";

  private final AtomicInteger answering = new AtomicInteger();
  private volatile boolean leaving;

  /** Makes it known to the launcher, in place of one that was known before. */
  void register() {
    close();
    try {
      var unused =
          ManagementFactory.getPlatformMBeanServer().registerMBean(this, new ObjectName(NAME));
    } catch (JMException e) {
      throw new IllegalStateException("The service cannot be told to leave", e);
    }
  }

  @Override
  public void leave() {
    leaving = true;
  }

  boolean isLeaving() {
    return leaving;
  }

  @Override
  public int getAnswering() {
    return answering.get();
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (leaving) {
      response.setHeader("Connection", "close");
    }
    answering.incrementAndGet();
    try {
      chain.doFilter(request, response);
    } finally {
      answering.decrementAndGet();
    }
  }

  @Override
  public void close() {
    try {
      ObjectName name = new ObjectName(NAME);
      if (ManagementFactory.getPlatformMBeanServer().isRegistered(name)) {
        ManagementFactory.getPlatformMBeanServer().unregisterMBean(name);
      }
    } catch (JMException e) {
      throw new IllegalStateException("The service stays known after its end", e);
    }
  }
}
