package io.crossfade.routing.cohort;

import org.jspecify.annotations.Nullable;

/** The names a call goes by. Strings are unescaped; absent things are null. */
public interface Identity {

  /** Never null: made by the gateway when the caller sent none. */
  String requestId();

  /**
   * The body's {@code safety_identifier}, else its {@code user}, else {@code metadata.user_id}. The
   * header {@code x-user-id} stands in when this is null; it is asked for by {@link #header}.
   */
  @Nullable String user();

  /**
   * The body's {@code conversation}, else its {@code prompt_cache_key}. The header {@code
   * x-session-id} goes before it; it is asked for by {@link #header}.
   */
  @Nullable String session();

  /** Id of the gateway key, never its secret. */
  @Nullable String keyId();

  @Nullable String tenant();

  /** The first field of that lower-case name, one {@code char} per byte. */
  @Nullable String header(String name);
}
