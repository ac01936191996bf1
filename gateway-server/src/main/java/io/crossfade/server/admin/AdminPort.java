package io.crossfade.server.admin;

import io.crossfade.core.wire.Endpoint;
import io.crossfade.server.admin.access.AdminKey;
import io.crossfade.server.admin.access.Gatekeeper;
import io.crossfade.server.admin.access.Sessions;
import io.crossfade.server.admin.web.AdminErrors;
import io.crossfade.server.admin.web.AdminService;
import io.crossfade.server.frontend.Binding;
import io.crossfade.server.frontend.Listener;
import io.crossfade.server.frontend.port.ListenerSettings;
import io.crossfade.server.loop.EventLoops;
import io.netty.channel.unix.FileDescriptor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The admin port, listening. */
public final class AdminPort implements AutoCloseable {
  private final Listener listener;
  private final ExecutorService workers;
  private final Health health;

  private AdminPort(Listener listener, ExecutorService workers, Health health) {
    this.listener = listener;
    this.workers = workers;
    this.health = health;
  }

  /**
   * Starts to listen.
   *
   * @param key the management API's secret, asked for every request
   */
  public static AdminPort open(
      EventLoops loops, Binding binding, AdminContext context, Supplier<String> key)
      throws IOException {
    ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    Health health = new Health();
    Sessions sessions = new Sessions(InstantSource.system());
    Gatekeeper gatekeeper = new Gatekeeper(new AdminKey(key), sessions);
    AdminRoutes routes =
        new AdminRoutes(gatekeeper, ManagementApi.routes(context, health, sessions));
    AdminService service = new AdminService(routes::answer, workers, loops::loop);
    ListenerSettings settings =
        ListenerSettings.of("admin", head -> Endpoint.UNKNOWN, new AdminErrors());
    return new AdminPort(Listener.open(loops, binding, service, settings), workers, health);
  }

  public InetSocketAddress address() {
    return listener.address();
  }

  /** The listening socket; null where it cannot be handed on. */
  public @Nullable FileDescriptor descriptor() {
    return listener.descriptor();
  }

  /** Leaves the socket to who listens on it as well, and serves nobody any more. */
  public void leave() {
    listener.leave();
    close();
  }

  /** From here on {@code /readyz} says no. */
  public void draining() {
    health.draining();
  }

  @Override
  public void close() {
    listener.close();
    workers.shutdownNow();
    workers.close();
  }
}
