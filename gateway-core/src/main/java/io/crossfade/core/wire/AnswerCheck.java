package io.crossfade.core.wire;

import io.crossfade.core.fault.Fault;
import io.crossfade.core.fault.FaultKind;
import io.crossfade.core.json.JsonCursor;
import io.crossfade.core.json.JsonCursor.Token;
import io.crossfade.core.usage.UsageReader;
import io.netty.buffer.ByteBuf;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a 2xx body that is not a stream is an answer at all. */
public final class AnswerCheck {
  private AnswerCheck() {}

  /**
   * Reads a whole body without keeping any of it.
   *
   * @param body from its reader to its writer index; neither moved nor released
   * @param usage told of the tokens the answer says it took
   * @return null for an answer, else a {@link FaultKind#BAD_RESPONSE}; always null for paths that
   *     pass through, whose answers may be anything
   */
  public static @Nullable Fault check(Endpoint endpoint, ByteBuf body, UsageReader usage) {
    List<String> required = required(endpoint.kind());
    if (required.isEmpty()) {
      return null;
    }
    try (JsonCursor cursor = JsonCursor.over(body)) {
      String problem = problem(cursor, required, usage);
      return problem == null ? null : fault(problem);
    }
  }

  /** The fields of which an answer has at least one that is not null. */
  private static List<String> required(Endpoint.Kind kind) {
    return switch (kind) {
      case CHAT_COMPLETIONS, COMPLETIONS -> List.of("choices");
      case EMBEDDINGS, MODELS -> List.of("data");
      case RESPONSES -> List.of("output", "status", "object");
      case MESSAGES -> List.of("content");
      case COUNT_TOKENS -> List.of("input_tokens");
      case MODEL -> List.of("id");
      case HEALTH, PASS_THROUGH, UNKNOWN -> List.of();
    };
  }

  private static @Nullable String problem(
      JsonCursor cursor, List<String> required, UsageReader usage) {
    if (cursor.next() != Token.OBJECT_START) {
      return "the body is not a JSON object";
    }
    boolean error = false;
    boolean failedChoice = false;
    boolean found = false;
    while (cursor.next() == Token.KEY) {
      boolean isError = cursor.is("error");
      boolean isUsage = cursor.is("usage");
      boolean isChoices = cursor.is("choices");
      boolean isRequired = isOneOf(cursor, required);
      cursor.next();
      error |= isError && cursor.isPresent();
      found |= isRequired && cursor.token() != Token.NULL;
      if (isUsage) {
        usage.read(cursor);
      } else if (isChoices) {
        failedChoice |= anyFailed(cursor);
      } else {
        cursor.skip();
      }
    }
    if (cursor.token() == Token.BAD || cursor.next() != Token.END) {
      return "the body is not one JSON document: " + cursor.problem();
    }
    if (error) {
      return "the body is an error, under a status of success";
    }
    if (failedChoice) {
      return "a choice of the answer is an error, under a status of success";
    }
    return found ? null : "the body has no field \"%s\"".formatted(required.getFirst());
  }

  /** OpenRouter tells in a choice that the provider behind it failed. */
  private static boolean anyFailed(JsonCursor cursor) {
    if (cursor.token() != Token.ARRAY_START) {
      cursor.skip();
      return false;
    }
    boolean failed = false;
    while (cursor.next() != Token.ARRAY_END && cursor.token() != Token.BAD) {
      if (cursor.token() == Token.OBJECT_START) {
        failed |= failed(cursor);
      } else {
        cursor.skip();
      }
    }
    return failed;
  }

  private static boolean failed(JsonCursor choice) {
    boolean failed = false;
    while (choice.next() == Token.KEY) {
      boolean isError = choice.is("error");
      boolean isFinish = choice.is("finish_reason");
      choice.next();
      failed |= isError && choice.isPresent();
      failed |= isFinish && choice.token() == Token.STRING && choice.is("error");
      choice.skip();
    }
    return failed;
  }

  /** A loop, because a stream here showed among what a call allocates. */
  private static boolean isOneOf(JsonCursor cursor, List<String> names) {
    for (int at = 0; at < names.size(); at++) {
      if (cursor.is(names.get(at))) {
        return true;
      }
    }
    return false;
  }

  private static Fault fault(String what) {
    return Fault.of(FaultKind.BAD_RESPONSE, what, "provider's answer", "try again later");
  }
}
