package io.crossfade.server.credential;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.server.testing.Await;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A renewal whose time passes only when the test says so. */
final class RenewalTest {
  private static final Instant START = Instant.parse("2027-01-15T02:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);

  private volatile Instant now = START;
  private final Semaphore asleep = new Semaphore(0);
  private final Semaphore wakings = new Semaphore(0);
  private final Queue<Object> answers = new ArrayDeque<>();
  private @Nullable Renewal<String> renewal;
  private volatile @Nullable Thread thread;

  @AfterEach
  void stop() {
    if (renewal != null) {
      renewal.close();
    }
  }

  @Test
  void get_afterTheFirstFetch_isWhatWasIssued() throws InterruptedException {
    answers.add("one");
    assertThat(begun().get()).isEqualTo("one");
    assertThat(renewal().problem()).isEmpty();
  }

  @Test
  void get_tenMinutesBeforeTheEnd_isAlreadyTheNext() throws InterruptedException {
    answers.add("one");
    answers.add("two");
    begun();
    passes(Duration.ofMinutes(49));
    assertThat(renewal().get()).isEqualTo("one");
    passes(Duration.ofMinutes(1));
    assertThat(renewal().get()).isEqualTo("two");
  }

  @Test
  void get_whileTheIssuerIsAway_isTheOldOneUntilItExpires() throws InterruptedException {
    answers.add("one");
    begun();
    passes(Duration.ofMinutes(50));
    assertThat(renewal().get()).isEqualTo("one");
    assertThat(renewal().problem()).contains("the issuer is away");
    passes(Duration.ofMinutes(10));
    assertThat(renewal().get()).isNull();
    answers.add("two");
    passes(Duration.ofMinutes(2));
    assertThat(renewal().get()).isEqualTo("two");
    assertThat(renewal().problem()).isEmpty();
  }

  @Test
  void get_afterADefectOfTheIssuer_comesLater() throws InterruptedException {
    answers.add(new IllegalStateException("a bug"));
    answers.add("one");
    assertThat(begun().get()).isNull();
    assertThat(renewal().problem()).isPresent();
    passes(Duration.ofSeconds(1));
    assertThat(renewal().get()).isEqualTo("one");
  }

  @Test
  void close_asleep_endsItsThread() throws InterruptedException {
    answers.add("one");
    begun().close();
    Await.until(() -> !requireNonNull(thread).isAlive());
    assertThat(renewal().get()).isEqualTo("one");
  }

  @Test
  void toString_ofACredential_hidesIt() {
    assertThat(new Issued<>("secret", START)).asString().doesNotContain("secret");
  }

  /** Moves time, and returns when the renewal has seen it and sleeps again. */
  private void passes(Duration time) throws InterruptedException {
    now = now.plus(time);
    wakings.release();
    asleep.acquire();
  }

  private Renewal<String> begun() throws InterruptedException {
    renewal = new Renewal<>("a test", this::issue, (InstantSource) () -> now, this::sleep);
    asleep.acquire();
    return renewal;
  }

  private Renewal<String> renewal() {
    return requireNonNull(renewal);
  }

  private void sleep(Duration time) throws InterruptedException {
    assertThat(time).isPositive().isLessThanOrEqualTo(RenewalTimes.LOOK);
    thread = Thread.currentThread();
    asleep.release();
    wakings.acquire();
  }

  private synchronized Issued<String> issue() throws IOException {
    Object answer = answers.poll();
    if (answer instanceof RuntimeException bug) {
      throw bug;
    }
    if (answer == null) {
      throw new IOException("the issuer is away");
    }
    return new Issued<>((String) answer, now.plus(HOUR));
  }
}
