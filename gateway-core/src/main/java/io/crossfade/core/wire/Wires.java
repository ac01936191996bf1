package io.crossfade.core.wire;

import io.crossfade.core.translate.ChatWire;
import io.crossfade.core.wire.anthropic.AnthropicMessagesRequests;
import io.crossfade.core.wire.anthropic.AnthropicMessagesResponses;
import io.crossfade.core.wire.anthropic.AnthropicMessagesStream;
import io.crossfade.core.wire.openai.OpenAiChatRequests;
import io.crossfade.core.wire.openai.OpenAiChatResponses;
import io.crossfade.core.wire.openai.OpenAiChatStream;
import io.crossfade.core.wire.responses.ResponsesAnswers;
import io.crossfade.core.wire.responses.ResponsesRequests;
import io.crossfade.core.wire.responses.ResponsesStream;
import java.util.Map;
import java.util.Optional;

/** Which operations can be translated, and what reads and prints them: one line each. */
public final class Wires {
  private static final Map<Endpoint.Kind, ChatWire> BY_KIND =
      Map.of(
          Endpoint.Kind.CHAT_COMPLETIONS,
          new ChatWire(
              OpenAiChatRequests.DIALECT,
              new OpenAiChatRequests(),
              new OpenAiChatResponses(),
              OpenAiChatStream::new),
          Endpoint.Kind.MESSAGES,
          new ChatWire(
              AnthropicMessagesRequests.DIALECT,
              new AnthropicMessagesRequests(),
              new AnthropicMessagesResponses(),
              AnthropicMessagesStream::new),
          Endpoint.Kind.RESPONSES,
          new ChatWire(
              ResponsesRequests.DIALECT,
              new ResponsesRequests(),
              new ResponsesAnswers(),
              ResponsesStream::new));

  private Wires() {}

  /** The wire of an operation, or empty where calls can only be passed on as they are. */
  public static Optional<ChatWire> of(Endpoint.Kind kind) {
    return Optional.ofNullable(BY_KIND.get(kind));
  }
}
