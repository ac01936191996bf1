package io.crossfade.server.store;

import static io.crossfade.server.store.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class StoreWriterTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final FlakyLog log = new FlakyLog();
  private final StoreWriter writer = new StoreWriter(log, Duration.ofMillis(1));

  @AfterEach
  void stop() {
    log.release();
    writer.close();
  }

  @Test
  void keep_healthyStore_isOnDiskWhenDone() {
    assertThat(writer.keep(event("m", 1))).succeedsWithin(LIMIT);
    assertThat(log.readAll()).containsExactly(event("m", 1));
    assertThat(writer.trouble()).isNull();
  }

  @Test
  void keep_fullDisk_waitsInOrderUntilThereIsRoom() {
    log.fail(StoreException.Kind.FULL);
    CompletableFuture<Void> first = writer.keep(event("m", 1));
    CompletableFuture<Void> second = writer.keep(event("m", 2));
    assertThat(writer.attempt(event("n", 1))).failsWithin(LIMIT);
    assertThat(first).isNotDone();
    assertThat(writer.unsaved()).isEqualTo(2);
    assertThat(writer.trouble()).isNotNull();

    log.fail(null);
    assertThat(CompletableFuture.allOf(first, second)).succeedsWithin(LIMIT);
    assertThat(log.readAll()).containsExactly(event("m", 1), event("m", 2));
    assertThat(writer.trouble()).isNull();
    assertThat(writer.unsaved()).isZero();
  }

  @Test
  void attempt_failingStore_isForgotten() {
    log.fail(StoreException.Kind.BUSY);
    assertThat(writer.attempt(event("m", 1)))
        .failsWithin(LIMIT)
        .withThrowableThat()
        .withCauseInstanceOf(StoreException.class);
    log.fail(null);
    assertThat(writer.keep(event("n", 1))).succeedsWithin(LIMIT);
    assertThat(log.readAll()).containsExactly(event("n", 1));
  }

  @Test
  void attempt_behindAnEventThatWaits_failsInsteadOfWaiting() {
    log.hang();
    CompletableFuture<Void> kept = writer.keep(event("m", 1));
    CompletableFuture<Void> attempt = writer.attempt(event("n", 1));
    log.fail(StoreException.Kind.UNREACHABLE);
    log.release();
    assertThat(attempt).failsWithin(LIMIT);
    assertThat(kept).isNotDone();
  }

  @Test
  void keep_hangingDisk_returnsAtOnce() {
    log.hang();
    assertThat(writer.keep(event("m", 1))).isNotDone();
    assertThat(writer.unsaved()).isEqualTo(1);
  }

  @Test
  void close_healthyStore_writesWhatWaits() {
    log.hang();
    CompletableFuture<Void> first = writer.keep(event("m", 1));
    CompletableFuture<Void> second = writer.keep(event("m", 2));
    log.release();
    writer.close();
    assertThat(CompletableFuture.allOf(first, second)).isCompleted();
    assertThat(log.readAll()).hasSize(2);
  }

  @Test
  void close_failingStore_ends() {
    log.fail(StoreException.Kind.FULL);
    CompletableFuture<Void> kept = writer.keep(event("m", 1));
    writer.close();
    assertThat(kept).isNotDone();
    assertThat(writer.unsaved()).isEqualTo(1);
  }
}
