package io.crossfade.server.frontend.http2;

import static io.netty.handler.codec.http2.Http2Exception.streamError;
import static java.util.Objects.requireNonNull;

import io.crossfade.core.Ending;
import io.crossfade.core.fault.Fault;
import io.crossfade.core.fault.Result;
import io.crossfade.server.frontend.port.ClientAnswer;
import io.crossfade.server.frontend.port.ConnectionSet;
import io.crossfade.server.frontend.port.Place;
import io.crossfade.server.frontend.port.Port;
import io.crossfade.server.frontend.request.Request;
import io.crossfade.server.frontend.request.RequestFaults;
import io.crossfade.server.http1.Flaw;
import io.crossfade.server.http2.ReceivedFields;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameAdapter;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Stream;
import org.jspecify.annotations.Nullable;

/** What a caller's frames mean: field sections become calls, data their bodies. */
final class Http2Streams extends Http2FrameAdapter {
  private final Port port;
  private final ConnectionSet peers;
  private final Channel channel;
  private final Place place;
  private @Nullable Http2Connection connection;

  Http2Streams(Port port, ConnectionSet peers, Channel channel) {
    this.port = port;
    this.peers = peers;
    this.channel = channel;
    this.place = port.placeOf(channel);
  }

  Port port() {
    return port;
  }

  ConnectionSet peers() {
    return peers;
  }

  Channel channel() {
    return channel;
  }

  /** Says whose frames these are. */
  void of(Http2Connection owner) {
    connection = owner;
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
    ReceivedFields fields = (ReceivedFields) headers;
    ServerStream known = connection().stream(id);
    if (known != null) {
      trailers(id, known, fields);
    } else {
      begin(connection().frames(id), fields, end);
    }
  }

  @Override
  public int onDataRead(ChannelHandlerContext ctx, int id, ByteBuf data, int padding, boolean end)
      throws Http2Exception {
    ServerStream stream = connection().stream(id);
    if (stream != null && !stream.receive(data, end)) {
      throw malformed(id, stream, "the body contradicts its Content-Length");
    }
    return padding;
  }

  @Override
  public void onWindowUpdateRead(ChannelHandlerContext ctx, int id, int increment) {
    ServerStream stream = connection().stream(id);
    if (stream != null) {
      stream.progressed();
    }
  }

  /** Answers a request whose fields were too many to be unpacked. */
  void tooLarge(Http2Stream frames) {
    Fault fault = RequestFaults.of(Flaw.HEAD_TOO_LONG);
    refuse(connection().open(frames, Request.UNREADABLE, false), fault);
  }

  private void begin(Http2Stream frames, ReceivedFields fields, boolean end) throws Http2Exception {
    RequestFields section = RequestFields.of(fields, end);
    String flaw = section.flaw(end);
    if (flaw != null) {
      throw streamError(frames.id(), Http2Error.PROTOCOL_ERROR, "%s", flaw);
    }
    switch (section.read(port.reader())) {
      case Result.Err<Request>(Fault fault) ->
          refuse(connection().open(frames, Request.UNREADABLE, end), fault);
      case Result.Ok<Request>(Request request) ->
          serve(connection().open(frames, request, end), request);
    }
  }

  private void serve(ServerStream stream, Request request) {
    ClientAnswer answer = stream.begin(port.answer(stream, request, stream.body()));
    port.serve(answer, place.origin(System.nanoTime(), answer));
  }

  private void refuse(ServerStream stream, Fault fault) {
    stream.begin(port.refusal(stream, stream.body())).end(Ending.failed(fault));
  }

  /** Trailers are checked and dropped: they never act as headers here. */
  private static void trailers(int id, ServerStream stream, ReceivedFields fields)
      throws Http2Exception {
    boolean bad = fields.hasPseudo() || fields.flaw() != null || fields.excess() != null;
    if (bad || !stream.receive(Unpooled.EMPTY_BUFFER, true)) {
      throw malformed(id, stream, "the trailers are malformed or end a body too short");
    }
  }

  private static Http2Exception malformed(int id, ServerStream stream, String what) {
    stream.gone();
    return streamError(id, Http2Error.PROTOCOL_ERROR, "%s", what);
  }

  private Http2Connection connection() {
    return requireNonNull(connection, "frames come after their connection");
  }
}
