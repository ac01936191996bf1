package io.crossfade.server.frontend.http2;

import static io.netty.handler.codec.http2.Http2Exception.connectionError;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http2.DecoratingHttp2ConnectionEncoder;
import io.netty.handler.codec.http2.Http2ConnectionEncoder;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2LifecycleManager;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Ends a connection whose caller makes us queue more acknowledgements and resets than he reads
 * (CVE-2019-9512, -9514, -9515), or makes us reset stream after stream by his own faults
 * (CVE-2025-8671).
 */
final class FloodGuard extends DecoratingHttp2ConnectionEncoder {
  private static final long RESET_NANOS = TimeUnit.SECONDS.toNanos(Http2Connections.RESET_SECONDS);

  private final LongSupplier nanos;
  private @Nullable Http2LifecycleManager lifecycle;
  private int waiting;
  private int resets;
  private long resetsSince;
  private boolean over;

  FloodGuard(Http2ConnectionEncoder encoder, LongSupplier nanos) {
    super(encoder);
    this.nanos = nanos;
    this.resetsSince = nanos.getAsLong();
  }

  @Override
  public void lifecycleManager(Http2LifecycleManager manager) {
    lifecycle = manager;
    super.lifecycleManager(manager);
  }

  @Override
  public ChannelFuture writeSettingsAck(ChannelHandlerContext ctx, ChannelPromise promise) {
    return super.writeSettingsAck(ctx, counted(ctx, promise));
  }

  @Override
  public ChannelFuture writePing(
      ChannelHandlerContext ctx, boolean ack, long data, ChannelPromise promise) {
    return super.writePing(ctx, ack, data, ack ? counted(ctx, promise) : promise);
  }

  @Override
  public ChannelFuture writeRstStream(
      ChannelHandlerContext ctx, int streamId, long errorCode, ChannelPromise promise) {
    ChannelFuture written = super.writeRstStream(ctx, streamId, errorCode, counted(ctx, promise));
    if (errorCode != Http2Error.NO_ERROR.code() && ++resets > Http2Connections.MOST_RESETS) {
      tooManyResets(ctx);
    }
    return written;
  }

  private void tooManyResets(ChannelHandlerContext ctx) {
    long now = nanos.getAsLong();
    if (now - resetsSince < RESET_NANOS) {
      end(ctx, "too many streams had to be reset");
    }
    resets = 0;
    resetsSince = now;
  }

  private ChannelPromise counted(ChannelHandlerContext ctx, ChannelPromise promise) {
    if (++waiting > Http2Connections.MOST_CONTROL_FRAMES) {
      end(ctx, "too many control frames wait for a caller who does not read");
    }
    return promise.unvoid().addListener(_ -> waiting--);
  }

  private void end(ChannelHandlerContext ctx, String why) {
    if (!over && lifecycle != null) {
      over = true;
      lifecycle.onError(ctx, true, connectionError(Http2Error.ENHANCE_YOUR_CALM, "%s", why));
      var _ = ctx.close();
    }
  }
}
