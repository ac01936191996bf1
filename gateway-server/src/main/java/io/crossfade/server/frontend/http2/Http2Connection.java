package io.crossfade.server.frontend.http2;

import static java.util.Objects.requireNonNull;

import io.crossfade.server.frontend.port.ClientTimeouts;
import io.crossfade.server.frontend.port.Closing;
import io.crossfade.server.frontend.port.ConnectionSet;
import io.crossfade.server.frontend.port.Peer;
import io.crossfade.server.frontend.port.Port;
import io.crossfade.server.frontend.port.WriteWatch;
import io.crossfade.server.frontend.request.Request;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2Connection.PropertyKey;
import io.netty.handler.codec.http2.Http2ConnectionAdapter;
import io.netty.handler.codec.http2.Http2ConnectionDecoder;
import io.netty.handler.codec.http2.Http2ConnectionEncoder;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Exception.HeaderListSizeException;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2Stream;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One caller's connection in HTTP/2: writes what streams have to say, in one flush for each turn of
 * the loop, and ends them all when the caller goes. Runs on the connection's loop only.
 */
final class Http2Connection extends Http2ConnectionHandler implements Peer {
  private static final int MOST_HELD_BYTES = 32 * 1024;

  private final Port port;
  private final ConnectionSet peers;
  private final Channel channel;
  private final Http2Streams streams;
  private final ClientTimeouts timeouts;
  private final WriteWatch writes;
  private final PropertyKey key;
  private final Farewell farewell;
  private @Nullable ChannelHandlerContext context;
  private long deadline;
  private int held;
  private boolean scheduled;

  Http2Connection(
      Http2ConnectionDecoder decoder,
      Http2ConnectionEncoder encoder,
      Http2Settings settings,
      Http2Streams streams) {
    super(decoder, encoder, settings, true);
    this.port = streams.port();
    this.peers = streams.peers();
    this.channel = streams.channel();
    this.streams = streams;
    this.timeouts = port.settings().timeouts();
    this.writes = new WriteWatch(channel, timeouts.writeMillis());
    this.key = connection().newKey();
    this.farewell = new Farewell(this, channel);
    this.deadline = ClientTimeouts.end(timeouts.idleMillis());
    connection().addListener(new Closed());
    streams.of(this);
  }

