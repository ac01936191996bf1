package io.crossfade.server.gateway;

import io.crossfade.core.config.ServerConfig.Address;
import io.crossfade.server.frontend.Binding;
import io.crossfade.server.store.Store;
import io.crossfade.server.store.StoreException;
import io.crossfade.server.takeover.Takeover;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a start gets from the process it replaces, if it replaces one: the listening sockets, and
 * the store as soon as that has let go of it.
 *
 * @param predecessor or null
 */
record Succession(@Nullable Takeover predecessor) {
  private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

  /** The order in which sockets are handed over. */
  static final int ADMIN = 0;

  static final int DATA = 1;
  static final int SOCKETS = 2;

  private static final long STORE_WAIT_NANOS = TimeUnit.SECONDS.toNanos(15);
  private static final long LOOK_AGAIN_MILLIS = 5;

  /** From here on the predecessor takes no connections: they wait in the sockets. */
  void begin() {
    if (predecessor != null) {
      LOG.info("taking over: the process that served so far finishes its calls and ends");
      predecessor.go();
    }
  }

  Binding binding(Address address, int socket) throws IOException {
    return predecessor == null
        ? Binding.to(address)
        : Binding.of(address, predecessor.sockets().get(socket));
  }

  /** Opens the store, once the predecessor has closed it. */
  Store store(Supplier<Store> opening) {
    long deadline = System.nanoTime() + STORE_WAIT_NANOS;
    while (true) {
      try {
        return opening.get();
      } catch (StoreException taken) {
        boolean wait = predecessor != null && taken.kind() == StoreException.Kind.IN_USE;
        if (!wait || System.nanoTime() - deadline > 0 || !pause()) {
          throw taken;
        }
      }
    }
  }

  private static boolean pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
      return true;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
