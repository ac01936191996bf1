package io.crossfade.server.cli;

import io.crossfade.server.gateway.Gateway;
import io.crossfade.server.signal.Signals;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A gateway's life until SIGTERM or Ctrl-C: the first one drains, a second one does not wait. To be
 * made before the gateway starts, so that whoever stops it early gets an orderly end as well.
 *
 * <p>Signal handlers, not shutdown hooks, because hooks cannot choose the exit status.
 */
final class Lifetime {
  private static final Logger LOG = LoggerFactory.getLogger(Lifetime.class);
  private static final int CUT_SHORT = 1;

  private final CountDownLatch asked = new CountDownLatch(1);
  private final AtomicBoolean stopping = new AtomicBoolean();

  Lifetime() {
    Signals.on("TERM", this::stop);
    Signals.on("INT", this::stop);
  }

  /** Waits to be asked, drains, and returns the exit status. */
  int await(Gateway gateway) throws InterruptedException {
    var _ = gateway.successor().thenRun(asked::countDown);
    asked.await();
    LOG.info("draining: no new work, calls under way finish");
    boolean finished = gateway.successor().isDone() ? gateway.handOver() : gateway.drain();
    gateway.close();
    LOG.info(finished ? "stopped, nothing was cut off" : "stopped; the drain limit cut calls off");
    return finished ? 0 : CUT_SHORT;
  }

  private void stop() {
    if (stopping.compareAndSet(false, true)) {
      asked.countDown();
    } else {
      LOG.warn("asked twice to stop; calls under way are cut off");
      Runtime.getRuntime().halt(CUT_SHORT);
    }
  }
}
