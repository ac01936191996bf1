package io.crossfade.routing;

import static io.crossfade.routing.FakeRequest.chat;
import static io.crossfade.routing.Setup.keyed;
import static io.crossfade.routing.Setup.plain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.management.ThreadMXBean;
import io.crossfade.core.config.MigrationConfig.StickyBy;
import io.crossfade.core.config.MigrationConfig.StickyBy.Source;
import io.crossfade.core.config.ProviderType;
import io.crossfade.core.fault.Result;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Routing happens on event loops, once per call; garbage there is paid for by every call. */
final class RouteCostTest {
  private static final int CALLS = 20_000;

  @Test
  void route_knownAndUnknownModels_allocateNothing() {
    RoutingSnapshot snapshot = snapshot();
    List<FakeRequest> calls =
        List.of(
            chat("gpt-4o", "0190f3c2-7b1e-7c3a-9f00-3c5f1b2a4d6e"),
            chat("gpt-4o", "x").from("ключ-1"),
            chat("gpt-4o", "x").with("x-user-id", "ann"),
            chat("gpt-5", "x"),
            chat("local-7b", "x"));
    for (FakeRequest call : calls) {
      route(snapshot, call);
      assertThat(bytesPerCall(snapshot, call)).as("bytes to route %s", call).isLessThan(1);
    }
  }

  private static double bytesPerCall(RoutingSnapshot snapshot, FakeRequest call) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    assumeThat(threads.isThreadAllocatedMemorySupported())
        .as("this JVM does not count what a thread allocates")
        .isTrue();
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int n = 0; n < CALLS; n++) {
      route(snapshot, call);
    }
    return (double) (threads.getCurrentThreadAllocatedBytes() - before) / CALLS;
  }

  private static void route(RoutingSnapshot snapshot, FakeRequest call) {
    if (snapshot.route(call) instanceof Result.Err<?>) {
      throw new AssertionError("refused: " + call);
    }
  }

  private static RoutingSnapshot snapshot() {
    return new Setup()
        .provider("old", ProviderType.OPENAI)
        .provider("new", ProviderType.TOGETHER)
        .migration(
            keyed(
                plain("m", "old/gpt-4o", "new/llama", 5_000),
                new StickyBy(Source.USER, null),
                true))
        .route("local-*", "new")
        .compile();
  }
}
