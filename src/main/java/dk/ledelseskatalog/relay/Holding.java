package dk.ledelseskatalog.relay;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who holds a {@link Lease}, as its row keeps it. Changed only under the row's lock. The number
 * counts the holders, so that one who lost it unawares cannot write.
 */
@Embeddable
public class Holding {
  @Column(name = "lease_owner")
  private @Nullable String owner;

  @Column(name = "lease_until")
  private Instant until;

  @Column(name = "lease_number")
  private long number;

  /** For JPA. */
  @SuppressWarnings("NullAway.Init")
  protected Holding() {}

  /** Gives the lease to a node if nobody holds it, and says under which number. */
  Optional<Long> give(UUID node, Instant now, Instant end) {
    if (owner != null && until.isAfter(now)) {
      return Optional.empty();
    }
    owner = node.toString();
    until = end;
    number++;
    return Optional.of(number);
  }

  /** Whether the lease taken under this number is still the last one given. */
  boolean heldAs(long taken) {
    return owner != null && number == taken;
  }

  void extend(Instant end) {
    until = end;
  }

  void end() {
    owner = null;
  }
}
