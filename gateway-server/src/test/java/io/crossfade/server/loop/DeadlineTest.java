package io.crossfade.server.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class DeadlineTest {
  private final EmbeddedChannel channel = new EmbeddedChannel();
  private int passed;
  private final Deadline deadline = new Deadline(channel.eventLoop(), () -> passed++);

  @Test
  void in_timeIsUp_runsOnce() {
    deadline.in(100);
    pass(99);
    assertThat(passed).isZero();
    pass(1);
    pass(1_000);
    assertThat(passed).isOne();
  }

  @Test
  void in_movedAway_waitsForTheLast() {
    deadline.in(100);
    pass(60);
    deadline.in(100);
    pass(60);
    deadline.in(100);
    pass(99);
    assertThat(passed).isZero();
    pass(1);
    assertThat(passed).isOne();
  }

  @Test
  void in_movedCloser_comesEarlier() {
    deadline.in(1_000);
    deadline.in(10);
    pass(10);
    assertThat(passed).isOne();
  }

  @Test
  void clear_thenSetAgain_countsFromThen() {
    deadline.in(100);
    deadline.clear();
    pass(150);
    assertThat(passed).isZero();
    deadline.in(100);
    pass(99);
    assertThat(passed).isZero();
    pass(1);
    assertThat(passed).isOne();
  }

  @Test
  void stop_leavesNothingBehind() {
    deadline.in(100);
    deadline.stop();
    assertThat(channel.runScheduledPendingTasks()).isEqualTo(-1);
  }

  private void pass(long millis) {
    channel.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
    channel.runScheduledPendingTasks();
  }
}
