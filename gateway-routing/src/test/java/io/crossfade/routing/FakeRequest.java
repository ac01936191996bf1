package io.crossfade.routing;

import io.crossfade.core.Arm;
import io.crossfade.core.http.Headers;
import io.crossfade.core.wire.Endpoint;
import io.crossfade.core.wire.Endpoint.Kind;
import io.crossfade.core.wire.Wire;
import org.jspecify.annotations.Nullable;

/** A call as routing sees it. */
record FakeRequest(
    Endpoint endpoint,
    @Nullable String model,
    String requestId,
    @Nullable String user,
    Headers headers,
    @Nullable Arm pin)
    implements RouteRequest {

  static FakeRequest chat(@Nullable String model, String id) {
    Endpoint chat = new Endpoint(Kind.CHAT_COMPLETIONS, Wire.OPENAI, null);
    return new FakeRequest(chat, model, id, null, Headers.of(), null);
  }

  FakeRequest at(Kind kind, Wire wire) {
    return new FakeRequest(new Endpoint(kind, wire, null), model, requestId, user, headers, pin);
  }

  FakeRequest from(String newUser) {
    return new FakeRequest(endpoint, model, requestId, newUser, headers, pin);
  }

  FakeRequest with(String... fields) {
    return new FakeRequest(endpoint, model, requestId, user, Headers.of(fields), pin);
  }

  FakeRequest pinned(Arm arm) {
    return new FakeRequest(endpoint, model, requestId, user, headers, arm);
  }

  @Override
  public @Nullable String session() {
    return null;
  }

  @Override
  public @Nullable String keyId() {
    return null;
  }

  @Override
  public @Nullable String tenant() {
    return null;
  }

  @Override
  public @Nullable String header(String name) {
    return headers.get(name);
  }
}
