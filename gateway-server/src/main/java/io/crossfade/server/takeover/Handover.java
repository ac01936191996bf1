package io.crossfade.server.takeover;

import io.crossfade.server.loop.EventLoops;
import io.crossfade.server.loop.Transport;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.channel.unix.FileDescriptor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The door at which a successor asks for the listening sockets: a Unix socket in the data folder,
 * which only this user may open. He gets the sockets at once, and says later that he is ready to
 * take over; until then nothing has changed here.
 */
public final class Handover implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Handover.class);

  private final Channel door;

  private Handover(Channel door) {
    this.door = door;
  }

  /** Where the door of a data folder is. */
  public static Path doorOf(Path data) {
    return data.resolve("takeover.sock");
  }

  /**
   * Opens the door.
   *
   * @param sockets handed to whoever asks, in this order
   * @param taken run on an event loop once he is ready
   * @return null where sockets cannot be handed over: without epoll
   */
  public static @Nullable Handover open(
      EventLoops loops, Path data, List<FileDescriptor> sockets, Runnable taken)
      throws IOException {
    if (loops.transport() != Transport.EPOLL) {
      return null;
    }
    Path path = doorOf(data);
    Files.deleteIfExists(path);
    var bound =
        new ServerBootstrap()
            .group(loops.group())
            .channel(EpollServerDomainSocketChannel.class)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel.pipeline().addLast(new Successor(sockets, taken));
                  }
                })
            .bind(new DomainSocketAddress(path.toFile()))
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      LOG.warn("no later process can take over: {} cannot be opened ({})", path, bound.cause());
      return null;
    }
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
    return new Handover(bound.channel());
  }

  /** Closes the door, and takes its file away. */
  @Override
  public void close() {
    var _ = door.close().awaitUninterruptibly();
  }

  /** Another process of this user, at the door. */
  private static final class Successor extends ChannelInboundHandlerAdapter {
    private final List<FileDescriptor> sockets;
    private final Runnable taken;

    Successor(List<FileDescriptor> sockets, Runnable taken) {
      this.sockets = sockets;
      this.taken = taken;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
      LOG.info("another process asks to take over; it gets the ports' sockets");
      for (FileDescriptor socket : sockets) {
        var _ = ctx.write(socket);
      }
      ctx.flush();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      ((ByteBuf) message).release();
      taken.run();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable thrown) {
      LOG.warn("the process that asked to take over has gone", thrown);
      var _ = ctx.close();
    }
  }
}