  /** Ends a call with its stream, whoever closed that. */
  private final class Closed extends Http2ConnectionAdapter {
    @Override
    public void onStreamClosed(Http2Stream frames) {
      ServerStream stream = frames.getProperty(key);
      if (stream != null) {
        stream.gone();
      }
      deadline = ClientTimeouts.end(timeouts.idleMillis());
      farewell.streamClosed();
    }
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) throws Exception {
    context = ctx;
    peers.add(this);
    super.handlerAdded(ctx);
    Http2Stream all = connection().connectionStream();
    int more = Http2Connections.CONNECTION_WINDOW - Http2CodecUtil.DEFAULT_WINDOW_SIZE;
    decoder().flowController().incrementWindowSize(all, more);
    if (peers.draining()) {
      farewell.announce(ctx);
    }
    ctx.read();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
    if (farewell.said()) {
      ((ByteBuf) message).release();
    } else {
      super.channelRead(ctx, message);
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) throws Exception {
    super.channelWritabilityChanged(ctx);
    if (takesMore()) {
      forEach(ServerStream::proceed);
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
    if (event instanceof ChannelInputShutdownEvent || event instanceof SslCloseCompletionEvent) {
      close();
    } else {
      super.userEventTriggered(ctx, event);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) throws Exception {
    peers.remove(this);
    super.channelInactive(ctx);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable thrown) throws Exception {
    if (Http2CodecUtil.getEmbeddedHttp2Exception(thrown) != null) {
      super.exceptionCaught(ctx, thrown);
    } else {
      port.failed(thrown);
      close();
    }
  }

  @Override
  protected void onConnectionError(
      ChannelHandlerContext ctx,
      boolean outbound,
      Throwable cause,
      @Nullable Http2Exception known) {
    if (known == null) {
      port.failed(cause);
    }
    forEach(ServerStream::gone);
    super.onConnectionError(ctx, outbound, cause, known);
  }

  @Override
  protected void onStreamError(
      ChannelHandlerContext ctx,
      boolean outbound,
      Throwable cause,
      Http2Exception.StreamException known) {
    ServerStream stream = stream(known.streamId());
    if (stream != null) {
      stream.gone();
    } else if (known instanceof HeaderListSizeException size && size.duringDecode()) {
      tooLarge(size.streamId());
      return;
    }
    super.onStreamError(ctx, outbound, cause, known);
  }

  /** Fields too large to be unpacked are answered as any that are too large. */
  private void tooLarge(int id) {
    try {
      streams.tooLarge(connection().remote().createStream(id, false));
    } catch (Http2Exception noStream) {
      onError(context(), false, noStream);
    }
  }

  /** Netty's side of a stream. */
  Http2Stream frames(int id) {
    return requireNonNull(connection().stream(id), "frames come on streams that exist");
  }

  /** Our side of a stream, or null where there is none. */
  @Nullable ServerStream stream(int id) {
    Http2Stream frames = connection().stream(id);
    return frames == null ? null : frames.getProperty(key);
  }

  /** Makes a stream a call's. */
  ServerStream open(Http2Stream frames, Request request, boolean ends) {
    ServerStream stream = new ServerStream(this, frames, timeouts, request, ends);
    frames.setProperty(key, stream);
    return stream;
  }

  boolean takesMore() {
    return channel.isWritable();
  }

  void sendHead(Http2Stream stream, Http2Headers section, boolean end) {
    var _ = encoder().writeHeaders(context(), stream.id(), section, 0, end, channel.newPromise());
    flushSoon();
  }

  /**
   * Sends a piece as the caller's windows allow.
   *
   * @param gone run once the socket has taken it, or never will
   */
  void sendData(Http2Stream stream, ByteBuf piece, Runnable gone) {
    held += piece.readableBytes();
    var _ =
        encoder()
            .writeData(context(), stream.id(), piece, 0, false, channel.newPromise())
            .addListener(_ -> gone.run());
    if (held > MOST_HELD_BYTES) {
      flushNow();
    } else {
      flushSoon();
    }
  }

  /**
   * Ends the answer.
   *
   * @param gone run once the socket has taken all of it, or never will
   */
  void sendEnd(Http2Stream stream, Runnable gone) {
    var _ =
        encoder()
            .writeData(context(), stream.id(), Unpooled.EMPTY_BUFFER, 0, true, channel.newPromise())
            .addListener(_ -> gone.run());
    flushSoon();
  }

  void reset(Http2Stream stream, Http2Error code) {
    var _ = encoder().writeRstStream(context(), stream.id(), code.code(), channel.newPromise());
    flushSoon();
  }

  /** The window of a stream may open again by that many bytes. */
  void consumed(Http2Stream stream, int bytes) {
    try {
      if (decoder().flowController().consumeBytes(stream, bytes)) {
        flushSoon();
      }
    } catch (Http2Exception broken) {
      onError(context(), true, broken);
    }
  }

  @Override
  public boolean isIdle() {
    return connection().numActiveStreams() == 0 && writes.nothingWaits();
  }

  @Override
  public long deadline() {
    return deadline;
  }

  @Override
  public void check(long nanos) {
    boolean late = nanos - deadline >= 0;
    if (writes.stalled(nanos) || farewell.late(nanos)) {
      close();
    } else if ((late && isIdle()) || peers.draining()) {
      farewell.say(context());
    }
    forEach(stream -> stream.check(nanos));
  }

  @Override
  public void drain() {
    farewell.announce(context());
  }

  @Override
  public void close() {
    Closing.now(channel);
  }

  private void forEach(Consumer<ServerStream> action) {
    try {
      var _ =
          connection()
              .forEachActiveStream(
                  frames -> {
                    ServerStream stream = frames.getProperty(key);
                    if (stream != null) {
                      action.accept(stream);
                    }
                    return true;
                  });
    } catch (Http2Exception broken) {
      throw new IllegalStateException(broken);
    }
  }

  private void flushSoon() {
    if (!scheduled) {
      scheduled = true;
      channel.eventLoop().execute(this::flushNow);
    }
  }

  private void flushNow() {
    scheduled = false;
    held = 0;
    flush(context());
  }

  private ChannelHandlerContext context() {
    return requireNonNull(context, "a connection works once it is in its pipeline");
  }
}
