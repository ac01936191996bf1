package io.crossfade.routing;

import io.crossfade.core.Arm;
import io.crossfade.core.wire.Endpoint;
import org.jspecify.annotations.Nullable;

/** What routing may know about a call. Strings are unescaped; absent things are null. */
public interface RouteRequest {

  Endpoint endpoint();

  /** The model as the caller named it. */
  @Nullable String model();

  /** Never null: made by the gateway when the caller sent none. */
  String requestId();

  /** {@code safety_identifier}, else {@code user}, else {@code metadata.user_id}, else header. */
  @Nullable String user();

  /** {@code x-session-id}, else the body's {@code conversation}, else {@code prompt_cache_key}. */
  @Nullable String session();

  @Nullable String keyId();

  @Nullable String tenant();

  /** The first field of that lower-case name. */
  @Nullable String header(String name);

  /** The arm the caller pinned and may pin, or null. */
  @Nullable Arm pin();
}
