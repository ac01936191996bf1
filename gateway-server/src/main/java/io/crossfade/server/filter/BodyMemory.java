package io.crossfade.server.filter;

import java.util.concurrent.atomic.AtomicLong;

/** The memory all held bodies share; what does not fit is refused at once, never queued. */
public final class BodyMemory {
  private static final long SHARE = 4;

  private final long limit;
  private final AtomicLong held = new AtomicLong();

  /**
   * An empty account.
   *
   * @param limit most bytes held at a time
   */
  public BodyMemory(long limit) {
    this.limit = limit;
  }

  /** A quarter of the memory that this process may use for buffers. */
  public static BodyMemory quarterOf(long bytes) {
    return new BodyMemory(bytes / SHARE);
  }

  /** Takes {@code bytes} if they fit. */
  boolean take(long bytes) {
    if (held.addAndGet(bytes) <= limit) {
      return true;
    }
    give(bytes);
    return false;
  }

  void give(long bytes) {
    held.addAndGet(-bytes);
  }

  /** Bytes held now. */
  public long held() {
    return held.get();
  }
}
