package io.crossfade.server.testing.run;

import io.netty.util.concurrent.FastThreadLocalThread;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import reactor.blockhound.BlockHound;
import reactor.blockhound.BlockingMethod;
import reactor.blockhound.BlockingOperationError;

/**
 * Fails a test during which an event loop blocked. Every thread made by Netty counts, save those of
 * fakes; the call that would block throws, and the test fails even if that is swallowed.
 *
 * <p>A contended {@code synchronized} escapes it; the architecture test forbids the keyword.
 */
public final class LoopWatch implements BeforeEachCallback, AfterEachCallback {
  private static final Queue<BlockingOperationError> SEEN = new ConcurrentLinkedQueue<>();

  static {
    BlockHound.builder()
        .loadIntegrations()
        .nonBlockingThreadPredicate(_ -> LoopWatch::isEventLoop)
        .blockingMethodCallback(LoopWatch::blocked)
        // Netty spins while it closes a ring whose loop has ended.
        .allowBlockingCallsInside("io.netty.channel.uring.IoUringIoHandler", "destroy")
        // Holds a loop on purpose, so that two things have happened when it looks again.
        .allowBlockingCallsInside("io.crossfade.server.upstream.KeepAliveTest", "awaitQuietly")
        .install();
  }

  private static boolean isEventLoop(Thread thread) {
    return thread instanceof FastThreadLocalThread && !thread.getName().startsWith("fake-");
  }

  private static void blocked(BlockingMethod method) {
    BlockingOperationError error = new BlockingOperationError(method);
    SEEN.add(error);
    throw error;
  }

  /** What happens between tests is the trouble of no test. */
  @Override
  public void beforeEach(ExtensionContext context) {
    SEEN.clear();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    check();
  }

  /** Throws if an event loop has blocked since the test began. */
  static void check() {
    List<BlockingOperationError> seen = drain();
    if (!seen.isEmpty()) {
      AssertionError failure = new AssertionError("an event loop blocked", seen.getFirst());
      seen.stream().skip(1).forEach(failure::addSuppressed);
      throw failure;
    }
  }

  /** What was seen since the test began, which by this is forgotten. */
  static List<BlockingOperationError> drain() {
    List<BlockingOperationError> seen = List.copyOf(SEEN);
    SEEN.clear();
    return seen;
  }
}
