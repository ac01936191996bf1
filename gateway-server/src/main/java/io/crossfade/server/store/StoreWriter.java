package io.crossfade.server.store;

import io.crossfade.routing.migration.MigrationEvent;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes events to the log in the order they are handed in, on a thread of its own, so that nobody
 * who decides ever waits for a disk. While the store is in trouble kept events wait in memory.
 */
public final class StoreWriter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StoreWriter.class);
  private static final Duration RETRY = Duration.ofMillis(500);
  private static final Duration LAST_CHANCE = Duration.ofSeconds(2);

  /** Beyond it nothing that can wait may be handed in; a rollback always may. */
  public static final int MAX_UNSAVED = 10_000;

  private record Entry(MigrationEvent event, boolean kept, CompletableFuture<Void> saved) {}

  private final EventLog log;
  private final long retryNanos;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Entry> unsaved = new ArrayDeque<>();
  private final Thread thread;
  private volatile @Nullable StoreException trouble;
  private boolean closing;

  public StoreWriter(EventLog log) {
    this(log, RETRY);
  }

  StoreWriter(EventLog log, Duration retry) {
    this.log = log;
    this.retryNanos = retry.toNanos();
    this.thread = Thread.ofPlatform().name("crossfade-store").daemon().start(this::run);
  }

  /**
   * Writes an event now or as soon as the store is back.
   *
   * @return done when the event is on disk
   */
  public CompletableFuture<Void> keep(MigrationEvent event) {
    return add(new Entry(event, true, new CompletableFuture<>()));
  }

  /**
   * Writes an event now or not at all.
   *
   * @return done when the event is on disk, or failed with a {@link StoreException} when it is not
   *     and will not be
   */
  public CompletableFuture<Void> attempt(MigrationEvent event) {
    return add(new Entry(event, false, new CompletableFuture<>()));
  }

  private CompletableFuture<Void> add(Entry entry) {
    StoreException reason = trouble;
    lock.lock();
    try {
      if (!entry.kept() && reason != null && !unsaved.isEmpty()) {
        return CompletableFuture.failedFuture(reason);
      }
      unsaved.add(entry);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    return entry.saved();
  }

  /** What is wrong with the store, or null while writes succeed. */
  public @Nullable StoreException trouble() {
    return trouble;
  }

  /** Number of events that are not on disk yet. */
  public int unsaved() {
    lock.lock();
    try {
      return unsaved.size();
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    try {
      for (Entry next = next(); next != null; next = next()) {
        if (!write(next) && !pause()) {
          return;
        }
      }
    } catch (InterruptedException e) {
      LOG.debug("the store's thread was told to stop");
    }
  }

  /** The oldest entry, waiting for one; null when there will be none. */
  private @Nullable Entry next() throws InterruptedException {
    lock.lock();
    try {
      while (unsaved.isEmpty() && !closing) {
        changed.await();
      }
      return unsaved.peek();
    } finally {
      lock.unlock();
    }
  }

  /** Returns whether the next entry may be tried at once. */
  private boolean write(Entry entry) {
    StoreException failure = append(entry.event());
    if (failure == null) {
      recovered();
      remove(entry);
      entry.saved().complete(null);
      return true;
    }
    failing(failure);
    giveUpAttempts(failure);
    return !entry.kept();
  }

  /** What went wrong, or null; not even a bug may end the thread. */
  private @Nullable StoreException append(MigrationEvent event) {
    try {
      log.append(event);
      return null;
    } catch (StoreException e) {
      return e;
    } catch (RuntimeException e) {
      LOG.error("an event could not be written for a reason nobody thought of", e);
      String message = "the store failed for a reason nobody thought of; see the log";
      return new StoreException(StoreException.Kind.UNREACHABLE, message, e);
    }
  }

  private void giveUpAttempts(StoreException reason) {
    for (Entry entry : attempts()) {
      remove(entry);
      entry.saved().completeExceptionally(reason);
    }
  }

  private List<Entry> attempts() {
    lock.lock();
    try {
      return unsaved.stream().filter(entry -> !entry.kept()).toList();
    } finally {
      lock.unlock();
    }
  }

  private void remove(Entry entry) {
    lock.lock();
    try {
      unsaved.remove(entry);
    } finally {
      lock.unlock();
    }
  }

  private void failing(StoreException e) {
    if (trouble == null) {
      LOG.error(
          "{} (traffic goes on; changes are kept in memory until they can be written)",
          e.getMessage());
    }
    trouble = e;
  }

  private void recovered() {
    if (trouble != null) {
      LOG.info("the store is back; waiting changes are being written");
    }
    trouble = null;
  }

  /** Waits a little; returns false when somebody closes the writer meanwhile. */
  private boolean pause() throws InterruptedException {
    lock.lock();
    try {
      long left = retryNanos;
      while (left > 0 && !closing) {
        left = changed.awaitNanos(left);
      }
      return !closing;
    } finally {
      lock.unlock();
    }
  }

  /** Gives waiting events a last chance, then stops; does not close the log. */
  @Override
  public void close() {
    lock.lock();
    try {
      closing = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    try {
      thread.join(LAST_CHANCE);
      int lost = unsaved();
      if (lost > 0) {
        LOG.error(
            "{} changes could not be written and are lost: the store is still in trouble", lost);
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
