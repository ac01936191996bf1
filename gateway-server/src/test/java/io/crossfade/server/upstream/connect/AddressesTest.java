package io.crossfade.server.upstream.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

final class AddressesTest {
  private static final InetAddress ONE = InetAddress.ofLiteral("192.0.2.1");
  private static final InetAddress TWO = InetAddress.ofLiteral("2001:db8::2");

  private final Deque<Runnable> elsewhere = new ArrayDeque<>();
  private final List<InetAddress> answer = new ArrayList<>();
  private long nanos = 7;
  private int lookups;
  private final Addresses addresses = new Addresses(this::look, elsewhere::add, () -> nanos);

  @Test
  void of_literal_asksNobody() {
    assertThat(addresses.of("192.0.2.1")).isCompletedWithValue(List.of(ONE));
    assertThat(addresses.of("2001:db8::2")).isCompletedWithValue(List.of(TWO));
    assertThat(elsewhere).isEmpty();
  }

  @Test
  void of_askedTwiceAtOnce_looksUpOnceAndKeepsTheOrder() {
    answer.addAll(List.of(TWO, ONE));
    var first = addresses.of("api.test");
    var second = addresses.of("api.test");
    assertThat(first).isNotDone();
    assertThat(elsewhere).hasSize(1);
    runAll();
    assertThat(first).isCompletedWithValue(List.of(TWO, ONE));
    assertThat(second).isCompletedWithValue(List.of(TWO, ONE));
    assertThat(addresses.of("api.test")).isCompletedWithValue(List.of(TWO, ONE));
    assertThat(lookups).isOne();
  }

  @Test
  void of_olderThanHalfAMinute_servesTheOldWhileItLooks() {
    answer.add(ONE);
    var _ = addresses.of("api.test");
    runAll();
    nanos += 30_000_000_000L;
    answer.set(0, TWO);
    assertThat(addresses.of("api.test")).isCompletedWithValue(List.of(ONE));
    runAll();
    assertThat(addresses.of("api.test")).isCompletedWithValue(List.of(TWO));
  }

  @Test
  void of_nameServerDiesLater_goesOnWithTheOld() {
    answer.add(ONE);
    var _ = addresses.of("api.test");
    runAll();
    nanos += 60_000_000_000L;
    answer.clear();
    assertThat(addresses.of("api.test")).isCompletedWithValue(List.of(ONE));
    runAll();
    assertThat(addresses.of("api.test")).isCompletedWithValue(List.of(ONE));
  }

  @Test
  void of_unknownHost_failsAndAsksAgainNextTime() {
    var first = addresses.of("api.test");
    runAll();
    assertThat(first)
        .isCompletedExceptionally()
        .failsWithin(Duration.ZERO)
        .withThrowableOfType(ExecutionException.class)
        .withCauseInstanceOf(UnknownHostException.class);
    answer.add(ONE);
    var again = addresses.of("api.test");
    runAll();
    assertThat(again).isCompletedWithValue(List.of(ONE));
  }

  private InetAddress[] look(String host) throws UnknownHostException {
    lookups++;
    if (answer.isEmpty()) {
      throw new UnknownHostException(host);
    }
    return answer.toArray(InetAddress[]::new);
  }

  private void runAll() {
    while (!elsewhere.isEmpty()) {
      elsewhere.remove().run();
    }
  }
}
