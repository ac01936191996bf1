package io.crossfade.server.upstream;

import io.crossfade.server.http2.ReceivedFields;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameAdapter;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2RemoteFlowController;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2Stream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Brings what a provider's frames say to the streams they are about. On its loop only. */
final class Http2Frames extends Http2FrameAdapter
    implements Http2Connection.Listener, Http2RemoteFlowController.Listener {
  private final Http2Session session;
  private final HttpUpstream upstream;
  private final Http2Connection connection;
  private final Http2Connection.PropertyKey key;
  private boolean settled;
  private int lastTaken = Integer.MAX_VALUE;

  Http2Frames(Http2Session session, HttpUpstream upstream) {
    this.session = session;
    this.upstream = upstream;
    this.connection = session.connection();
    this.key = connection.newKey();
    connection.addListener(this);
    connection.remote().flowController().listener(this);
  }

  HttpUpstream upstream() {
    return upstream;
  }

  /** Whether the provider has said how many streams he takes. */
  boolean settled() {
    return settled;
  }

  /** The highest stream the provider may have read, once he has said goodbye. */
  int lastTaken() {
    return lastTaken;
  }

  @Nullable Http2Carrier carrier(int id) {
    Http2Stream stream = connection.stream(id);
    return stream == null ? null : stream.getProperty(key);
  }

  /** From here on the stream's frames are the carrier's; false when there is no such stream. */
  boolean bind(int id, Http2Carrier carrier) {
    Http2Stream stream = connection.stream(id);
    if (stream != null) {
      stream.setProperty(key, carrier);
    }
    return stream != null;
  }

  void forEach(Consumer<Http2Carrier> action) {
    try {
      var _ =
          connection.forEachActiveStream(
              stream -> {
                Http2Carrier carrier = stream.getProperty(key);
                if (carrier != null) {
                  action.accept(carrier);
                }
                return true;
              });
    } catch (Http2Exception broken) {
      throw new IllegalStateException(broken);
    }
  }

  @Override
  public void onSettingsRead(ChannelHandlerContext ctx, Http2Settings settings) {
    settled = true;
  }

  @Override
  public void onHeadersRead(
      ChannelHandlerContext ctx,
      int id,
      Http2Headers headers,
      int dependency,
      short weight,
      boolean exclusive,
      int padding,
      boolean end)
      throws Http2Exception {
    onHeadersRead(ctx, id, headers, padding, end);
  }

  @Override
  public void onHeadersRead(
      ChannelHandlerContext ctx, int id, Http2Headers headers, int padding, boolean end)
      throws Http2Exception {
    Http2Carrier carrier = carrier(id);
    if (carrier != null && !carrier.fields((ReceivedFields) headers, end)) {
      throw Http2Exception.streamError(id, Http2Error.PROTOCOL_ERROR, "malformed fields");
    }
  }

  @Override
  public int onDataRead(ChannelHandlerContext ctx, int id, ByteBuf data, int padding, boolean end) {
    Http2Carrier carrier = carrier(id);
    if (carrier == null) {
      return data.readableBytes() + padding;
    }
    carrier.data(data, end);
    return padding;
  }

  @Override
  public void onRstStreamRead(ChannelHandlerContext ctx, int id, long code) {
    Http2Carrier carrier = carrier(id);
    if (carrier != null) {
      carrier.reset(code == Http2Error.REFUSED_STREAM.code());
    }
  }

  @Override
  public void onGoAwayReceived(int lastStreamId, long errorCode, ByteBuf debugData) {
    lastTaken = lastStreamId;
  }

  @Override
  public void onStreamClosed(Http2Stream stream) {
    Http2Carrier carrier = stream.getProperty(key);
    if (carrier != null) {
      carrier.gone();
    }
    session.closeIfUnused(connection.local().numActiveStreams());
  }

  @Override
  public void writabilityChanged(Http2Stream stream) {
    Http2Carrier carrier = stream.getProperty(key);
    if (carrier != null) {
      carrier.writabilityChanged();
    }
  }

  @Override
  public void onStreamAdded(Http2Stream stream) {}

  @Override
  public void onStreamActive(Http2Stream stream) {}

  @Override
  public void onStreamHalfClosed(Http2Stream stream) {}

  @Override
  public void onStreamRemoved(Http2Stream stream) {}

  @Override
  public void onGoAwaySent(int lastStreamId, long errorCode, ByteBuf debugData) {}
}
