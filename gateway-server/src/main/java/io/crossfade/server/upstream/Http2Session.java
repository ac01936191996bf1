package io.crossfade.server.upstream;

import static java.util.Objects.requireNonNull;

import io.crossfade.server.http1.HeadLimits;
import io.crossfade.server.http2.ReceivedFieldsDecoder;
import io.crossfade.server.loop.Deadline;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http2.AbstractHttp2ConnectionHandlerBuilder;
import io.netty.handler.codec.http2.DefaultHttp2Connection;
import io.netty.handler.codec.http2.DefaultHttp2ConnectionDecoder;
import io.netty.handler.codec.http2.DefaultHttp2ConnectionEncoder;
import io.netty.handler.codec.http2.DefaultHttp2FrameReader;
import io.netty.handler.codec.http2.DefaultHttp2FrameWriter;
import io.netty.handler.codec.http2.DefaultHttp2LocalFlowController;
import io.netty.handler.codec.http2.DefaultHttp2RemoteFlowController;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2ConnectionDecoder;
import io.netty.handler.codec.http2.Http2ConnectionEncoder;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2Stream;
import io.netty.handler.codec.http2.UniformStreamByteDistributor;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP/2 connection to a provider (RFC 9113), with a stream for each request. What one read of
 * the socket brings is handed on once it is complete, and what requests write in one turn of the
 * loop leaves in one flush. On its loop only.
 */
final class Http2Session extends Http2ConnectionHandler {
  /** Bytes of one answer that may wait here unread. */
  static final int STREAM_WINDOW = 128 * 1024;

  /** Bytes on their way to all streams together; unread ones do not count. */
  private static final int CONNECTION_WINDOW = 4 * 1024 * 1024;

  /** Streams on one connection, however many the provider allows. */
  private static final int MOST_STREAMS = 250;

  /** What a provider surely takes before he has said how much (RFC 9113 section 6.5.2). */
  private static final int STREAMS_BEFORE_SETTINGS = 100;

  /** As for a pooled connection of HTTP/1.1. */
  private static final long IDLE_MILLIS = 50_000;

  private static final int EMPTY_FRAMES = 8;
  private static final float WINDOW_UPDATE_RATIO = 0.5f;

  private final Channel channel;
  private final Sessions sessions;
  private final Deadline idle;
  private final Http2Frames frames;
  private List<Http2Carrier> touched = new ArrayList<>();
  private @Nullable ChannelHandlerContext context;
  private boolean served;
  private boolean retired;
  private boolean flushing;

  private Http2Session(
      Http2ConnectionDecoder decoder,
      Http2ConnectionEncoder encoder,
      Http2Settings settings,
      Building of) {
    super(decoder, encoder, settings, true);
    this.channel = of.channel;
    this.sessions = of.sessions;
    this.idle = new Deadline(of.sessions.loop(), this::close);
    this.frames = new Http2Frames(this, of.upstream);
  }

  /** Speaks HTTP/2 on a channel from now on. */
  static Http2Session on(Channel channel, HttpUpstream upstream, Sessions sessions) {
    Http2Session session = new Building(channel, upstream, sessions).build();
    channel.pipeline().addLast(session);
    channel.config().setAutoRead(true);
    channel.read();
    return session;
  }

  /** Whether another request may be sent on it. */
  boolean hasRoom() {
    int most = frames.settled() ? MOST_STREAMS : STREAMS_BEFORE_SETTINGS;
    return channel.isActive()
        && !retired
        && !connection().goAwayReceived()
        && !connection().goAwaySent()
        && connection().local().canOpenStream()
        && connection().local().numActiveStreams() < most;
  }

  /** A stream of its own for an exchange. */
  Http2Carrier carrier(HttpExchange exchange) {
    Http2Carrier carrier =
        new Http2Carrier(this, connection().local().incrementAndGetNextStreamId(), exchange);
    carrier.reused(served);
    served = true;
    idle.clear();
    return carrier;
  }

  /** Waits for its first request, as if it had served one. */
  void rest() {
    served = true;
    idle.in(IDLE_MILLIS);
  }

  /** Closes once no stream is open. */
  void retire() {
    retired = true;
    closeIfUnused(0);
  }

  void close() {
    var _ = channel.close();
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) throws Exception {
    context = ctx;
    super.handlerAdded(ctx);
    decoder()
        .flowController()
        .incrementWindowSize(
            connection().connectionStream(),
            CONNECTION_WINDOW - Http2CodecUtil.DEFAULT_WINDOW_SIZE);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) throws Exception {
    List<Http2Carrier> heard = touched;
    touched = new ArrayList<>();
    heard.forEach(Http2Carrier::readComplete);
    super.channelReadComplete(ctx);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) throws Exception {
    sessions.remove(this);
    idle.stop();
    super.channelInactive(ctx);
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
    if (event instanceof SslCloseCompletionEvent) {
      var _ = ctx.close();
    } else {
      super.userEventTriggered(ctx, event);
    }
  }

