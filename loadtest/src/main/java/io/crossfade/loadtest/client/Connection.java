package io.crossfade.loadtest.client;

import io.crossfade.loadtest.http.Head;
import io.crossfade.loadtest.http.MessageReader;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One caller's connection: one question at a time, each answer checked. */
final class Connection extends ChannelInboundHandlerAdapter implements MessageReader.Listener {
  private static final int OK = 200;

  private final MessageReader reader = new MessageReader(this);
  private final AnswerCheck check;
  private final Owner owner;
  private volatile @Nullable ChannelHandlerContext context;
  private boolean asked;
  private boolean closing;
  private long intendedNanos;

  /** Hears what becomes of its connections, on their event loop. */
  interface Owner {
    void answered(Connection connection);

    void failed(Throwable why);
  }

  Connection(AnswerCheck check, Owner owner) {
    this.check = check;
    this.owner = owner;
  }

  /** When the request under way should have been sent. */
  long intendedNanos() {
    return intendedNanos;
  }

  /** Sends a request, which is not released. */
  void ask(ByteBuf request, long intended) {
    asked = true;
    intendedNanos = intended;
    ChannelHandlerContext to = Objects.requireNonNull(context, "open before it is used");
    var _ = to.writeAndFlush(request.duplicate(), to.voidPromise());
  }

  /** Returns when TLS, where it is spoken, is set up. */
  void awaitTls() {
    SslHandler tls = Objects.requireNonNull(context, "connected").pipeline().get(SslHandler.class);
    if (tls != null) {
      tls.handshakeFuture().syncUninterruptibly();
    }
  }

  void close() {
    closing = true;
    var _ = Objects.requireNonNull(context, "open before it is closed").close();
  }

  @Override
  public void handlerAdded(ChannelHandlerContext added) {
    context = added;
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext removed) {
    reader.close();
  }

  @Override
  public void channelRead(ChannelHandlerContext from, Object message) {
    reader.read((ByteBuf) message);
  }

  @Override
  public void channelInactive(ChannelHandlerContext from) {
    if (!closing) {
      owner.failed(new AnswerCheck.WrongAnswer("a connection was closed"));
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext from, Throwable cause) {
    owner.failed(cause);
  }

  @Override
  public void head(Head head) {
    if (!asked || head.status() != OK) {
      throw new AnswerCheck.WrongAnswer("an answer has status " + head.status());
    }
  }

  @Override
  public void body(ByteBuf in, int index, int length) {
    check.body(in, index, length);
  }

  @Override
  public void end() {
    check.end();
    asked = false;
    owner.answered(this);
  }
}
