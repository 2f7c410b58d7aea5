package dk.ledelseskatalog.launcher;

import java.util.logging.Filter;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/**
 * Keeps the log to what an operator must read: our own lines, and the container's when something is
 * wrong. The container sets its loggers' levels anew while it starts, so levels alone do not do it.
 */
public final class LogFilter implements Filter {
  @Override
  public boolean isLoggable(LogRecord entry) {
    String logger = String.valueOf(entry.getLoggerName());
    if (logger.startsWith("dk.ledelseskatalog")) {
      return entry.getLevel().intValue() >= Level.INFO.intValue();
    }
    // Of these the warnings are about the container's own temporary folder, trust store and
    // class loading, at every start, and about nothing an operator could change.
    int least =
        logger.equals("PayaraMicro")
                || logger.equals("javax.enterprise.system.security.ssl")
                || logger.equals("jakarta.enterprise.web.util")
            ? Level.SEVERE.intValue()
            : Level.WARNING.intValue();
    return entry.getLevel().intValue() >= least;
  }
}