  /** Netty waits for streams where the channel is closed; here the socket has failed. */
  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable thrown) throws Exception {
    if (Http2CodecUtil.getEmbeddedHttp2Exception(thrown) == null) {
      var _ = ctx.close();
    } else {
      super.exceptionCaught(ctx, thrown);
    }
  }

  @Override
  protected void onStreamError(
      ChannelHandlerContext ctx,
      boolean outbound,
      Throwable cause,
      Http2Exception.StreamException known) {
    Http2Carrier carrier = frames.carrier(known.streamId());
    if (carrier != null && !outbound) {
      carrier.flawed("a stream breaks HTTP/2's rules");
    }
    super.onStreamError(ctx, outbound, cause, known);
  }

  @Override
  protected void onConnectionError(
      ChannelHandlerContext ctx,
      boolean outbound,
      Throwable cause,
      @Nullable Http2Exception known) {
    sessions.remove(this);
    if (known != null && !outbound) {
      frames.forEach(carrier -> carrier.flawed("the connection breaks HTTP/2's rules"));
    }
    super.onConnectionError(ctx, outbound, cause, known);
  }

  Channel channel() {
    return channel;
  }

  Deadline deadline(Runnable passed) {
    return new Deadline(sessions.loop(), passed);
  }

  long nanos() {
    return sessions.loop().ticker().nanoTime();
  }

  Http2Frames frames() {
    return frames;
  }

  /** Netty's side of a stream, or null when there is none any more. */
  @Nullable Http2Stream stream(int id) {
    return connection().stream(id);
  }

  /** The carrier hears of it when all that this read brought is there. */
  void touch(Http2Carrier carrier) {
    touched.add(carrier);
  }

  void sendHead(int id, Http2Headers section, boolean end, ChannelPromise sent) {
    var _ = encoder().writeHeaders(context(), id, section, 0, end, sent);
    flushSoon();
  }

  void sendData(int id, ByteBuf piece, boolean end, ChannelPromise sent) {
    var _ = encoder().writeData(context(), id, piece, 0, end, sent);
    flushSoon();
  }

  boolean takesMore(int id) {
    Http2Stream stream = stream(id);
    return stream != null && encoder().flowController().isWritable(stream);
  }

  /** Ends a stream before its time; also one whose request is not wholly sent. */
  void reset(int id) {
    if (stream(id) != null) {
      var _ = resetStream(context(), id, Http2Error.CANCEL.code(), channel.newPromise());
      flushSoon();
    }
  }

  /** Opens the window of a stream again by that many bytes. */
  void consumed(int id, int bytes) {
    Http2Stream stream = stream(id);
    try {
      if (stream != null && decoder().flowController().consumeBytes(stream, bytes)) {
        flushSoon();
      }
    } catch (Http2Exception broken) {
      onError(context(), true, broken);
    }
  }

  /**
   * A stream has closed.
   *
   * @param othersOpen streams that are open still
   */
  void closeIfUnused(int othersOpen) {
    if (othersOpen == 0 && retired) {
      close();
    } else if (othersOpen == 0) {
      idle.in(IDLE_MILLIS);
    }
  }

  private void flushSoon() {
    if (!flushing) {
      flushing = true;
      sessions.loop().execute(this::flushNow);
    }
  }

  private void flushNow() {
    flushing = false;
    flush(context());
  }

  private ChannelHandlerContext context() {
    return requireNonNull(context, "a session works once it is in its pipeline");
  }

  /** Puts Netty's parts together; its own bounds on cheap frames are put around the decoder. */
  private static final class Building
      extends AbstractHttp2ConnectionHandlerBuilder<Http2Session, Building> {
    private final Channel channel;
    private final HttpUpstream upstream;
    private final Sessions sessions;

    Building(Channel channel, HttpUpstream upstream, Sessions sessions) {
      this.channel = channel;
      this.upstream = upstream;
      this.sessions = sessions;
      initialSettings(
          Http2Settings.defaultSettings()
              .pushEnabled(false)
              .initialWindowSize(STREAM_WINDOW)
              .maxHeaderListSize(ReceivedFieldsDecoder.listBytes(HeadLimits.DEFAULT)));
      decoderEnforceMaxConsecutiveEmptyDataFrames(EMPTY_FRAMES);
    }

    @Override
    protected Http2Session build() {
      DefaultHttp2Connection connection = new DefaultHttp2Connection(false);
      connection
          .local()
          .flowController(
              new DefaultHttp2LocalFlowController(connection, WINDOW_UPDATE_RATIO, true));
      connection
          .remote()
          .flowController(
              new DefaultHttp2RemoteFlowController(
                  connection, new UniformStreamByteDistributor(connection)));
      Http2ConnectionEncoder encoder =
          new DefaultHttp2ConnectionEncoder(connection, new DefaultHttp2FrameWriter());
      codec(
          new DefaultHttp2ConnectionDecoder(
              connection,
              encoder,
              new DefaultHttp2FrameReader(new ReceivedFieldsDecoder(HeadLimits.DEFAULT))),
          encoder);
      return super.build();
    }

    @Override
    protected Http2Session build(
        Http2ConnectionDecoder decoder, Http2ConnectionEncoder encoder, Http2Settings settings) {
      Http2Session session = new Http2Session(decoder, encoder, settings, this);
      frameListener(session.frames());
      return session;
    }
  }
}
