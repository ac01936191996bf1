package io.crossfade.server.frontend;

import io.crossfade.core.Call;
import io.crossfade.core.Ending;
import io.crossfade.core.ResponseSink;
import io.crossfade.core.Service;
import io.crossfade.server.frontend.request.RequestFaults;
import io.crossfade.server.frontend.request.RequestReader;
import io.crossfade.server.loop.EventLoops;
import io.netty.handler.codec.DecoderException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all connections of one listener share.
 *
 * @param service answers the calls
 * @param settings of the listener
 * @param reader of request heads
 * @param loops what calls name their loop by
 * @param open connections open now, on all loops
 */
record Port(
    Service service,
    ListenerSettings settings,
    RequestReader reader,
    EventLoops loops,
    AtomicInteger open) {
  private static final Logger LOG = LoggerFactory.getLogger(Port.class);

  Port(Service service, ListenerSettings settings, EventLoops loops) {
    this(service, settings, new RequestReader(settings.hostNames()), loops, new AtomicInteger());
  }

  /** Has a call answered; a service that throws is a defect, and the caller hears of it too. */
  void serve(Call call, ResponseSink sink) {
    try {
      service.serve(call, sink);
    } catch (RuntimeException thrown) {
      LOG.error("a call on the {} port failed", settings.name(), thrown);
      sink.end(Ending.failed(RequestFaults.defect(thrown)));
    }
  }

  /**
   * Takes note of what broke a connection: the network's faults are daily bread, others are not.
   */
  void failed(Throwable thrown) {
    if (thrown instanceof IOException || thrown instanceof DecoderException) {
      LOG.debug("a connection to the {} port failed", settings.name(), thrown);
    } else {
      LOG.error("a call on the {} port failed", settings.name(), thrown);
    }
  }

  static boolean isLoopback(SocketAddress address) {
    return address instanceof InetSocketAddress caller
        && caller.getAddress() != null
        && caller.getAddress().isLoopbackAddress();
  }
}
