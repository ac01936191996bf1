package io.crossfade.loadtest.client;

import io.crossfade.loadtest.http.Prompt;
import io.crossfade.loadtest.http.Script;
import io.crossfade.loadtest.net.Net;
import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * Every kind of load on one target.
 *
 * @param answered counts the answers to requests that are not streamed
 * @param candidates counts those of them that are the candidate's
 */
public record Traffic(
    Net net,
    InetSocketAddress target,
    Script control,
    Script candidate,
    LongAdder answered,
    LongAdder candidates,
    Map<Prompt, ByteBuf> requests) {

  /** Traffic to an address, by callers that know what both arms say. */
  public static Traffic to(Net net, InetSocketAddress target, Script control, Script candidate) {
    return new Traffic(
        net, target, control, candidate, new LongAdder(), new LongAdder(), new HashMap<>());
  }

  public ClosedLoop closed(Prompt prompt, int connections) {
    return ClosedLoop.open(way(prompt), connections, this::whole);
  }

  public OpenLoop open(Prompt prompt, int connections) {
    return OpenLoop.open(way(prompt), connections, this::whole);
  }

  /**
   * Streams that are yet to be started.
   *
   * @param events in each stream, before its last ones
   */
  public Streams streams(Prompt prompt, int streams, int events) {
    StreamCheck.Template one = new StreamCheck.Template(control);
    StreamCheck.Template other = new StreamCheck.Template(candidate);
    return Streams.open(
        way(prompt), streams, arrivals -> new StreamCheck(one, other, events, arrivals));
  }

  private WholeCheck whole() {
    return new WholeCheck(control, candidate, answered, candidates);
  }

  private Way way(Prompt prompt) {
    return new Way(net, target, request(prompt));
  }

  private ByteBuf request(Prompt prompt) {
    return requests.computeIfAbsent(
        prompt, asked -> asked.request("127.0.0.1:" + target.getPort()));
  }
}
