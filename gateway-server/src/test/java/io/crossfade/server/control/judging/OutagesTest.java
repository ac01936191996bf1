package io.crossfade.server.control.judging;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.server.control.judging.Outages.Finding;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class OutagesTest {
  private static final long BEGIN = Long.MAX_VALUE - 5;
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();
  private static final Outages ONE = Outages.NONE.plus("a", new Finding("p", BEGIN));

  @Test
  void down_oneMigration_isNotTheProvider() {
    assertThat(Outages.NONE.down()).isEmpty();
    assertThat(ONE.plus("a", new Finding("p", BEGIN + 1)).down()).isEmpty();
  }

  @Test
  void down_twoMigrationsToDifferentProviders_isNeither() {
    assertThat(ONE.plus("b", new Finding("q", BEGIN)).down()).isEmpty();
  }

  @Test
  void down_twoMigrationsWithinAMinute_isTheProvider() {
    Outages two = ONE.plus("b", new Finding("p", BEGIN + MINUTE)).plus("c", new Finding("q", 0));
    assertThat(two.down()).containsExactly("p");
    assertThat(two.asOf(BEGIN + MINUTE).down()).containsExactly("p");
  }

  @Test
  void down_theFirstMoreThanAMinuteAgo_isForgotten() {
    Outages two = ONE.plus("b", new Finding("p", BEGIN + MINUTE));
    assertThat(two.asOf(BEGIN + MINUTE + 1).down()).isEmpty();
  }
}
