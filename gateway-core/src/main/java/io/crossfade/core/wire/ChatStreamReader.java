package io.crossfade.core.wire;

import io.crossfade.core.json.JsonCursor;
import io.crossfade.core.json.JsonCursor.Token;
import io.crossfade.core.usage.Texts;
import io.crossfade.core.usage.TokenMeter;
import io.netty.buffer.ByteBuf;

/** Reads streams of OpenAI's chat and older completions, in all the ways providers imitate them. */
final class ChatStreamReader extends EventReader {
  private final JsonCursor cursor = new JsonCursor();
  private final TokenMeter text = new TokenMeter();
  private final Choices choices;
  private boolean error;
  private boolean content;
  private boolean finish;
  private boolean anyChoice;
  private boolean usageAlone;

  ChatStreamReader(int expectedChoices) {
    choices = new Choices(expectedChoices);
  }

  @Override
  Sign readEvent(ByteBuf name, ByteBuf data) {
    error = false;
    content = false;
    finish = false;
    anyChoice = false;
    usageAlone = false;
    try (JsonCursor chunk = cursor.open(data)) {
      readChunk(chunk);
    }
    usageAlone &= !error && !anyChoice;
    if (error) {
      return Sign.ERROR;
    }
    if (content) {
      return Sign.CONTENT;
    }
    return finish ? Sign.FINISH : anyChoice && !sawContent() ? Sign.PRELUDE : Sign.OTHER;
  }

  @Override
  public boolean terminal() {
    return choices.complete(doneMarker());
  }

  @Override
  public boolean expectsDoneMarker() {
    return true;
  }

  @Override
  public boolean isUsageAlone() {
    return usageAlone;
  }

  @Override
  public long tokensSeen() {
    return text.tokens();
  }

  private void readChunk(JsonCursor chunk) {
    if (chunk.next() != Token.OBJECT_START) {
      return;
    }
    while (chunk.next() == Token.KEY) {
      boolean isError = chunk.is("error");
      boolean isChoices = chunk.is("choices");
      boolean isUsage = chunk.is("usage");
      boolean isGroq = chunk.is("x_groq");
      chunk.next();
      error |= isError && chunk.isPresent();
      usageAlone |= isUsage && chunk.token() == Token.OBJECT_START;
      if (isChoices && chunk.token() == Token.ARRAY_START) {
        readChoices(chunk);
      } else if (isUsage) {
        readUsage(chunk);
      } else if (isGroq) {
        readUsageIn(chunk, "usage");
      } else {
        chunk.skip();
      }
    }
  }

  private void readChoices(JsonCursor chunk) {
    while (chunk.next() != Token.ARRAY_END && chunk.token() != Token.BAD) {
      if (chunk.token() == Token.OBJECT_START) {
        readChoice(chunk);
      } else {
        chunk.skip();
      }
    }
  }

  private void readChoice(JsonCursor chunk) {
    int index = 0;
    boolean finished = false;
    while (chunk.next() == Token.KEY) {
      if (chunk.is("index")) {
        chunk.next();
        index = chunk.asInt(0);
      } else if (chunk.is("finish_reason")) {
        chunk.next();
        error |= chunk.token() == Token.STRING && chunk.is("error");
        finished = chunk.token() == Token.STRING && chunk.isPresent();
      } else if (chunk.is("error")) {
        chunk.next();
        error |= chunk.isPresent();
      } else if (chunk.is("delta")) {
        chunk.next();
        readDelta(chunk);
        continue;
      } else if (chunk.is("text")) {
        chunk.next();
        content |= chunk.isPresent();
        Texts.add(chunk, text);
        continue;
      } else {
        chunk.next();
      }
      chunk.skip();
    }
    anyChoice = true;
    count(index, finished && !error);
  }

  private void count(int index, boolean finished) {
    if (finished) {
      finish = true;
      choices.finished(index);
    } else {
      choices.seen(index);
    }
  }

  private void readDelta(JsonCursor chunk) {
    if (chunk.token() != Token.OBJECT_START) {
      chunk.skip();
      return;
    }
    while (chunk.next() == Token.KEY) {
      boolean says = saysSomething(chunk);
      chunk.next();
      if (says && chunk.isPresent()) {
        content = true;
        Texts.add(chunk, text);
      } else {
        chunk.skip();
      }
    }
  }

  private static boolean saysSomething(JsonCursor key) {
    return key.is("content")
        || key.is("tool_calls")
        || key.is("reasoning_content")
        || key.is("reasoning")
        || key.is("reasoning_details")
        || key.is("refusal")
        || key.is("function_call")
        || key.is("audio");
  }
}
