package io.crossfade.server.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.crossfade.core.http.Headers;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One connection of a {@link FakeProvider}: answers one request after the other, in order. */
final class FakeConnection extends SimpleChannelInboundHandler<HttpObject> {
  private final int number;
  private final Function<SeenRequest, Answer> script;
  private final Queue<SeenRequest> waiting = new ArrayDeque<>();
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private @Nullable HttpRequest head;

  FakeConnection(int number, Function<SeenRequest, Answer> script) {
    this.number = number;
    this.script = script;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, HttpObject message) {
    if (message instanceof HttpRequest request) {
      begin(ctx, request);
    }
    if (message instanceof HttpContent content) {
      body.writeBytes(ByteBufUtil.getBytes(content.content()));
    }
    if (message instanceof LastHttpContent && head != null) {
      whole(ctx, head);
    }
  }

  private void begin(ChannelHandlerContext ctx, HttpRequest request) {
    head = request;
    body.reset();
    if (HttpUtil.is100ContinueExpected(request)) {
      var _ = send(ctx, "HTTP/1.1 100 Continue\r\n\r\n");
    }
  }

  private void whole(ChannelHandlerContext ctx, HttpRequest request) {
    var line = new SeenRequest.Line(number, request.method().name(), request.uri());
    waiting.add(new SeenRequest(line, fields(request), body.toByteArray()));
    if (waiting.size() == 1) {
      answer(ctx, waiting.element());
    }
  }

  private static Headers fields(HttpRequest request) {
    Headers fields = new Headers();
    for (var field : request.headers()) {
      fields.add(field.getKey().toLowerCase(Locale.ROOT), field.getValue());
    }
    return fields;
  }

  private void answer(ChannelHandlerContext ctx, SeenRequest request) {
    step(ctx, request, script.apply(request).steps().iterator());
  }

  private void step(ChannelHandlerContext ctx, SeenRequest request, Iterator<Answer.Step> steps) {
    if (!steps.hasNext() || !ctx.channel().isActive()) {
      return;
    }
    Runnable next = () -> step(ctx, request, steps);
    switch (steps.next()) {
      case Answer.Send(String bytes) -> send(ctx, bytes).addListener(_ -> next.run());
      case Answer.Pause(Hold hold) -> hold.pass(ctx.executor(), next);
      case Answer.Delay(var time) -> {
        var _ = ctx.executor().schedule(next, time.toNanos(), TimeUnit.NANOSECONDS);
      }
      case Answer.End() -> ended(ctx, request);
      case Answer.Close() -> drop(ctx, request);
      case Answer.Reset() -> {
        ctx.channel().config().setOption(ChannelOption.SO_LINGER, 0);
        drop(ctx, request);
      }
    }
  }

  private void ended(ChannelHandlerContext ctx, SeenRequest request) {
    request.answered.complete(true);
    waiting.remove();
    if (!waiting.isEmpty()) {
      answer(ctx, waiting.element());
    }
  }

  private void drop(ChannelHandlerContext ctx, SeenRequest request) {
    request.answered.complete(true);
    waiting.remove(request);
    var _ = ctx.close();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    waiting.forEach(request -> request.abandoned.complete(true));
    waiting.clear();
  }

  /** A peer that breaks off is what many tests want, and no reason for a word in the log. */
  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    var _ = ctx.close();
  }

  private static ChannelFuture send(ChannelHandlerContext ctx, String bytes) {
    return ctx.writeAndFlush(Unpooled.wrappedBuffer(bytes.getBytes(ISO_8859_1)));
  }
}
