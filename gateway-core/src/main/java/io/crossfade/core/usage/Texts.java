package io.crossfade.core.usage;

import io.crossfade.core.json.JsonCursor;
import io.crossfade.core.json.JsonCursor.Token;
import io.netty.buffer.ByteBuf;

/**
 * Finds the text of requests and answers, whichever dialect they are in, and has its tokens
 * guessed. Pictures, sound and files count nothing.
 */
public final class Texts {
  /** Beyond that a document is not read: what follows is taken to be like what came before. */
  static final int MOST_READ = 256 << 10;

  /** What a chat template puts around each message. */
  private static final int PER_MESSAGE = 4;

  /** What it puts around each tool offered, beyond the tool's own words. */
  private static final int PER_TOOL = 40;

  /** The frame of a call of a tool, which is told by its id. */
  private static final int PER_TOOL_CALL = 10;

  /** The parts of a request that a model reads. */
  private static final String[] ASKED = {
    "messages", "input", "prompt", "system", "instructions", "tools", "functions"
  };

  /** The parts of an answer that a model wrote. */
  private static final String[] ANSWERED = {"choices", "content", "output"};

  /** Values that are no text of anybody's. */
  private static final String[] NO_TEXT = {
    "id",
    "type",
    "role",
    "model",
    "index",
    "object",
    "status",
    "finish_reason",
    "stop_reason",
    "call_id",
    "tool_call_id",
    "tool_use_id",
    "logprobs",
    "url",
    "image_url",
    "data",
    "file_data",
    "media_type",
    "signature",
    "encrypted_content",
    "annotations",
    "content_filter_results"
  };

  private Texts() {}

  /** Tokens of a request's text, its messages' frames included. */
  public static long asked(ByteBuf request) {
    return tokens(request, ASKED);
  }

  /** Tokens of a whole answer's text. */
  public static long answered(ByteBuf answer) {
    return tokens(answer, ANSWERED);
  }

  private static long tokens(ByteBuf document, String[] parts) {
    int whole = document.readableBytes();
    int read = Math.min(whole, MOST_READ);
    TokenMeter meter = new TokenMeter();
    try (JsonCursor cursor = JsonCursor.over(document.slice(document.readerIndex(), read))) {
      addParts(cursor, parts, meter);
    }
    return read == whole ? meter.tokens() : meter.tokens() * whole / read;
  }

  private static void addParts(JsonCursor document, String[] parts, TokenMeter meter) {
    if (document.next() != Token.OBJECT_START) {
      return;
    }
    while (document.next() == Token.KEY) {
      boolean read = isAny(document, parts);
      int frame = frame(document);
      document.next();
      if (read) {
        add(document, meter, frame);
      } else {
        document.skip();
      }
    }
  }

  /** Tokens around each element of the part whose name is under the cursor. */
  private static int frame(JsonCursor key) {
    if (key.is("messages") || key.is("input")) {
      return PER_MESSAGE;
    }
    return key.is("tools") || key.is("functions") ? PER_TOOL : 0;
  }

  /**
   * Has all text in the value under the cursor counted, which is behind it afterwards.
   *
   * @param value a string, or an object or array with strings anywhere in it
   */
  public static void add(JsonCursor value, TokenMeter meter) {
    add(value, meter, 0);
  }

  private static void add(JsonCursor value, TokenMeter meter, int frame) {
    int outside = value.depth() - (isOpen(value) ? 1 : 0);
    count(value, meter);
    while (value.depth() > outside && value.next() != Token.BAD) {
      if (value.token() == Token.KEY) {
        skipIfNoText(value, meter);
      } else {
        boolean element = value.token() == Token.OBJECT_START && value.depth() == outside + 2;
        meter.add(element ? frame : 0);
        count(value, meter);
      }
    }
  }

  /** A number among texts is a token its caller has counted himself. */
  private static void count(JsonCursor value, TokenMeter meter) {
    if (value.token() == Token.STRING) {
      meter.add(value);
    } else if (value.token() == Token.NUMBER) {
      meter.add(1);
    }
  }

  private static boolean isOpen(JsonCursor value) {
    return value.token() == Token.OBJECT_START || value.token() == Token.ARRAY_START;
  }

  private static void skipIfNoText(JsonCursor key, TokenMeter meter) {
    if (isAny(key, NO_TEXT)) {
      boolean id = key.is("id");
      key.next();
      meter.add(id && key.isPresent() ? PER_TOOL_CALL : 0);
      key.skip();
    }
  }

  private static boolean isAny(JsonCursor key, String[] names) {
    for (String name : names) {
      if (key.is(name)) {
        return true;
      }
    }
    return false;
  }
}
