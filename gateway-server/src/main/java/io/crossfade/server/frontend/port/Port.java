package io.crossfade.server.frontend.port;

import io.crossfade.core.Call;
import io.crossfade.core.Ending;
import io.crossfade.core.Origin;
import io.crossfade.core.Service;
import io.crossfade.core.wire.Endpoint;
import io.crossfade.server.frontend.request.Request;
import io.crossfade.server.frontend.request.RequestFaults;
import io.crossfade.server.frontend.request.RequestReader;
import io.crossfade.server.frontend.request.RequestStream;
import io.crossfade.server.loop.EventLoops;
import io.netty.channel.Channel;
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
public record Port(
    Service service,
    ListenerSettings settings,
    RequestReader reader,
    EventLoops loops,
    AtomicInteger open) {
  private static final Logger LOG = LoggerFactory.getLogger(Port.class);

  public Port(Service service, ListenerSettings settings, EventLoops loops) {
    this(service, settings, new RequestReader(settings.hostNames()), loops, new AtomicInteger());
  }

  /** Where the calls of a connection come from. */
  public Place placeOf(Channel channel) {
    return new Place(loops.indexOf(channel.eventLoop()), isLoopback(channel.remoteAddress()));
  }

  /** The answer to a request, in the shape of the endpoint it asks. */
  public ClientAnswer answer(AnswerWire wire, Request request, RequestStream body) {
    Endpoint endpoint = settings.endpoints().apply(request.head());
    return new ClientAnswer(wire, settings.errors(), request, endpoint, body);
  }

  /** The answer to what could not be read as a request. */
  public ClientAnswer refusal(AnswerWire wire, RequestStream body) {
    return new ClientAnswer(wire, settings.errors(), Request.UNREADABLE, Endpoint.UNKNOWN, body);
  }

  /** Has a request served; a service that throws is a defect, and the caller hears of it too. */
  public void serve(ClientAnswer sink, Origin origin) {
    try {
      service.serve(new Call("", sink.request().head(), sink.body(), origin), sink);
    } catch (RuntimeException thrown) {
      LOG.error("a call on the {} port failed", settings.name(), thrown);
      sink.end(Ending.failed(RequestFaults.defect(thrown)));
    }
  }

  /**
   * Takes note of what broke a connection: the network's faults are daily bread, others are not.
   */
  public void failed(Throwable thrown) {
    if (thrown instanceof IOException || thrown instanceof DecoderException) {
      LOG.debug("a connection to the {} port failed", settings.name(), thrown);
    } else {
      LOG.error("a call on the {} port failed", settings.name(), thrown);
    }
  }

  private static boolean isLoopback(SocketAddress address) {
    return address instanceof InetSocketAddress caller
        && caller.getAddress() != null
        && caller.getAddress().isLoopbackAddress();
  }
}
