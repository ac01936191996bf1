package io.crossfade.server.upstream.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.ConnectException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** In which order addresses are tried, and which one is kept, on a clock the test moves. */
final class RaceTest {
  private static final InetAddress SIX = InetAddress.ofLiteral("2001:db8::1");
  private static final InetAddress SIX_TOO = InetAddress.ofLiteral("2001:db8::2");
  private static final InetAddress FOUR = InetAddress.ofLiteral("192.0.2.1");
  private static final InetAddress FOUR_TOO = InetAddress.ofLiteral("192.0.2.2");

  private final EmbeddedChannel clock = new EmbeddedChannel();
  private final Map<InetAddress, ChannelPromise> tried = new LinkedHashMap<>();
  private final List<Object> ends = new ArrayList<>();
  private final Race race =
      new Race(
          clock.eventLoop(),
          this::connect,
          new Race.Finish() {
            @Override
            public void won(Channel channel) {
              ends.add(channel);
            }

            @Override
            public void lost(Throwable last) {
              ends.add(String.valueOf(last.getMessage()));
            }
          });

  @Test
  void byTurns_bothFamilies_beginsWithThePreferredOne() {
    assertThat(Race.byTurns(List.of(SIX, SIX_TOO, FOUR, FOUR_TOO)))
        .containsExactly(SIX, FOUR, SIX_TOO, FOUR_TOO);
    assertThat(Race.byTurns(List.of(FOUR, SIX, SIX_TOO))).containsExactly(FOUR, SIX, SIX_TOO);
    assertThat(Race.byTurns(List.of(FOUR_TOO, FOUR))).containsExactly(FOUR_TOO, FOUR);
  }

  @Test
  void first_hangs_theNextStartsAfterAQuarterOfASecond() {
    race.start(List.of(SIX, FOUR));
    pass(249);
    assertThat(tried.keySet()).containsExactly(SIX);
    pass(1);
    assertThat(tried.keySet()).containsExactly(SIX, FOUR);
    succeed(FOUR);
    assertThat(ends).containsExactly(promise(FOUR).channel());
    assertThat(promise(SIX).channel().isOpen()).isFalse();
    assertThat(promise(FOUR).channel().isOpen()).isTrue();
  }

  @Test
  void first_isRefused_theNextStartsAtOnce() {
    race.start(List.of(SIX, FOUR));
    refuse(SIX);
    assertThat(tried.keySet()).containsExactly(SIX, FOUR);
    succeed(FOUR);
    assertThat(ends).containsExactly(promise(FOUR).channel());
  }

  @Test
  void first_answersInTime_isTheOnlyOne() {
    race.start(List.of(SIX, FOUR));
    succeed(SIX);
    pass(10_000);
    assertThat(tried.keySet()).containsExactly(SIX);
  }

  @Test
  void first_answersLateButBeforeTheNext_isKept() {
    race.start(List.of(SIX, FOUR));
    pass(250);
    succeed(SIX);
    promise(FOUR).setFailure(new ConnectException("closed"));
    assertThat(ends).containsExactly(promise(SIX).channel());
  }

  @Test
  void all_areRefused_isLostOnceAndSaysWhy() {
    race.start(List.of(SIX, FOUR));
    pass(250);
    refuse(SIX);
    assertThat(ends).isEmpty();
    refuse(FOUR);
    assertThat(ends).containsExactly("refused " + FOUR);
  }

  @Test
  void stop_whileRunning_closesAllAndSaysNothing() {
    race.start(List.of(SIX, FOUR, SIX_TOO));
    pass(250);
    race.stop();
    refuse(SIX);
    refuse(FOUR);
    pass(10_000);
    assertThat(ends).isEmpty();
    assertThat(tried.keySet()).containsExactly(SIX, FOUR);
    assertThat(promise(FOUR).channel().isOpen()).isFalse();
  }

  private ChannelFuture connect(InetAddress address) {
    ChannelPromise promise = new EmbeddedChannel().newPromise();
    @Nullable ChannelPromise earlier = tried.put(address, promise);
    assertThat(earlier).isNull();
    return promise;
  }

  private void succeed(InetAddress address) {
    promise(address).setSuccess();
    turn(address);
  }

  private void refuse(InetAddress address) {
    promise(address).setFailure(new ConnectException("refused " + address));
    turn(address);
  }

  private void turn(InetAddress address) {
    ((EmbeddedChannel) promise(address).channel()).runPendingTasks();
  }

  private ChannelPromise promise(InetAddress address) {
    return Objects.requireNonNull(tried.get(address));
  }

  private void pass(int millis) {
    clock.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
    clock.runScheduledPendingTasks();
  }
}
