package io.crossfade.server.takeover;

import io.crossfade.server.loop.EventLoops;
import io.crossfade.server.loop.Transport;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.channel.unix.DomainSocketReadMode;
import io.netty.channel.unix.FileDescriptor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Listening sockets asked from the process that serves now. Connections that come meanwhile wait in
 * them, whoever accepts: none is refused at any instant.
 *
 * @param door to the other process
 * @param sockets in the order in which it gives them; ours from here on
 */
public record Takeover(Channel door, List<FileDescriptor> sockets) {
  private static final long ANSWER_SECONDS = 5;

  /**
   * Asks for the sockets.
   *
   * @param count of sockets there must be
   * @return null when nobody serves from that data folder
   * @throws IOException when somebody does but gives no sockets
   */
  public static @Nullable Takeover ask(EventLoops loops, Path data, int count) throws IOException {
    Path path = Handover.doorOf(data);
    if (loops.transport() != Transport.EPOLL || Files.notExists(path)) {
      return null;
    }
    Receiving receiving = new Receiving(count);
    ChannelFuture connected =
        new Bootstrap()
            .group(loops.group())
            .channel(EpollDomainSocketChannel.class)
            .option(
                EpollChannelOption.DOMAIN_SOCKET_READ_MODE, DomainSocketReadMode.FILE_DESCRIPTORS)
            .handler(receiving)
            .connect(new DomainSocketAddress(path.toFile()))
            .awaitUninterruptibly();
    return connected.isSuccess()
        ? new Takeover(connected.channel(), received(receiving.all))
        : null;
  }

  /** Tells the other process to stop taking connections and to let go of the store. */
  public void go() {
    var _ = door.writeAndFlush(Unpooled.wrappedBuffer(new byte[] {'G'})).awaitUninterruptibly();
  }

  private static List<FileDescriptor> received(CompletableFuture<List<FileDescriptor>> all)
      throws IOException {
    try {
      return all.get(ANSWER_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException none) {
      throw new IOException(
          "the process that serves now does not hand its ports over; stop it first", none);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("stopped while taking over", stopped);
    }
  }

  private static final class Receiving extends ChannelInboundHandlerAdapter {
    final CompletableFuture<List<FileDescriptor>> all = new CompletableFuture<>();
    private final List<FileDescriptor> sockets = new ArrayList<>();
    private final int count;

    Receiving(int count) {
      this.count = count;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      sockets.add((FileDescriptor) message);
      if (sockets.size() == count) {
        all.complete(List.copyOf(sockets));
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
      all.completeExceptionally(new IOException("it closed the door"));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable thrown) {
      all.completeExceptionally(thrown);
      var _ = ctx.close();
    }
  }
}
