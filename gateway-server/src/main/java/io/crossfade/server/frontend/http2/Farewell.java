package io.crossfade.server.frontend.http2;

import io.crossfade.server.frontend.port.ClientTimeouts;
import io.crossfade.server.frontend.port.Closing;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;

/**
 * How a connection ends without losing a call (RFC 9113 §6.8): first it is announced, while streams
 * already on their way still count; then the last stream that will be answered is named; and when
 * that is over, our side is closed and the caller has a while to close his.
 */
final class Farewell {

  private enum State {
    NONE,
    ANNOUNCED,
    LAST_NAMED,
    CLOSED
  }

  private final Http2ConnectionHandler connection;
  private final Channel channel;
  private State state = State.NONE;
  private long deadline;

  Farewell(Http2ConnectionHandler connection, Channel channel) {
    this.connection = connection;
    this.channel = channel;
  }

  /** No new streams are wanted. */
  void announce(ChannelHandlerContext ctx) {
    if (state == State.NONE) {
      state = State.ANNOUNCED;
      goAway(ctx, Integer.MAX_VALUE);
    }
  }

  /** Streams that come from here on are not answered; those that came are. */
  void say(ChannelHandlerContext ctx) {
    if (state == State.NONE || state == State.ANNOUNCED) {
      state = State.LAST_NAMED;
      goAway(ctx, connection.connection().remote().lastStreamCreated());
      streamClosed();
    }
  }

  /** A stream is over; perhaps it was the last one. */
  void streamClosed() {
    if (state == State.LAST_NAMED && connection.connection().numActiveStreams() == 0) {
      state = State.CLOSED;
      deadline = ClientTimeouts.end(ClientTimeouts.LINGER_MILLIS);
      Closing.closeOutput(channel);
    }
  }

  /** Whether nothing that still comes matters. */
  boolean said() {
    return state == State.CLOSED;
  }

  /** Whether the caller has not closed his side in time. */
  boolean late(long nanos) {
    return state == State.CLOSED && nanos - deadline >= 0;
  }

  private void goAway(ChannelHandlerContext ctx, int lastStream) {
    var _ =
        connection.goAway(
            ctx,
            lastStream,
            Http2Error.NO_ERROR.code(),
            Unpooled.EMPTY_BUFFER,
            channel.newPromise());
    connection.flush(ctx);
  }
}
