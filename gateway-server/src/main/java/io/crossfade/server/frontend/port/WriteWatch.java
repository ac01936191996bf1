package io.crossfade.server.frontend.port;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;

/** Notices a caller who no longer reads: something waits for him and not one byte of it goes. */
public final class WriteWatch {
  private final Channel channel;
  private final long limitNanos;
  private int waiting;
  private long progress;
  private long sinceNanos;

  public WriteWatch(Channel channel, long limitMillis) {
    this.channel = channel;
    this.limitNanos = MILLISECONDS.toNanos(limitMillis);
  }

  /** Whether the socket has taken all that was written. */
  public boolean nothingWaits() {
    ChannelOutboundBuffer pending = channel.unsafe().outboundBuffer();
    return pending == null || pending.isEmpty();
  }

  /** Looks at what waits; true when none of it has moved for the limit. */
  public boolean stalled(long nowNanos) {
    ChannelOutboundBuffer pending = channel.unsafe().outboundBuffer();
    Object current = pending == null ? null : pending.current();
    int first = System.identityHashCode(current);
    long sent = pending == null ? 0 : pending.currentProgress();
    if (current == null || first != waiting || sent != progress) {
      waiting = first;
      progress = sent;
      sinceNanos = nowNanos;
      return false;
    }
    return nowNanos - sinceNanos >= limitNanos;
  }
}
