package io.crossfade.server.credential;

import io.crossfade.core.fault.SecretMask;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one credential fresh on a thread of its own: fetched at once, again well before it expires,
 * and ever again where that fails. Asking for it is a look into memory, from any thread.
 */
public final class Renewal<C> implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Renewal.class);

  private final String name;
  private final Issuer<C> issuer;
  private final InstantSource clock;
  private final CountDownLatch tried = new CountDownLatch(1);
  private final Thread thread;
  private volatile @Nullable Issued<C> issued;
  private volatile @Nullable String problem;
  private int failures;

  /** How its thread waits. */
  @FunctionalInterface
  interface Pause {
    void sleep(Duration time) throws InterruptedException;
  }

  /**
   * Begins to fetch.
   *
   * @param name for whom, as log lines say it: {@code provider 'next'}
   */
  public static <C> Renewal<C> of(String name, Issuer<C> issuer) {
    return new Renewal<>(name, issuer, InstantSource.system(), Thread::sleep);
  }

  Renewal(String name, Issuer<C> issuer, InstantSource clock, Pause pause) {
    this.name = name;
    this.issuer = issuer;
    this.clock = clock;
    this.thread = Thread.ofVirtual().name("crossfade-renewal").start(() -> run(pause));
  }

  /** The credential, or null while there is none that is still good. */
  public @Nullable C get() {
    Issued<C> last = issued;
    return last == null || !clock.instant().isBefore(last.expires()) ? null : last.credential();
  }

  /** Why the last attempt to fetch one failed; empty when it did not. */
  public Optional<String> problem() {
    return Optional.ofNullable(problem);
  }

  /**
   * Blocks until the first attempt is over, one way or the other.
   *
   * @return whether it was over in time
   */
  public boolean awaitFirst(Duration limit) throws InterruptedException {
    return tried.await(limit.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Fetches no more; what there is stays until it expires, for calls under way. */
  @Override
  public void close() {
    thread.interrupt();
  }

  private void run(Pause pause) {
    try {
      while (!Thread.interrupted()) {
        Instant next = fetch();
        tried.countDown();
        waitUntil(next, pause);
      }
    } catch (InterruptedException e) {
      LOG.debug("{} needs no more credentials", name);
    }
  }

  /** In short pauses, since a machine that was asleep has another time than its timers. */
  private void waitUntil(Instant next, Pause pause) throws InterruptedException {
    for (Instant now = clock.instant(); now.isBefore(next); now = clock.instant()) {
      Duration left = Duration.between(now, next);
      pause.sleep(left.compareTo(RenewalTimes.LOOK) > 0 ? RenewalTimes.LOOK : left);
    }
  }

  /** Returns when to fetch again. */
  private Instant fetch() throws InterruptedException {
    try {
      Issued<C> fresh = issuer.issue();
      issued = fresh;
      recovered();
      return RenewalTimes.after(clock.instant(), fresh.expires());
    } catch (IOException e) {
      failed(SecretMask.mask(String.valueOf(e.getMessage())));
    } catch (RuntimeException e) {
      LOG.error("a defect kept {} from getting a credential", name, e);
      failed("the gateway failed to ask for it");
    }
    return RenewalTimes.afterFailure(clock.instant(), failures);
  }

  private void recovered() {
    if (problem != null) {
      LOG.info("{} has a credential again", name);
    }
    problem = null;
    failures = 0;
  }

  private void failed(String why) {
    failures++;
    if (!why.equals(problem)) {
      LOG.warn(
          "{} got no {} credential: {}; asking again until there is one",
          name,
          issued == null ? "first" : "new",
          why);
    }
    problem = why;
  }
}
