package io.crossfade.server.usage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.Call;
import io.crossfade.core.fault.Result;
import io.crossfade.core.http.HeldBody;
import io.crossfade.core.json.JsonTrees;
import io.crossfade.core.usage.Texts;
import io.crossfade.core.usage.Usage;
import io.crossfade.core.wire.Endpoint;
import io.crossfade.core.wire.StreamReader;
import io.crossfade.server.translate.TokenCount;
import io.netty.buffer.ByteBuf;

/** What is known of an answer's tokens, or guessed where its provider does not say. */
public final class Usages {
  private Usages() {}

  /**
   * Of an answer that came in one piece.
   *
   * @param reported what it says itself
   * @param answer its body; stays the caller's own
   */
  public static Usage ofWhole(Call call, Usage reported, ByteBuf answer) {
    if (reported.known()) {
      return reported;
    }
    return switch (call.endpoint().kind()) {
      case CHAT_COMPLETIONS, COMPLETIONS, MESSAGES -> guessed(call, Texts.answered(answer));
      case EMBEDDINGS -> guessed(call, 0);
      // One that is still being worked on says nothing yet, and will be asked for again.
      case RESPONSES -> isOver(answer) ? guessed(call, Texts.answered(answer)) : Usage.MISSING;
      case COUNT_TOKENS, MODELS, MODEL, HEALTH, PASS_THROUGH, UNKNOWN -> Usage.NONE;
    };
  }

  private static boolean isOver(ByteBuf response) {
    String status =
        switch (JsonTrees.object(response)) {
          case Result.Ok<ObjectNode>(ObjectNode body) -> body.path("status").asText();
          case Result.Err<ObjectNode> _ -> "";
        };
    return status.equals("completed") || status.equals("incomplete");
  }

  /** Of a stream, as far as it has come. */
  public static Usage ofStream(Call call, StreamReader reader) {
    if (!reader.sawContent() && !reader.terminal()) {
      return Usage.NONE;
    }
    Usage reported = reader.usage();
    if (reported.known()) {
      return reader.terminal() ? reported : reported.cutShort(reader.tokensSeen());
    }
    return call.endpoint().kind() == Endpoint.Kind.PASS_THROUGH
        ? Usage.MISSING
        : guessed(call, reader.tokensSeen());
  }

  /**
   * Of a stream that is told anew, as far as it has come.
   *
   * @param whole whether it has come to its end
   */
  public static Usage ofTranslated(Call call, TokenCount tokens, boolean whole) {
    Usage told = tokens.told();
    if (whole && told.known()) {
      return told;
    }
    if (tokens.seen() == 0 && !whole) {
      return Usage.NONE;
    }
    return told.known() ? told.cutShort(tokens.seen()) : guessed(call, tokens.seen());
  }

  private static Usage guessed(Call call, long completion) {
    return call.body() instanceof HeldBody(ByteBuf request)
        ? Usage.estimated(Texts.asked(request), completion)
        : Usage.MISSING;
  }
}
