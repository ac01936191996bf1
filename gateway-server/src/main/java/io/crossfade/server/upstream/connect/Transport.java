package io.crossfade.server.upstream.connect;

import io.netty.channel.EventLoop;
import io.netty.channel.IoEventLoop;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringSocketChannel;

/** The kind of socket an event loop can serve. */
final class Transport {
  private Transport() {}

  static Class<? extends SocketChannel> of(EventLoop loop) {
    if (loop instanceof IoEventLoop io && io.isIoType(EpollIoHandler.class)) {
      return EpollSocketChannel.class;
    }
    if (loop instanceof IoEventLoop io && io.isIoType(IoUringIoHandler.class)) {
      return IoUringSocketChannel.class;
    }
    return NioSocketChannel.class;
  }
}
