package io.crossfade.server.loop;

import io.netty.channel.EventLoop;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringServerSocketChannel;
import io.netty.channel.uring.IoUringSocketChannel;

/**
 * How sockets are spoken to, best first.
 *
 * <p>epoll comes before io_uring for what it tells, not for its speed: with Netty 4.2.18 a read
 * that is outstanding on io_uring does not always hear of a reset, so a broken provider or a caller
 * who has gone would be noticed by time limits only.
 */
public enum Transport {
  EPOLL,
  IO_URING,
  NIO;

  /** Whether this machine offers it; containers often forbid io_uring. */
  public boolean available() {
    return switch (this) {
      case IO_URING -> IoUring.isAvailable();
      case EPOLL -> Epoll.isAvailable();
      case NIO -> true;
    };
  }

  /** The best one this machine offers. */
  public static Transport best() {
    for (Transport transport : values()) {
      if (transport.available()) {
        return transport;
      }
    }
    return NIO;
  }

  /** What a loop speaks; a loop of an unknown kind is taken for NIO. */
  public static Transport of(EventLoop loop) {
    if (loop instanceof IoEventLoop io && io.isIoType(EpollIoHandler.class)) {
      return EPOLL;
    }
    return loop instanceof IoEventLoop io && io.isIoType(IoUringIoHandler.class) ? IO_URING : NIO;
  }

  IoHandlerFactory handlers() {
    return switch (this) {
      case IO_URING -> IoUringIoHandler.newFactory();
      case EPOLL -> EpollIoHandler.newFactory();
      case NIO -> NioIoHandler.newFactory();
    };
  }

  Class<? extends ServerSocketChannel> serverChannel() {
    return switch (this) {
      case IO_URING -> IoUringServerSocketChannel.class;
      case EPOLL -> EpollServerSocketChannel.class;
      case NIO -> NioServerSocketChannel.class;
    };
  }

  public Class<? extends SocketChannel> socketChannel() {
    return switch (this) {
      case IO_URING -> IoUringSocketChannel.class;
      case EPOLL -> EpollSocketChannel.class;
      case NIO -> NioSocketChannel.class;
    };
  }
}
