package io.crossfade.server.upstream;

import io.crossfade.server.upstream.connect.Dialer;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslHandler;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP/2 connections of one provider on one event loop. Requests that come while none has room
 * wait for one dial together, because one connection may well serve them all; once the provider has
 * chosen HTTP/1.1 each dials for itself. On its loop only.
 */
final class Sessions implements Dialer.Outcome {
  private final HttpUpstream upstream;
  private final Pool pool;
  private final List<Http2Session> open = new ArrayList<>();
  private final Deque<HttpExchange> waiting = new ArrayDeque<>();
  private boolean shared;
  private boolean dialling;
  private boolean warming;
  private boolean retired;

  Sessions(HttpUpstream upstream, Pool pool) {
    this.upstream = upstream;
    this.pool = pool;
    this.shared = upstream.destination().mayChooseHttp2();
  }

  EventLoop loop() {
    return pool.loop();
  }

  /** One that takes another request, or null. */
  @Nullable Http2Session withRoom() {
    for (Http2Session session : open) {
      if (session.hasRoom()) {
        return session;
      }
    }
    return null;
  }

  /** Whether requests are to wait for a dial together. */
  boolean shared() {
    return shared;
  }

  /**
   * Lets a request wait for the dial under way, or for a new one.
   *
   * @return runs to give up waiting
   */
  Runnable join(HttpExchange exchange) {
    waiting.add(exchange);
    if (!dialling) {
      dialling = true;
      var _ = upstream.dial(loop(), this);
    }
    return () -> waiting.remove(exchange);
  }

  @Override
  public void opened(Channel channel) {
    dialling = false;
    HttpExchange first = waiting.poll();
    if (first == null) {
      var _ = channel.close();
      return;
    }
    first.opened(channel);
    for (HttpExchange next : all()) {
      next.startAfresh();
    }
  }

  @Override
  public void failed(Throwable cause) {
    dialling = false;
    for (HttpExchange exchange : all()) {
      exchange.failed(cause);
    }
  }

  /** The session on a channel whose two ends have agreed on HTTP/2; null for HTTP/1.1. */
  @Nullable Http2Session on(Channel channel) {
    shared = agreed(channel);
    if (!shared) {
      return null;
    }
    Http2Session session = Http2Session.on(channel, upstream, this);
    open.add(session);
    if (retired) {
      session.retire();
    }
    return session;
  }

  /** Opens a connection that nobody waits for, unless one is at rest or on its way. */
  void warm() {
    boolean busy = dialling || warming || upstream.inFlight() > 0;
    if (!busy && !retired && pool.size() == 0 && withRoom() == null) {
      warming = true;
      var _ = upstream.dial(loop(), new Spare());
    }
  }

  /** A connection for later; that it cannot be opened is for the next request to find out. */
  private final class Spare implements Dialer.Outcome {
    @Override
    public void opened(Channel channel) {
      warming = false;
      Http2Session session = on(channel);
      if (session == null) {
        Connection spare = new Connection(channel, upstream, pool);
        channel.pipeline().addLast(spare);
        spare.rest();
      } else {
        session.rest();
      }
    }

    @Override
    public void failed(Throwable cause) {
      warming = false;
    }
  }

  void remove(Http2Session session) {
    open.remove(session);
  }

  /** Closes each session once it serves nobody any more. */
  void retire() {
    retired = true;
    List.copyOf(open).forEach(Http2Session::retire);
  }

  int size() {
    return open.size();
  }

  private List<HttpExchange> all() {
    List<HttpExchange> all = List.copyOf(waiting);
    waiting.clear();
    return all;
  }

  private boolean agreed(Channel channel) {
    if (upstream.destination().surelyHttp2()) {
      return true;
    }
    SslHandler tls = channel.pipeline().get(SslHandler.class);
    return tls != null && ApplicationProtocolNames.HTTP_2.equals(tls.applicationProtocol());
  }
}
