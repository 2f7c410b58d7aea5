package dk.ledelseskatalog.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dk.ledelseskatalog.outbox.LrsClient.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static final Instant NOW = Instant.parse("2026-11-23T09:30:00Z");
  private static final Pace.Rhythm RHYTHM =
      new Pace.Rhythm(
          Duration.ofSeconds(1), Duration.ofMinutes(5), Duration.ofSeconds(5), new Random(1));
  private static final Answer.Unknown UNKNOWN = new Answer.Unknown("500");
  private static final Answer.Refused REFUSED = new Answer.Refused(401, "401");

  @Test
  void failuresInARowOpenTheCircuitAndAreTriedWithOneStatement() {
    Pace pace = new Pace.Flowing();
    for (int failures = 1; failures < 5; failures++) {
      pace = pace.after(UNKNOWN, RHYTHM, NOW);
      assertThat(pace).isInstanceOf(Pace.BackingOff.class);
      assertThat(pace.batchLimit()).isEqualTo(50);
      assertThat(pace.notBefore()).isBetween(NOW, NOW.plusSeconds(1L << (failures - 1)));
    }

    pace = pace.after(UNKNOWN, RHYTHM, NOW);

    assertThat(pace).isInstanceOf(Pace.Open.class);
    assertThat(pace.batchLimit()).isEqualTo(1);
    assertThat(pace.notBefore()).isBetween(NOW.plusSeconds(8), NOW.plusSeconds(16));
  }

  @Test
  void noWaitIsLongerThanTheLongest() {
    Pace pace = new Pace.Flowing();
    for (int failures = 0; failures < 1000; failures++) {
      pace = pace.after(UNKNOWN, RHYTHM, NOW);
    }
    assertThat(pace.notBefore()).isBeforeOrEqualTo(NOW.plus(RHYTHM.longest()));
    assertThat(pace.after(throttled(Duration.ofDays(365)), RHYTHM, NOW).notBefore())
        .isEqualTo(NOW.plus(RHYTHM.longest()));
  }

  @Test
  void aStoreThatAsksForNoTimeIsGivenSome() {
    assertThat(new Pace.Flowing().after(throttled(Duration.ZERO), RHYTHM, NOW).notBefore())
        .isEqualTo(NOW.plus(RHYTHM.shortest()));
  }

  @Test
  void probesOfAPausedDestinationComeAtGrowingIntervals() {
    Pace first = new Pace.Flowing().after(REFUSED, RHYTHM, NOW);
    Pace second = first.after(REFUSED, RHYTHM, NOW);
    Pace third = second.after(UNKNOWN, RHYTHM, NOW);

    assertThat(first).isEqualTo(new Pace.Refused(1, NOW.plusSeconds(5), "401"));
    assertThat(second).isEqualTo(new Pace.Refused(2, NOW.plusSeconds(10), "401"));
    assertThat(third).isEqualTo(new Pace.Refused(3, NOW.plusSeconds(20), "401"));
    assertThat(third.batchLimit()).isEqualTo(1);
  }

  private static Answer.Throttled throttled(Duration wait) {
    return new Answer.Throttled(Optional.of(wait));
  }
}
