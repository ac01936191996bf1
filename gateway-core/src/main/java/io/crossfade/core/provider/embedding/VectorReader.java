package io.crossfade.core.provider.embedding;

import io.crossfade.core.embedding.EmbeddingResponse;
import io.crossfade.core.fault.Fault;
import io.crossfade.core.fault.FaultKind;
import io.crossfade.core.fault.Result;
import io.crossfade.core.json.JsonCursor;
import io.crossfade.core.json.JsonCursor.Token;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the vectors in an answer, without a tree: an answer may hold millions of numbers, of which
 * callers want the very digits.
 */
final class VectorReader {
  private final String field;
  private final List<String> counters;
  private final List<ByteBuf> vectors = new ArrayList<>();
  private @Nullable Long tokens;

  /**
   * Reads one answer.
   *
   * @param field that holds a vector or a list of them, wherever it stands
   * @param counters fields whose numbers are tokens spent, and add up
   */
  VectorReader(String field, String... counters) {
    this.field = field;
    this.counters = List.of(counters);
  }

  Result<EmbeddingResponse> read(ByteBuf body) {
    try (JsonCursor cursor = JsonCursor.over(body)) {
      if (cursor.next() != Token.OBJECT_START) {
        return Result.err(bad("the body is not a JSON object"));
      }
      while (cursor.next() != Token.END && cursor.token() != Token.BAD) {
        if (cursor.token() == Token.KEY) {
          field(cursor, body);
        }
      }
      if (cursor.token() == Token.BAD) {
        return Result.err(bad("the body is not one JSON document: " + cursor.problem()));
      }
    }
    return vectors.isEmpty()
        ? Result.err(bad("the body has no field \"%s\"".formatted(field)))
        : Result.ok(new EmbeddingResponse(vectors, tokens));
  }

  private void field(JsonCursor cursor, ByteBuf body) {
    if (cursor.is(field)) {
      if (cursor.next() == Token.ARRAY_START) {
        list(cursor, body);
      }
    } else if (cursor.is("tokens")) {
      // Cohere's second counter, beside what is billed.
      cursor.next();
      cursor.skip();
    } else if (isCounter(cursor)) {
      cursor.next();
      tokens = (tokens == null ? 0 : tokens) + cursor.asInt(0);
    }
  }

  private boolean isCounter(JsonCursor cursor) {
    for (String counter : counters) {
      if (cursor.is(counter)) {
        return true;
      }
    }
    return false;
  }

  /** A list of numbers is a vector, any other a list of such. */
  private void list(JsonCursor cursor, ByteBuf body) {
    int from = cursor.start();
    boolean numbers = true;
    while (cursor.next() != Token.ARRAY_END && cursor.token() != Token.BAD) {
      numbers &= cursor.token() == Token.NUMBER;
      if (cursor.token() == Token.ARRAY_START) {
        list(cursor, body);
      } else {
        cursor.skip();
      }
    }
    if (numbers && cursor.token() == Token.ARRAY_END) {
      vectors.add(body.slice(body.readerIndex() + from, cursor.end() - from));
    }
  }

  private static Fault bad(String what) {
    return Fault.of(FaultKind.BAD_RESPONSE, what, "provider's answer", "try again later");
  }
}
