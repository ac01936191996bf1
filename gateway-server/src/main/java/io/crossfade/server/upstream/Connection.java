package io.crossfade.server.upstream;

import io.crossfade.core.fault.Fault;
import io.crossfade.server.http1.HeadLimits;
import io.crossfade.server.http1.ResponseReader;
import io.crossfade.server.loop.Deadline;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One open connection: a request, its answer, then the next, or idle in its pool. While idle it
 * keeps a read outstanding, so whatever a provider does unasked takes it out of use. On its loop
 * only.
 */
final class Connection extends ChannelInboundHandlerAdapter
    implements Carrier, RequestSender.Progress {
  /** A pooled connection that breaks later than this had taken the request. */
  private static final long STALE_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final Channel channel;
  private final Pool pool;
  private final UpstreamFaults faults;
  private final boolean secure;
  private final RequestSender sender;
  private final ResponseReader answer = new ResponseReader(HeadLimits.DEFAULT);
  private final Deadline deadline;
  private @Nullable HttpExchange current;
  private boolean used;
  private boolean reused;
  private boolean heard;
  private boolean headSeen;
  private boolean ended;
  private boolean unasked;
  private boolean closedByTls;
  private long turn;
  private long begunNanos;
  private long idleSinceNanos;
  private long lastUnsent;

  Connection(Channel channel, HttpUpstream upstream, Pool pool) {
    this.channel = channel;
    this.pool = pool;
    this.faults = upstream.faults();
    this.secure = upstream.destination().secure();
    this.sender = new RequestSender(channel, upstream.lines(), this);
    this.deadline = new Deadline(pool.loop(), this::late);
  }

  /** Sends the exchange's request; the exchange hears everything from here on. */
  void begin(HttpExchange exchange) {
    current = exchange;
    reused = used;
    used = true;
    heard = false;
    headSeen = false;
    ended = false;
    begunNanos = pool.loop().ticker().nanoTime();
    lastUnsent = Long.MAX_VALUE;
    turn = reused ? pool.turn() : Pool.NO_TURN;
    answer.expect(exchange.request().method());
    sender.send(exchange.request());
    if (current == exchange) {
      channel.read();
    }
  }

  /** Waits in its pool before its first request, as if it had served one: it may go stale there. */
  void rest() {
    used = true;
    channel.read();
    pool.give(this);
  }

  @Override
  public void expecting(boolean more) {
    if (more) {
      channel.read();
      if (headSeen && current != null) {
        deadline.in(current.request().idleMillis());
      }
    } else {
      deadline.clear();
    }
  }

  @Override
  public void close() {
    current = null;
    sender.stop();
    deadline.stop();
    answer.release();
    var _ = channel.close();
  }

  void idleSince(long nanos) {
    idleSinceNanos = nanos;
  }

  long idleSinceNanos() {
    return idleSinceNanos;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf bytes = (ByteBuf) message;
    if (current == null || ended || early()) {
      bytes.release();
      unasked = true;
    } else {
      heard = true;
      answer.offer(bytes);
      readOn(current);
    }
  }

  /** Whether what is read now was there before the request was, and so is no answer to it. */
  private boolean early() {
    return reused && !heard && (!sender.left() || pool.isCurrent(turn));
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    HttpExchange exchange = current;
    if (unasked && !ended) {
      lost(null);
    } else if (exchange != null && ended) {
      finish(exchange);
    } else if (exchange != null) {
      exchange.readComplete();
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    sender.writabilityChanged();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof SslCloseCompletionEvent closed) {
      closedByTls = closed.isSuccess();
      lost(null);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    lost(null);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    lost(cause);
  }

  @Override
  public void sent() {
    if (current != null && !headSeen) {
      deadline.in(current.request().firstByteMillis());
    }
  }

  @Override
  public void stalled(boolean stalled) {
    if (current != null && !headSeen) {
      if (stalled) {
        deadline.in(current.request().firstByteMillis());
      } else {
        deadline.clear();
      }
    }
  }

  @Override
  public void bodyFailed(Fault fault) {
    fail(fault);
  }

  @Override
  public void bodyMismatched(String what) {
    fail(faults.badBody(what));
  }

  /** Takes all that one read brought; the exchange may be given up while it hears of it. */
  private void readOn(HttpExchange exchange) {
    while (current == exchange) {
      switch (answer.next()) {
        case MORE -> {
          return;
        }
        case HEAD -> {
          headSeen = true;
          exchange.head(answer.head());
        }
        case PIECE -> exchange.gather(answer.takePiece());
        case END -> {
          ended = true;
          return;
        }
        case BAD_STATUS -> fail(faults.badStatus(answer.flaw()));
        case BAD_FRAMING ->
            fail(
                headSeen
                    ? faults.brokenOff(answer.flaw(), null)
                    : faults.badFraming(answer.flaw()));
      }
    }
  }

  /** The connection goes back before the exchange hears of its end, and may send his next. */
  private void finish(HttpExchange exchange) {
    boolean clean = answer.persistent() && !answer.excess() && sender.whole() && !unasked;
    exchange.detach();
    ended = false;
    if (clean && channel.isActive()) {
      current = null;
      answer.release();
      deadline.clear();
      channel.read();
      pool.give(this);
    } else {
      close();
    }
    exchange.whole();
  }

  private void lost(@Nullable Throwable thrown) {
    HttpExchange exchange = current;
    if (exchange == null) {
      pool.remove(this);
      close();
      return;
    }
    boolean stale = reused && !heard && pool.loop().ticker().nanoTime() - begunNanos < STALE_NANOS;
    boolean whole = ended || (headSeen && orderly(thrown) && answer.wholeByClose());
    exchange.detach();
    close();
    if (whole) {
      exchange.whole();
    } else if (headSeen) {
      exchange.broken(faults.brokenOff("the connection was closed before its end", thrown));
    } else if (!stale || !exchange.again()) {
      exchange.broken(faults.lost(thrown));
    }
  }

  /** Over TLS a bare close may be an attacker's cut; only a close alert ends a body there. */
  private boolean orderly(@Nullable Throwable thrown) {
    return thrown == null && (!secure || closedByTls);
  }

  private void late() {
    HttpExchange exchange = current;
    if (exchange == null) {
      return;
    }
    long unsent = unsent();
    if (!headSeen && unsent > 0 && unsent < lastUnsent) {
      lastUnsent = unsent;
      deadline.in(exchange.request().firstByteMillis());
    } else {
      fail(
          headSeen
              ? faults.silent(exchange.request().idleMillis())
              : faults.noHead(exchange.request().firstByteMillis()));
    }
  }

  private long unsent() {
    ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
    return buffer == null ? 0 : buffer.totalPendingWriteBytes();
  }

  private void fail(Fault fault) {
    HttpExchange exchange = current;
    if (exchange != null) {
      exchange.detach();
      close();
      exchange.broken(fault);
    }
  }
}
