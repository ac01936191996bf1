package io.crossfade.server.testing.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.FileInputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import reactor.blockhound.BlockingOperationError;

/** Blocks loops on purpose; each time the watch must see it. */
final class LoopWatchTest {
  private static final Map<String, Callable<@Nullable Object>> WAYS_TO_BLOCK =
      Map.of(
          "park",
          LoopWatchTest::park,
          "future",
          () -> new CompletableFuture<>().get(1, TimeUnit.MILLISECONDS),
          "file",
          () -> new FileInputStream(anyFile()).read(),
          "queue",
          () -> new ArrayBlockingQueue<Object>(1).poll(1, TimeUnit.MILLISECONDS));

  @TestFactory
  Stream<DynamicTest> run_blockingCallOnLoop_isSeen() {
    return WAYS_TO_BLOCK.entrySet().stream()
        .map(way -> DynamicTest.dynamicTest(way.getKey(), () -> assertSeen(way.getValue())));
  }

  private static void assertSeen(Callable<@Nullable Object> way) {
    assertThat(catchThrowable(() -> runOn("some-loop", way))).isNotNull();
    assertThat(LoopWatch.drain()).isNotEmpty();
  }

  @Test
  void run_swallowedBlock_stillFailsTheTest() throws Exception {
    Object _ = runOn("some-loop", LoopWatchTest::parkAndSwallow);
    assertThatThrownBy(LoopWatch::check)
        .hasMessage("an event loop blocked")
        .hasCauseInstanceOf(BlockingOperationError.class);
  }

  @Test
  void run_blockingCallOnFake_isItsOwnBusiness() throws Exception {
    Object _ = runOn("fake-loop", LoopWatchTest::park);
    assertThat(LoopWatch.drain()).isEmpty();
  }

  private static Object runOn(String name, Callable<@Nullable Object> work)
      throws ExecutionException, InterruptedException {
    EventLoopGroup loop =
        new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory(name, true), NioIoHandler.newFactory());
    try {
      return loop.submit(work).get();
    } finally {
      loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }
  }

  private static Object park() {
    LockSupport.parkNanos(1_000);
    return true;
  }

  private static Object parkAndSwallow() {
    try {
      return park();
    } catch (BlockingOperationError e) {
      return e;
    }
  }

  private static String anyFile() {
    return Path.of("pom.xml").toAbsolutePath().toString();
  }
}
