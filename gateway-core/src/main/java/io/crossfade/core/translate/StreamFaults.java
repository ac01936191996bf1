package io.crossfade.core.translate;

import io.crossfade.core.fault.ErrorStory;
import io.crossfade.core.fault.Fault;
import io.crossfade.core.fault.FaultKind;
import io.crossfade.core.fault.SecretMask;

/** Failures that a provider reports inside a stream. */
public final class StreamFaults {
  private StreamFaults() {}

  /**
   * The fault an error event tells of.
   *
   * @param sawContent whether content came before it, so that the call cannot be answered anew
   */
  public static Fault of(ErrorStory story, boolean sawContent) {
    String said = SecretMask.sanitise(story.badKey() ? "" : story.message());
    return Fault.of(
        kind(story, sawContent),
        said.isEmpty() ? "the provider reported an error" : "the provider reported: " + said,
        "provider's stream",
        story.callersFault() ? "change the request as the message says" : "try again later");
  }

  private static FaultKind kind(ErrorStory story, boolean sawContent) {
    if (story.callersFault()) {
      return FaultKind.STREAM_CALLER_FAULT;
    }
    return sawContent ? FaultKind.STREAM_ERROR_EVENT : FaultKind.STREAM_EMPTY;
  }
}
