package io.crossfade.server.gateway;

import io.crossfade.server.admin.AdminPort;
import io.crossfade.server.control.Migrations;
import io.crossfade.server.control.Replay;
import io.crossfade.server.frontend.Listener;
import io.crossfade.server.loop.EventLoops;
import io.crossfade.server.store.StoreException;
import io.crossfade.server.takeover.Handover;
import io.netty.channel.unix.FileDescriptor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole product in one object: both ports, the migrations, and everything between. What was
 * opened is closed in reverse, also by a start that fails half way.
 */
public final class Gateway implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

  /** A successor needs nothing of ours, so there is time for callers to ask once more. */
  private static final Duration IDLE_GRACE = Duration.ofSeconds(5);

  private final Deque<AutoCloseable> open;
  private final Listener data;
  private final AdminPort admin;
  private final Migrations migrations;
  private final List<? extends AutoCloseable> stored;
  private final CompletableFuture<Void> successor = new CompletableFuture<>();
  private @Nullable Handover door;

  /** Both ports, listening. */
  record Ports(Listener data, AdminPort admin) {}

  /**
   * @param open in the order in which it was opened
   * @param stored what writes to the store, and last the store itself
   */
  Gateway(
      Deque<AutoCloseable> open,
      Ports ports,
      Migrations migrations,
      List<? extends AutoCloseable> stored) {
    this.open = open;
    this.data = ports.data();
    this.admin = ports.admin();
    this.migrations = migrations;
    this.stored = List.copyOf(stored);
  }

  /** Lets a later process take over. */
  void openDoor(EventLoops loops, Path folder) throws IOException {
    FileDescriptor first = admin.descriptor();
    FileDescriptor second = data.descriptor();
    if (first != null && second != null) {
      door = Handover.open(loops, folder, List.of(first, second), () -> successor.complete(null));
    }
    if (door != null) {
      open.push(door);
    }
  }

  /** Completes, on an event loop, when a later process is ready to take over. */
  public CompletableFuture<Void> successor() {
    return successor;
  }

  /**
   * Leaves ports and store to the successor, and lets calls in flight finish as {@link #drain}
   * does. Nothing is decided here from now on, so that no event can be lost.
   *
   * @return whether everything finished by itself
   */
  public boolean handOver() {
    data.leave();
    admin.leave();
    if (door != null) {
      door.close();
    }
    migrations.close();
    stored.forEach(Gateway::letGo);
    return data.drain(drainLimit(), IDLE_GRACE);
  }

  private static void letGo(AutoCloseable writer) {
    try {
      writer.close();
    } catch (Exception e) {
      LOG.warn("the store did not close cleanly", e);
    }
  }

  private Duration drainLimit() {
    return Duration.ofMillis(migrations.snapshots().get().config().drainMillis());
  }

  /** Starts to serve; returns when both ports listen. */
  public static Gateway start(GatewayOptions options) throws StartFailure {
    Deque<AutoCloseable> open = new ArrayDeque<>();
    try {
      return new GatewayStart(options, open).run();
    } catch (StartFailure e) {
      closeAll(open);
      throw e;
    } catch (StoreException | Replay.BrokenLog | Migrations.Unfit | IOException e) {
      closeAll(open);
      throw new StartFailure(StartFailure.BAD_SURROUNDINGS, List.of(told(e)));
    }
  }

  /** File system exceptions carry the bare path as their message. */
  private static String told(Exception failure) {
    return failure instanceof FileSystemException
        ? "%s; check that it is there and that this user may use it".formatted(failure)
        : String.valueOf(failure.getMessage());
  }

  /** Where applications point their base URL. */
  public InetSocketAddress dataAddress() {
    return data.address();
  }

  /** Where metrics, management API and page are. */
  public InetSocketAddress adminAddress() {
    return admin.address();
  }

  /** The controller, for those who watch or drive it from this process. */
  public Migrations migrations() {
    return migrations;
  }

  /**
   * Takes no new work and lets calls in flight finish, up to the configured limit.
   *
   * @return whether everything finished by itself
   */
  public boolean drain() {
    admin.draining();
    return data.drain(drainLimit());
  }

  @Override
  public void close() {
    closeAll(open);
  }

  private static void closeAll(Deque<AutoCloseable> open) {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        LOG.warn("something did not close cleanly", e);
      }
    }
  }
}
