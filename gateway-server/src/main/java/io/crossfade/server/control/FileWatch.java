package io.crossfade.server.control;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
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

  /** Looks at an unchanged file before what is in it counts as all there will be: a second. */
  private static final int PATIENCE = 10;

  /** Hears that a file has changed, appeared or vanished. */
  @FunctionalInterface
  public interface Listener {

    /**
     * Takes note of a change.
     *
     * @param last whether this is the second and last time the same change is reported
     * @return false to be told again a second later, unless the file changes before: what was read
     *     may be half a save
     */
    boolean changed(boolean last);
  }

  /**
   * What changes when a file does: an edit moves the time or the size, a rename the key, a swapped
   * symbolic link anywhere on the way the real path.
   *
   * @param modified time of the last change
   * @param size in bytes
   * @param key device and inode, or null where the file system has none
   * @param real the path behind all links
   */
  private record Stamp(FileTime modified, long size, @Nullable Object key, Path real) {

    /** The stamp of a file now, or null when there is none to be read. */
    static @Nullable Stamp of(Path file) {
      try {
        Path real = file.toRealPath();
        BasicFileAttributes now = Files.readAttributes(real, BasicFileAttributes.class);
        return new Stamp(now.lastModifiedTime(), now.size(), now.fileKey(), real);
      } catch (IOException e) {
        return null;
      }
    }
  }

  private static final class Watched {
    final Listener listener;
    @Nullable Stamp handled;
    @Nullable Stamp seen;
    int looks;

    Watched(Listener listener, @Nullable Stamp now) {
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
    files.put(file, new Watched(listener, Stamp.of(file)));
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
    Stamp now = Stamp.of(file);
    if (!Objects.equals(now, watched.seen)) {
      watched.seen = now;
      watched.looks = 0;
    } else if (!Objects.equals(now, watched.handled)) {
      boolean last = ++watched.looks >= PATIENCE;
      if (last || watched.looks == 1) {
        boolean done = tell(file, watched, last) || last;
        watched.handled = done ? now : watched.handled;
      }
    }
  }

  private static boolean tell(Path file, Watched watched, boolean last) {
    try {
      return watched.listener.changed(last);
    } catch (Throwable e) {
      LOG.error("the change of {} could not be handled; what was read before stays", file, e);
      return true;
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
