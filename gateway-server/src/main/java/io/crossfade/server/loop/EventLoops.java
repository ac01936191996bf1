package io.crossfade.server.loop;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A fixed number of event loops, each with an index that what is kept per loop is indexed by. A
 * call, its caller's connection and its provider's connection all live on one of them.
 */
public final class EventLoops implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EventLoops.class);
  private static final long CLOSE_SECONDS = 5;

  private final Transport transport;
  private final EventLoopGroup group;
  private final List<EventLoop> loops;

  private EventLoops(Transport transport, EventLoopGroup group) {
    this.transport = transport;
    this.group = group;
    List<EventLoop> found = new ArrayList<>();
    for (EventExecutor executor : group) {
      found.add((EventLoop) executor);
    }
    this.loops = List.copyOf(found);
  }

  /**
   * Starts loops on the best transport of this machine.
   *
   * @param count of loops, at least 1; as many as cores serves best
   */
  public static EventLoops start(int count) {
    return start(Transport.best(), count);
  }

  /** Starts loops on a transport that is {@link Transport#available}. */
  public static EventLoops start(Transport transport, int count) {
    LOG.info("event loops: {} on {}", count, transport);
    return new EventLoops(
        transport,
        new MultiThreadIoEventLoopGroup(
            count, new DefaultThreadFactory("loop", true), transport.handlers()));
  }

  public EventLoop loop(int index) {
    return loops.get(index);
  }

  /** All loops by index. */
  public List<EventLoop> all() {
    return loops;
  }

  public int count() {
    return loops.size();
  }

  /** The index of a loop, or -1 for one of another group. */
  public int indexOf(EventLoop loop) {
    return loops.indexOf(loop);
  }

  /** All loops as Netty's bootstraps take them. */
  public EventLoopGroup group() {
    return group;
  }

  public Transport transport() {
    return transport;
  }

  public Class<? extends ServerSocketChannel> serverChannel() {
    return transport.serverChannel();
  }

  public Class<? extends SocketChannel> socketChannel() {
    return transport.socketChannel();
  }

  /** Closes whatever is still open and stops the threads; waits for at most five seconds. */
  @Override
  public void close() {
    var _ =
        group
            .shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS)
            .awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
  }
}
