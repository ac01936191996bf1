package io.crossfade.server.frontend.http2;

import io.crossfade.server.frontend.port.ConnectionSet;
import io.crossfade.server.frontend.port.Port;
import io.crossfade.server.http1.HeadLimits;
import io.crossfade.server.http2.ReceivedFieldsDecoder;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.handler.codec.http2.AbstractHttp2ConnectionHandlerBuilder;
import io.netty.handler.codec.http2.DefaultHttp2Connection;
import io.netty.handler.codec.http2.DefaultHttp2ConnectionDecoder;
import io.netty.handler.codec.http2.DefaultHttp2ConnectionEncoder;
import io.netty.handler.codec.http2.DefaultHttp2FrameReader;
import io.netty.handler.codec.http2.DefaultHttp2FrameWriter;
import io.netty.handler.codec.http2.DefaultHttp2LocalFlowController;
import io.netty.handler.codec.http2.DefaultHttp2RemoteFlowController;
import io.netty.handler.codec.http2.Http2ConnectionDecoder;
import io.netty.handler.codec.http2.Http2ConnectionEncoder;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.UniformStreamByteDistributor;

/**
 * Puts one caller's HTTP/2 together, with every limit that keeps him from costing more than he
 * pays: streams at once, windows, sizes of field sections, and floods of frames that are cheap to
 * send and dear to take.
 */
public final class Http2Connections {
  /** Streams one connection may have open; one more is refused, which is safe to try again. */
  static final int MOST_STREAMS = 128;

  /** Bytes of one request's body that may wait here unread. */
  static final int STREAM_WINDOW = 64 * 1024;

  /**
   * Bytes on their way to all streams together; unread ones do not count, so none blocks others.
   */
  static final int CONNECTION_WINDOW = 1024 * 1024;

  /** Resets one caller may send or cause, by {@link #RESET_SECONDS}. */
  static final int MOST_RESETS = 1_000;

  static final int RESET_SECONDS = 30;

  /** Answers to settings, pings and resets that may wait for a caller who does not read. */
  static final int MOST_CONTROL_FRAMES = 1_000;

  private static final int SMALL_CONTINUATIONS = 16;
  private static final int EMPTY_FRAMES = 2;
  private static final float WINDOW_UPDATE_RATIO = 0.5f;

  private Http2Connections() {}

  /** What reads and answers one caller's frames; it has the preface to come as its first bytes. */
  public static ChannelHandler open(Port port, ConnectionSet peers, Channel channel) {
    HeadLimits limits = port.settings().limits();
    DefaultHttp2Connection connection = new DefaultHttp2Connection(true, 0);
    connection
        .local()
        .flowController(new DefaultHttp2LocalFlowController(connection, WINDOW_UPDATE_RATIO, true));
    connection
        .remote()
        .flowController(
            new DefaultHttp2RemoteFlowController(
                connection, new UniformStreamByteDistributor(connection)));
    Http2ConnectionEncoder encoder =
        new FloodGuard(
            new DefaultHttp2ConnectionEncoder(connection, new DefaultHttp2FrameWriter()),
            System::nanoTime);
    Http2ConnectionDecoder decoder =
        new DefaultHttp2ConnectionDecoder(
            connection,
            encoder,
            new DefaultHttp2FrameReader(new ReceivedFieldsDecoder(limits), SMALL_CONTINUATIONS));
    return new Building(new Http2Streams(port, peers, channel), limits).of(decoder, encoder);
  }

  /** Netty's own limits on what a caller may send are put around the decoder by its builder. */
  private static final class Building
      extends AbstractHttp2ConnectionHandlerBuilder<Http2Connection, Building> {
    private final Http2Streams streams;

    Building(Http2Streams streams, HeadLimits limits) {
      this.streams = streams;
      initialSettings(
          Http2Settings.defaultSettings()
              .maxConcurrentStreams(MOST_STREAMS)
              .initialWindowSize(STREAM_WINDOW)
              .maxHeaderListSize(ReceivedFieldsDecoder.listBytes(limits)));
      decoderEnforceMaxRstFramesPerWindow(MOST_RESETS, RESET_SECONDS);
      decoderEnforceMaxConsecutiveEmptyDataFrames(EMPTY_FRAMES);
      decoupleCloseAndGoAway(true);
      frameListener(streams);
    }

    Http2Connection of(Http2ConnectionDecoder decoder, Http2ConnectionEncoder encoder) {
      codec(decoder, encoder);
      return build();
    }

    @Override
    protected Http2Connection build(
        Http2ConnectionDecoder decoder, Http2ConnectionEncoder encoder, Http2Settings settings) {
      return new Http2Connection(decoder, encoder, settings, streams);
    }
  }
}
