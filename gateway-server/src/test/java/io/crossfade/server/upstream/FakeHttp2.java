package io.crossfade.server.upstream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2GoAwayFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A provider that speaks HTTP/2 only: every request runs the same script, on one event loop. */
final class FakeHttp2 implements AutoCloseable {
  private final EventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final Channel listener;
  private final boolean secure;
  final List<Seen> requests = new CopyOnWriteArrayList<>();
  final AtomicInteger connections = new AtomicInteger();
  final AtomicInteger resets = new AtomicInteger();

  /** What happens once a request is whole. */
  interface Script {
    void answer(Seen request);
  }

  /** One request and its stream. */
  static final class Seen {
    final Http2StreamChannel stream;
    final Http2Headers head;
    final int connection;
    final StringBuilder body = new StringBuilder();

    Seen(Http2StreamChannel stream, Http2Headers head, int connection) {
      this.stream = stream;
      this.head = head;
      this.connection = connection;
    }

    Seen head(boolean end, String... fields) {
      Http2Headers section = new DefaultHttp2Headers(false);
      for (int at = 0; at < fields.length; at += 2) {
        section.add(fields[at], fields[at + 1]);
      }
      var _ = stream.writeAndFlush(new DefaultHttp2HeadersFrame(section, end));
      return this;
    }

    Seen data(String text, boolean end) {
      return data(Unpooled.copiedBuffer(Bench.bytes(text)), end);
    }

    Seen data(ByteBuf bytes, boolean end) {
      var _ = stream.writeAndFlush(new DefaultHttp2DataFrame(bytes, end));
      return this;
    }

    void ok() {
      head(false, ":status", "200", "content-length", "2").data("ok", true);
    }

    void reset(Http2Error code) {
      var _ = stream.writeAndFlush(new DefaultHttp2ResetFrame(code));
    }

    /** Says goodbye; requests after the last one read so far, and this many, are not answered. */
    void goAway(int extra) {
      var _ =
          stream
              .parent()
              .writeAndFlush(
                  new DefaultHttp2GoAwayFrame(Http2Error.NO_ERROR).setExtraStreamIds(extra));
    }

    void closeConnection() {
      var _ = stream.parent().close();
    }
  }

  FakeHttp2(Script script) {
    this(script, Http2Settings.defaultSettings(), null);
  }

  FakeHttp2(Script script, Http2Settings settings, @Nullable SslContext tls) {
    secure = tls != null;
    listener =
        new ServerBootstrap()
            .group(group)
            .channel(NioServerSocketChannel.class)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel fresh) {
                    int number = connections.incrementAndGet();
                    if (tls != null) {
                      fresh.pipeline().addLast(tls.newHandler(fresh.alloc()));
                    }
                    fresh
                        .pipeline()
                        .addLast(
                            Http2FrameCodecBuilder.forServer().initialSettings(settings).build())
                        .addLast(new Http2MultiplexHandler(stream(script, number)));
                  }
                })
            .bind(InetAddress.getLoopbackAddress(), 0)
            .syncUninterruptibly()
            .channel();
  }

  URI url() {
    int port = ((InetSocketAddress) listener.localAddress()).getPort();
    return URI.create((secure ? "https" : "http") + "://127.0.0.1:" + port);
  }

  @Override
  public void close() {
    group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
  }

  private ChannelInitializer<Channel> stream(Script script, int connection) {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(Channel stream) {
        stream.pipeline().addLast(new Reading(script, connection));
      }
    };
  }

  private final class Reading extends ChannelInboundHandlerAdapter {
    private final Script script;
    private final int connection;
    private @Nullable Seen seen;

    Reading(Script script, int connection) {
      this.script = script;
      this.connection = connection;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object frame) {
      try {
        switch (frame) {
          case Http2HeadersFrame head -> {
            seen = new Seen((Http2StreamChannel) ctx.channel(), head.headers(), connection);
            answerIf(head.isEndStream());
          }
          case Http2DataFrame data -> {
            requireNonNull(seen).body.append(data.content().toString(ISO_8859_1));
            answerIf(data.isEndStream());
          }
          default -> {}
        }
      } finally {
        ReferenceCountUtil.release(frame);
      }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
      if (event instanceof Http2ResetFrame) {
        resets.incrementAndGet();
      }
    }

    private void answerIf(boolean whole) {
      if (whole) {
        Seen request = requireNonNull(seen);
        requests.add(request);
        script.answer(request);
      }
    }
  }
}
