package io.crossfade.server.frontend;

import io.crossfade.server.frontend.http2.Http2Connections;
import io.crossfade.server.frontend.port.ClientTimeouts;
import io.crossfade.server.frontend.port.Closing;
import io.crossfade.server.frontend.port.ConnectionSet;
import io.crossfade.server.frontend.port.Peer;
import io.crossfade.server.frontend.port.Port;
import io.crossfade.server.frontend.request.RequestFaults;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;

/**
 * Finds out which version of HTTP a caller speaks and makes way for the connection that speaks it:
 * over TLS by what the handshake agreed on, else by the first bytes. No request of HTTP/1.1 that we
 * take begins like HTTP/2's preface beyond its first byte, so nobody waits for being told apart.
 */
final class VersionChoice extends ChannelInboundHandlerAdapter implements Peer {
  private static final ByteBuf PREFACE =
      Unpooled.unreleasableBuffer(Http2CodecUtil.connectionPrefaceBuf()).asReadOnly();

  private final Port port;
  private final ConnectionSet peers;
  private final Channel channel;
  private ByteBuf first = Unpooled.EMPTY_BUFFER;
  private long deadline;

  VersionChoice(Port port, ConnectionSet peers, Channel channel) {
    this.port = port;
    this.peers = peers;
    this.channel = channel;
    this.deadline = ClientTimeouts.end(port.settings().timeouts().idleMillis());
    peers.add(this);
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    ctx.read();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (!first.isReadable()) {
      deadline = ClientTimeouts.end(port.settings().timeouts().headMillis());
    }
    ByteBuf more = (ByteBuf) message;
    first = first.isReadable() ? Unpooled.wrappedBuffer(first, more) : more;
    int compared = Math.min(first.readableBytes(), PREFACE.readableBytes());
    if (!ByteBufUtil.equals(first, first.readerIndex(), PREFACE, 0, compared)) {
      become(ctx, new ClientConnection(port, peers, channel));
    } else if (compared == PREFACE.readableBytes()) {
      become(ctx, Http2Connections.open(port, peers, channel));
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    ctx.read();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof SslHandshakeCompletionEvent handshake && handshake.isSuccess()) {
      SslHandler tls = channel.pipeline().get(SslHandler.class);
      boolean agreed = ApplicationProtocolNames.HTTP_2.equals(tls.applicationProtocol());
      become(
          ctx,
          agreed
              ? Http2Connections.open(port, peers, channel)
              : new ClientConnection(port, peers, channel));
    } else if (event instanceof ChannelInputShutdownEvent) {
      close();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    peers.remove(this);
    first.release();
    first = Unpooled.EMPTY_BUFFER;
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable thrown) {
    port.failed(thrown);
    close();
  }

  @Override
  public boolean isIdle() {
    return !first.isReadable();
  }

  @Override
  public long deadline() {
    return deadline;
  }

  @Override
  public void check(long nanos) {
    boolean late = nanos - deadline >= 0;
    if (isIdle() && (late || peers.mayClose(deadline, nanos))) {
      close();
    } else if (late) {
      late();
    }
  }

  @Override
  public void close() {
    Closing.now(channel);
  }

  private void late() {
    ClientConnection connection = new ClientConnection(port, peers, channel);
    become(channel.pipeline().context(this), connection);
    connection.refuse(RequestFaults.headTimeout());
  }

  private void become(ChannelHandlerContext ctx, ChannelHandler connection) {
    peers.remove(this);
    ByteBuf read = first;
    first = Unpooled.EMPTY_BUFFER;
    ctx.pipeline().replace(this, null, connection);
    if (read.isReadable()) {
      ctx.fireChannelRead(read);
    }
  }
}
