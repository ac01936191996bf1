package io.crossfade.server.relay;

import io.crossfade.core.fault.Evidence;
import io.crossfade.core.fault.Fault;
import io.crossfade.core.http.ResponseHead;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * An attempt that failed before the commit.
 *
 * @param fault what to tell the caller if nothing else is tried
 * @param evidence what it proves about the arm
 * @param repeatable whether asking the same target again can help; an exhausted quota cannot
 * @param retryAfterMillis wait the provider asked for, or null
 * @param original the provider's own answer, when that is what the caller gets in the end; owned by
 *     whoever gives up, released by {@link #discard} otherwise
 */
record Failure(
    Fault fault,
    Evidence evidence,
    boolean repeatable,
    @Nullable Long retryAfterMillis,
    @Nullable ProviderAnswer original) {

  /** A provider's whole answer, held. */
  record ProviderAnswer(ResponseHead head, ByteBuf body) {}

  static Failure of(Fault fault) {
    return new Failure(fault, fault.kind().evidence(), true, null, null);
  }

  /** The provider was never asked, so asking it again is no use either. */
  static Failure notSent(Fault fault) {
    return new Failure(fault, fault.kind().evidence(), false, null, null);
  }

  /** Lets go of the provider's answer because another one will be given. */
  void discard() {
    if (original != null) {
      original.body().release();
    }
  }
}
