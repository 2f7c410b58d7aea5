package dk.ledelseskatalog.webhooks;

import java.time.Duration;
import java.util.Optional;

/** What an attempt to deliver leads to. */
sealed interface Verdict {
  /** As the log has it. */
  String name();

  /** 2xx: the receiver has it. */
  record Delivered() implements Verdict {
    @Override
    public String name() {
      return "DELIVERED";
    }
  }

  /** The receiver will not have this message, now or later, or it must not go there. */
  record Hopeless() implements Verdict {
    @Override
    public String name() {
      return "REFUSED";
    }
  }

  /** 410: the receiver is no more, and says so. */
  record Gone() implements Verdict {
    @Override
    public String name() {
      return "GONE";
    }
  }

  /** 5xx, no answer, and all that may be otherwise next time. */
  record Failed() implements Verdict {
    @Override
    public String name() {
      return "FAILED";
    }
  }

  /** 429 and 503: the receiver asks for time. */
  record Throttled(Optional<Duration> retryAfter) implements Verdict {
    @Override
    public String name() {
      return "THROTTLED";
    }
  }

  /** Nothing was sent: its secret cannot be opened with this node's key. */
  record Unsigned() implements Verdict {
    @Override
    public String name() {
      return "UNSIGNED";
    }
  }
}
