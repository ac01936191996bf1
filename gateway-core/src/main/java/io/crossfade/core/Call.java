package io.crossfade.core;

import io.crossfade.core.http.RequestBody;
import io.crossfade.core.http.RequestHead;
import io.crossfade.core.json.BodyFacts;
import io.crossfade.core.wire.Endpoint;
import org.jspecify.annotations.Nullable;

/**
 * One client request on its way through the gateway. Layers pass on a changed copy, never a changed
 * call. Everything about a call happens on the event loop that accepted it.
 *
 * @param id request id, sane and unique; an input to cohort assignment, so a retry reuses it
 * @param head request line and fields as the caller sent them
 * @param endpoint what the path means
 * @param body the body, streaming until a layer holds it
 * @param origin who called, where and when
 * @param facts what the body says, once read; null before, and for bodies that are not read
 * @param route where the call goes, once known
 * @param trace what has happened so far
 */
public record Call(
    String id,
    RequestHead head,
    Endpoint endpoint,
    RequestBody body,
    Origin origin,
    @Nullable BodyFacts facts,
    @Nullable Route route,
    Trace trace) {

  /** A call as it comes from its connection. */
  public Call(String id, RequestHead head, RequestBody body, Origin origin) {
    this(id, head, Endpoint.UNKNOWN, body, origin, null, null, new Trace());
  }

  /** Whether the caller asked for a stream of events; false until the body is read. */
  public boolean wantsStream() {
    return endpoint.kind().canStream() && facts != null && facts.stream();
  }

  /** The model the caller names: in an Azure-style path, which outdoes the body, or in the body. */
  public @Nullable String model() {
    String inPath = endpoint.object();
    return inPath == null && facts != null ? facts.model() : inPath;
  }

  public Call named(String newId) {
    return new Call(newId, head, endpoint, body, origin, facts, route, trace);
  }

  public Call by(Caller caller) {
    return new Call(id, head, endpoint, body, origin.as(caller), facts, route, trace);
  }

  public Call at(Endpoint found) {
    return new Call(id, head, found, body, origin, facts, route, trace);
  }

  public Call reading(RequestBody decoded) {
    return new Call(id, head, endpoint, decoded, origin, facts, route, trace);
  }

  public Call holding(RequestBody held, BodyFacts read) {
    return new Call(id, head, endpoint, held, origin, read, route, trace);
  }

  public Call on(Route chosen) {
    return new Call(id, head, endpoint, body, origin, facts, chosen, trace);
  }
}
