package dk.ledelseskatalog.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static final Instant NOW = Instant.parse("2026-11-23T09:30:00Z");
  private static final Rhythm RHYTHM =
      new Rhythm(
          Duration.ofSeconds(1), Duration.ofMinutes(5), Duration.ofSeconds(5), new Random(1));

  @Test
  void failuresInARowOpenTheCircuitAndAreTriedWithOneMessage() {
    Pace pace = new Pace.Flowing();
    for (int failures = 1; failures < 5; failures++) {
      pace = pace.failed(RHYTHM, NOW);
      assertThat(pace).isInstanceOf(Pace.BackingOff.class);
      assertThat(pace.probing()).isFalse();
      assertThat(pace.notBefore()).isBetween(NOW, NOW.plusSeconds(1L << (failures - 1)));
    }

    pace = pace.failed(RHYTHM, NOW);

    assertThat(pace).isInstanceOf(Pace.Open.class);
    assertThat(pace.probing()).isTrue();
    assertThat(pace.notBefore()).isBetween(NOW.plusSeconds(8), NOW.plusSeconds(16));
  }

  @Test
  void noWaitIsLongerThanTheLongest() {
    Pace pace = new Pace.Flowing();
    for (int failures = 0; failures < 1000; failures++) {
      pace = pace.failed(RHYTHM, NOW);
    }
    assertThat(pace.notBefore()).isBeforeOrEqualTo(NOW.plus(RHYTHM.longest()));
    assertThat(pace.throttled(Optional.of(Duration.ofDays(365)), RHYTHM, NOW).notBefore())
        .isEqualTo(NOW.plus(RHYTHM.longest()));
  }

  @Test
  void whoAsksForNoTimeIsGivenSome() {
    assertThat(new Pace.Flowing().throttled(Optional.of(Duration.ZERO), RHYTHM, NOW).notBefore())
        .isEqualTo(NOW.plus(RHYTHM.shortest()));
  }

  @Test
  void probesOfAPausedDestinationComeAtGrowingIntervals() {
    Pace first = new Pace.Flowing().refused("401", RHYTHM, NOW);
    Pace second = first.refused("401", RHYTHM, NOW);
    Pace third = second.failed(RHYTHM, NOW);

    assertThat(first).isEqualTo(new Pace.Refused(1, NOW.plusSeconds(5), "401"));
    assertThat(second).isEqualTo(new Pace.Refused(2, NOW.plusSeconds(10), "401"));
    assertThat(third).isEqualTo(new Pace.Refused(3, NOW.plusSeconds(20), "401"));
    assertThat(third.probing()).isTrue();
  }
}
