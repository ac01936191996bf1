package io.crossfade.server.loop;

import io.netty.channel.Channel;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the channels of one event loop wrote in its turn, and have yet to flush: it goes to the
 * sockets at the turn's end, all in a row. A peer on this host is then woken once and not for each
 * of them, and the kernel's code stays in the processor's cache. No more than {@value
 * #MOST_WAITING} wait for each other, so that the first does not wait long. Used on one event loop
 * only.
 */
public final class TurnEnd {
  private static final int MOST_WAITING = 32;

  private static final Logger LOG = LoggerFactory.getLogger(TurnEnd.class);

  private static final FastThreadLocal<TurnEnd> HERE =
      new FastThreadLocal<>() {
        @Override
        protected TurnEnd initialValue() {
          return new TurnEnd();
        }
      };

  private final List<Runnable> waiting = new ArrayList<>(MOST_WAITING);
  private final Runnable end = this::end;

  private TurnEnd() {}

  /** The one of the event loop that this runs on. */
  public static TurnEnd here() {
    return HERE.get();
  }

  /** Runs {@code flush} once at the end of this turn. */
  public void add(Channel channel, Runnable flush) {
    if (waiting.isEmpty()) {
      channel.eventLoop().execute(end);
    }
    waiting.add(flush);
    if (waiting.size() >= MOST_WAITING) {
      end();
    }
  }

  /** By index, because a flush may make a channel write more. */
  private void end() {
    for (int i = 0; i < waiting.size(); i++) {
      run(waiting.get(i));
    }
    waiting.clear();
  }

  /** A defect of one channel must not hold back what the others wrote. */
  private static void run(Runnable flush) {
    try {
      flush.run();
    } catch (RuntimeException e) {
      LOG.error("a flush met a defect", e);
    }
  }
}
