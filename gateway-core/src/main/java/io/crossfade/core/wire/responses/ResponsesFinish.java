package io.crossfade.core.wire.responses;

import io.crossfade.core.chat.Finish;
import io.crossfade.core.chat.Finish.Reason;
import org.jspecify.annotations.Nullable;

/** Whether an answer is complete, in OpenAI's words. */
final class ResponsesFinish {
  static final String COMPLETED = "completed";
  static final String INCOMPLETE = "incomplete";

  private ResponsesFinish() {}

  /** Why an answer is incomplete, or null when it is complete. */
  static @Nullable String incomplete(@Nullable Finish finish) {
    return switch (finish == null ? Reason.OTHER : finish.reason()) {
      case LENGTH -> "max_output_tokens";
      case CONTENT_FILTER -> "content_filter";
      case STOP, TOOL_CALLS, PAUSE, OTHER -> null;
    };
  }

  /** The status of an answer, and of its last item. */
  static String status(@Nullable Finish finish) {
    return incomplete(finish) == null ? COMPLETED : INCOMPLETE;
  }
}
