package io.crossfade.core.fault;

import io.netty.buffer.ByteBuf;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An answer whose status says that something went wrong.
 *
 * @param provider name of the provider in the configuration
 * @param status 300 or above
 * @param field value of a header field by its lower-case name, or null
 * @param body as much of the body as was kept, from its reader to its writer index; not released
 * @param asked what the call was about
 */
public record ErrorAnswer(
    String provider,
    int status,
    Function<String, @Nullable String> field,
    ByteBuf body,
    Asked asked) {

  /**
   * What the call was about.
   *
   * @param forModel whether the call went to a model, so that what was not found is most likely it
   * @param withCallersKey whether the caller's own credential was used, not the gateway's
   */
  public record Asked(boolean forModel, boolean withCallersKey) {}
}
