package io.crossfade.server.upstream.connect;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Addresses of provider hosts, remembered for 30 s. What is older is still handed out while it is
 * looked up again, so a slow name server delays only the first connection ever made to a host, and
 * a dead one delays none. Safe for use by every event loop; the lookup runs elsewhere.
 */
final class Addresses {
  private static final long FRESH_NANOS = 30_000_000_000L;

  private final Map<String, Known> known = new ConcurrentHashMap<>();
  private final Map<String, CompletableFuture<List<InetAddress>>> asked = new ConcurrentHashMap<>();
  private final Lookup lookup;
  private final Executor elsewhere;
  private final LongSupplier nanos;

  /** Asks a name server; may block. */
  interface Lookup {
    InetAddress[] all(String host) throws UnknownHostException;
  }

  private record Known(List<InetAddress> addresses, long sinceNanos) {}

  Addresses(Lookup lookup, Executor elsewhere, LongSupplier nanos) {
    this.lookup = lookup;
    this.elsewhere = elsewhere;
    this.nanos = nanos;
  }

  /** The system's resolver, its own order kept. */
  static Addresses ofSystem() {
    // Platform threads: the native lookup would pin a virtual thread's carrier, and with two cores
    // two hanging lookups would stop the control plane.
    Executor threads = task -> Thread.ofPlatform().daemon().name("lookup").start(task);
    return new Addresses(InetAddress::getAllByName, threads, System::nanoTime);
  }

  /**
   * Addresses of a host, at least one, in the order to try them.
   *
   * @return complete already when the host is known or a literal address; completes elsewhere with
   *     {@link UnknownHostException} when there are none
   */
  CompletableFuture<List<InetAddress>> of(String host) {
    InetAddress literal = NetUtil.createInetAddressFromIpAddressString(host);
    if (literal != null) {
      return CompletableFuture.completedFuture(List.of(literal));
    }
    Known have = known.get(host);
    if (have != null && nanos.getAsLong() - have.sinceNanos() < FRESH_NANOS) {
      return CompletableFuture.completedFuture(have.addresses());
    }
    CompletableFuture<List<InetAddress>> coming = ask(host);
    return have == null ? coming : CompletableFuture.completedFuture(have.addresses());
  }

  private CompletableFuture<List<InetAddress>> ask(String host) {
    CompletableFuture<List<InetAddress>> mine = new CompletableFuture<>();
    @Nullable CompletableFuture<List<InetAddress>> earlier = asked.putIfAbsent(host, mine);
    if (earlier != null) {
      return earlier;
    }
    elsewhere.execute(() -> answer(host, mine));
    return mine;
  }

  private void answer(String host, CompletableFuture<List<InetAddress>> waiting) {
    try {
      List<InetAddress> found = List.of(lookup.all(host));
      known.put(host, new Known(found, nanos.getAsLong()));
      asked.remove(host);
      waiting.complete(found);
    } catch (UnknownHostException | RuntimeException nothing) {
      asked.remove(host);
      waiting.completeExceptionally(new CompletionException(nothing));
    }
  }
}
