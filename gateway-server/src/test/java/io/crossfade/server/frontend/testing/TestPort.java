package io.crossfade.server.frontend.testing;

import io.crossfade.core.Service;
import io.crossfade.core.config.ServerConfig.Address;
import io.crossfade.core.wire.Endpoint;
import io.crossfade.server.frontend.Binding;
import io.crossfade.server.frontend.Listener;
import io.crossfade.server.frontend.port.ListenerSettings;
import io.crossfade.server.loop.EventLoops;
import io.crossfade.server.loop.Transport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.UnaryOperator;

/** A listener on a free loopback port, with one loop of its own; callers speak what they like. */
public final class TestPort implements AutoCloseable {
  private final EventLoops loops;
  private final Listener listener;

  public TestPort(Service service) {
    this(service, settings -> settings);
  }

  public TestPort(Service service, UnaryOperator<ListenerSettings> change) {
    this(Transport.best(), service, change);
  }

  public TestPort(Transport transport, Service service, UnaryOperator<ListenerSettings> change) {
    loops = EventLoops.start(transport, 1);
    try {
      ListenerSettings usual =
          ListenerSettings.of("test", _ -> Endpoint.UNKNOWN, new PlainErrors()).withHttp2();
      listener =
          Listener.open(
              loops, Binding.to(new Address("127.0.0.1", 0)), service, change.apply(usual));
    } catch (IOException unusable) {
      throw new UncheckedIOException(unusable);
    }
  }

  public Listener listener() {
    return listener;
  }

  public EventLoops loops() {
    return loops;
  }

  public RawCaller caller() throws IOException {
    return new RawCaller(listener.address());
  }

  @Override
  public void close() {
    listener.close();
    loops.close();
  }
}
