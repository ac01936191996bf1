package io.crossfade.core.translate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.chat.ChatRequest;
import io.crossfade.core.fault.Result;

/** Reads a caller's request. */
@FunctionalInterface
public interface RequestReader {

  /**
   * Returns the request, or {@link io.crossfade.core.fault.FaultKind#UNSUPPORTED_PARAMETER} naming
   * the field that has no form its dialect knows. What it does not know but can leave as it is
   * becomes extras and opaque parts.
   */
  Result<ChatRequest> read(ObjectNode body);
}
