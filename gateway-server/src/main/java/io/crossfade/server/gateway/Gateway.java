package io.crossfade.server.gateway;

import io.crossfade.server.admin.AdminPort;
import io.crossfade.server.control.Migrations;
import io.crossfade.server.control.Replay;
import io.crossfade.server.frontend.Listener;
import io.crossfade.server.store.StoreException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole product in one object: both ports, the migrations, and everything between. What was
 * opened is closed in reverse, also by a start that fails half way.
 */
public final class Gateway implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

  private final Deque<AutoCloseable> open;
  private final Listener data;
  private final AdminPort admin;
  private final Migrations migrations;

  Gateway(Deque<AutoCloseable> open, Listener data, AdminPort admin, Migrations migrations) {
    this.open = open;
    this.data = data;
    this.admin = admin;
    this.migrations = migrations;
  }

  /** Starts to serve; returns when both ports listen. */
  public static Gateway start(GatewayOptions options) throws StartFailure {
    Deque<AutoCloseable> open = new ArrayDeque<>();
    try {
      return new GatewayStart(options, open).run();
    } catch (StartFailure e) {
      closeAll(open);
      throw e;
    } catch (StoreException | Replay.BrokenLog | IOException e) {
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
    long millis = migrations.snapshots().get().config().drainMillis();
    return data.drain(Duration.ofMillis(millis));
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
