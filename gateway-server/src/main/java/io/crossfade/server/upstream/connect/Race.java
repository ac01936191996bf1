package io.crossfade.server.upstream.connect;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Connects to the addresses of one host, each {@value #HEAD_START_MILLIS} ms after the one before
 * or as soon as that one fails, and keeps the first that answers (RFC 8305 sections 4 and 5). So a
 * dead address, or a dead address family, costs a moment and not a time limit. On its loop only.
 */
final class Race {
  static final long HEAD_START_MILLIS = 250;

  private final EventLoop loop;
  private final Function<InetAddress, ChannelFuture> connect;
  private final Finish finish;
  private final Deque<InetAddress> left = new ArrayDeque<>();
  private final List<Channel> running = new ArrayList<>();
  private @Nullable Future<?> nextStart;
  private boolean over;

  /** Hears one of the two, once; neither after a stop. */
  interface Finish {

    /** The first to be connected; the others are closed. */
    void won(Channel channel);

    /** None was. */
    void lost(Throwable last);
  }

  Race(EventLoop loop, Function<InetAddress, ChannelFuture> connect, Finish finish) {
    this.loop = loop;
    this.connect = connect;
    this.finish = finish;
  }

  /**
   * Starts with the first address.
   *
   * @param addresses at least one, in the order the resolver prefers
   */
  void start(List<InetAddress> addresses) {
    left.addAll(byTurns(addresses));
    next();
  }

  /** Ends it without a word; what is not connected is closed. */
  void stop() {
    over = true;
    left.clear();
    cancelNextStart();
    for (Channel channel : List.copyOf(running)) {
      var _ = channel.close();
    }
    running.clear();
  }

  /** The two families by turns, beginning with the one preferred. */
  static List<InetAddress> byTurns(List<InetAddress> addresses) {
    Deque<InetAddress> first = new ArrayDeque<>();
    Deque<InetAddress> second = new ArrayDeque<>();
    boolean six = addresses.getFirst() instanceof Inet6Address;
    for (InetAddress address : addresses) {
      (address instanceof Inet6Address == six ? first : second).add(address);
    }
    List<InetAddress> mixed = new ArrayList<>(addresses.size());
    while (!first.isEmpty() || !second.isEmpty()) {
      addNext(first, mixed);
      addNext(second, mixed);
    }
    return mixed;
  }

  private static void addNext(Deque<InetAddress> family, List<InetAddress> mixed) {
    InetAddress next = family.poll();
    if (next != null) {
      mixed.add(next);
    }
  }

  private void next() {
    cancelNextStart();
    InetAddress address = left.poll();
    if (address == null) {
      return;
    }
    if (!left.isEmpty()) {
      nextStart = loop.schedule(this::next, HEAD_START_MILLIS, TimeUnit.MILLISECONDS);
    }
    ChannelFuture connecting = connect.apply(address);
    running.add(connecting.channel());
    connecting.addListener(done -> arrived(connecting.channel(), done));
  }

  private void arrived(Channel channel, Future<?> connecting) {
    running.remove(channel);
    if (over) {
      return;
    }
    if (connecting.isSuccess()) {
      stop();
      finish.won(channel);
    } else if (!left.isEmpty()) {
      next();
    } else if (running.isEmpty()) {
      over = true;
      finish.lost(connecting.cause());
    }
  }

  private void cancelNextStart() {
    if (nextStart != null) {
      nextStart.cancel(false);
    }
  }
}
