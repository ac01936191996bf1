package io.crossfade.server.control;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices changed files by looking at them ten times a second. Kernel notifications would be a
 * little sooner, but miss network file systems, links that are swapped further up, and folders that
 * are replaced; looking never does.
 *
 * <p>A file must look the same twice before anybody is told, so a save in several writes is seen
 * whole. Everything runs on one thread of its own.
 */
public final class FileWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FileWatch.class);
  private static final Duration EVERY = Duration.ofMillis(100);

  /** Hears that a file has changed, appeared or vanished. */
  @FunctionalInterface
  public interface Listener {

    /**
     * Takes note of a change.
     *
     * @param last whether this is the second and last time the same change is reported
     * @return false to be told again one look later, because what was read may be half a save
     */
    boolean changed(boolean last);
  }

  private static final class Watched {
    final Listener listener;
    @Nullable FileStamp handled;
    @Nullable FileStamp seen;
    boolean told;

    Watched(Listener listener, @Nullable FileStamp now) {
      this.listener = listener;
      handled = now;
      seen = now;
    }
  }

  private final ConcurrentMap<Path, Watched> files = new ConcurrentHashMap<>();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("crossfade-files").daemon().factory());

  /**
   * Watches a file from here on, in place of whoever watched it before.
   *
   * <p>To miss nothing, watch first and read then.
   */
  public void watch(Path file, Listener listener) {
    files.put(file, new Watched(listener, FileStamp.of(file)));
  }

  public void forget(Path file) {
    files.remove(file);
  }

  /** Begins to look. */
  public void start() {
    long nanos = EVERY.toNanos();
    var _ = thread.scheduleWithFixedDelay(this::look, nanos, nanos, TimeUnit.NANOSECONDS);
  }

  /** Runs something on the thread that tells listeners, so that the two never meet. */
  public void execute(Runnable work) {
    thread.execute(work);
  }

  /** Looks at every file once. */
  void look() {
    files.forEach(FileWatch::look);
  }

  private static void look(Path file, Watched watched) {
    FileStamp now = FileStamp.of(file);
    if (!Objects.equals(now, watched.seen)) {
      watched.seen = now;
      watched.told = false;
    } else if (!Objects.equals(now, watched.handled)) {
      boolean done = tell(file, watched) || watched.told;
      watched.told = true;
      watched.handled = done ? now : watched.handled;
    }
  }

  private static boolean tell(Path file, Watched watched) {
    try {
      return watched.listener.changed(watched.told);
    } catch (RuntimeException e) {
      LOG.error("the change of {} could not be handled; what was read before stays", file, e);
      return true;
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
