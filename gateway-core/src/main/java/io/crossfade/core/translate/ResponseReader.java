package io.crossfade.core.translate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.chat.ChatResponse;
import io.crossfade.core.chat.Finish;
import io.crossfade.core.fault.Result;
import java.util.Map;

/** Reads a provider's whole answer. */
@FunctionalInterface
public interface ResponseReader {

  /**
   * Returns the answer, or {@link io.crossfade.core.fault.FaultKind#BAD_RESPONSE} for a body that
   * is none. Fields it does not know become extras, and parts it does not know opaque ones.
   */
  Result<ChatResponse> read(ObjectNode body);

  /** What its words for the end of an answer mean; any other is {@link Finish.Reason#OTHER}. */
  default Map<String, Finish.Reason> finishReasons() {
    return Map.of();
  }
}
