package dk.ledelseskatalog.relay;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The {@link Pace} of a destination as its row keeps it, for every node and across restarts. */
@Embeddable
public class KeptPace {
  @Column(name = "pace")
  private String pace;

  @Column(name = "failures")
  private int failures;

  @Column(name = "not_before")
  private Instant notBefore;

  @Column(name = "reason")
  private @Nullable String reason;

  /** As a destination begins. */
  public KeptPace() {
    this.pace = "FLOWING";
    this.notBefore = Instant.EPOCH;
  }

  public Pace pace() {
    return switch (pace) {
      case "FLOWING" -> new Pace.Flowing();
      case "BACKING_OFF" -> new Pace.BackingOff(failures, notBefore);
      case "OPEN" -> new Pace.Open(failures, notBefore);
      case "THROTTLED" -> new Pace.Throttled(failures, notBefore);
      case "REFUSED" -> new Pace.Refused(failures, notBefore, reason == null ? "" : reason);
      default -> throw new IllegalStateException("No such pace: " + pace);
    };
  }

  public void keep(Pace next) {
    pace = nameOf(next);
    failures = next.failures();
    notBefore = next.notBefore();
    reason = next instanceof Pace.Refused refused ? refused.reason() : null;
  }

  /** Ends whatever wait the answers had led to. */
  public void tryAtOnce() {
    notBefore = Instant.EPOCH;
  }

  /** Such as {@code BACKING_OFF}. */
  public String name() {
    return pace;
  }

  /** What a destination that refuses us said. */
  public Optional<String> refusal() {
    return Optional.ofNullable(reason);
  }

  private static String nameOf(Pace pace) {
    if (pace instanceof Pace.Flowing) {
      return "FLOWING";
    }
    if (pace instanceof Pace.BackingOff) {
      return "BACKING_OFF";
    }
    if (pace instanceof Pace.Open) {
      return "OPEN";
    }
    return pace instanceof Pace.Throttled ? "THROTTLED" : "REFUSED";
  }
}
