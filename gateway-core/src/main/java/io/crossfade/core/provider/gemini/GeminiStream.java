package io.crossfade.core.provider.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.chat.ChatEvent;
import io.crossfade.core.chat.Usage;
import io.crossfade.core.translate.SseStream;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Reads a streamed answer: chunks that look like whole answers, each with what is new. It has no
 * end mark. Source: Gemini API reference, "streamGenerateContent".
 */
public final class GeminiStream extends SseStream {
  private final Map<Integer, GeminiChoice> choices = new HashMap<>(2);
  private String id = "";
  private boolean started;

  @Override
  protected void event(String name, ObjectNode chunk, Consumer<ChatEvent> events) {
    if (chunk.path("error").isObject()) {
      fail(GeminiErrors.inStream(chunk, !choices.isEmpty()), events);
      return;
    }
    Usage usage = GeminiUsage.of(chunk);
    if (!started) {
      started = true;
      id = chunk.path("responseId").asText();
      events.accept(start(chunk, usage));
    } else if (!usage.equals(Usage.UNKNOWN)) {
      events.accept(new ChatEvent.Counted(usage));
    }
    for (JsonNode candidate : chunk.path("candidates")) {
      choices
          .computeIfAbsent(candidate.path("index").asInt(), index -> new GeminiChoice(index, id))
          .read(candidate, events);
    }
    String blocked = GeminiAnswers.blocked(chunk);
    if (!blocked.isEmpty() && choices.isEmpty()) {
      events.accept(
          new ChatEvent.Finished(0, GeminiFinish.blocked(blocked, GeminiAnswers.feedback(chunk))));
      events.accept(new ChatEvent.Ended());
    }
  }

  private ChatEvent start(ObjectNode chunk, Usage usage) {
    return new ChatEvent.Started(
        id,
        GeminiAnswers.model(chunk),
        GeminiAnswers.created(chunk),
        usage,
        GeminiAnswers.extras(chunk));
  }
}
