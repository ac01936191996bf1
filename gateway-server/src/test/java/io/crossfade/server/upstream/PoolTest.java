package io.crossfade.server.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.server.upstream.connect.Dialer;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How long connections wait, on a clock the test moves. */
final class PoolTest {
  private final EmbeddedChannel older = new EmbeddedChannel();
  private final EmbeddedChannel newer = new EmbeddedChannel();
  private final HttpUpstream upstream =
      new HttpUpstream(
          Bench.provider(URI.create("http://provider.test"), 1_000, 8),
          List.of(older.eventLoop()),
          Dialer.of(Map.of()));
  private final Pool pool = upstream.pool(0);

  @Test
  void take_severalIdle_bringsTheOneUsedLast() {
    Connection first = give(older);
    Connection second = give(newer);
    assertThat(pool.take()).isSameAs(second);
    assertThat(pool.take()).isSameAs(first);
    assertThat(pool.take()).isNull();
  }

  @Test
  void give_idleTooLong_closesOneAfterTheOther() {
    give(older);
    pass(40);
    give(newer);
    pass(9);
    assertThat(older.isOpen()).isTrue();
    pass(2);
    assertThat(older.isOpen()).isFalse();
    assertThat(newer.isOpen()).isTrue();
    pass(40);
    assertThat(newer.isOpen()).isFalse();
    assertThat(pool.size()).isZero();
  }

  @Test
  void give_usedInBetween_startsToAgeAnew() {
    Connection connection = give(older);
    pass(40);
    assertThat(pool.take()).isSameAs(connection);
    pool.give(connection);
    pass(40);
    assertThat(older.isOpen()).isTrue();
    pass(11);
    assertThat(older.isOpen()).isFalse();
  }

  @Test
  void give_afterRetirement_closes() {
    pool.retire();
    give(older);
    assertThat(older.isOpen()).isFalse();
  }

  @Test
  void turn_withinOneRound_isTheSame() {
    long turn = pool.turn();
    assertThat(pool.turn()).isEqualTo(turn);
    assertThat(pool.isCurrent(turn)).isTrue();
    older.runPendingTasks();
    assertThat(pool.isCurrent(turn)).isFalse();
  }

  private Connection give(EmbeddedChannel channel) {
    Connection connection = new Connection(channel, upstream, pool);
    pool.give(connection);
    return connection;
  }

  private void pass(int seconds) {
    older.advanceTimeBy(seconds, TimeUnit.SECONDS);
    older.runPendingTasks();
    newer.runPendingTasks();
  }
}
