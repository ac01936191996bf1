package io.crossfade.core.json;

import io.crossfade.core.fault.Fault;
import io.crossfade.core.fault.FaultKind;
import io.crossfade.core.fault.Result;
import io.crossfade.core.json.BodyFacts.CohortFields;
import io.crossfade.core.json.JsonCursor.Token;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Reads what routing needs from a request body, in one pass and without a tree, and proves on the
 * way that the provider cannot read it differently: one JSON object in UTF-8, and {@code model} and
 * {@code stream} at most once at its top level, however their names are spelled.
 */
public final class BodyScanner {
  public static final int MAX_MODEL_CHARS = 256;

  /** A character of the model takes at most one escape of this many bytes. */
  private static final int ESCAPE_BYTES = 6;

  private final JsonCursor cursor;
  private final CohortFieldReader cohort;
  private @Nullable Fault fault;
  private @Nullable String model;
  private int modelStart = -1;
  private int modelEnd = -1;
  private @Nullable Boolean stream;
  private int answers = 1;
  private int prompts = 1;
  private boolean asksUsage;
  private boolean namesStreamOptions;

  private BodyScanner(JsonCursor cursor) {
    this.cursor = cursor;
    this.cohort = new CohortFieldReader(cursor);
  }

  /**
   * Reads a whole request body.
   *
   * @param body from its reader to its writer index; neither moved nor released
   * @return what it says, or a {@link FaultKind#MALFORMED_REQUEST} that names the field and offset
   */
  public static Result<BodyFacts> scan(ByteBuf body) {
    try (JsonCursor cursor = JsonCursor.over(body)) {
      return new BodyScanner(cursor).read();
    }
  }

  private Result<BodyFacts> read() {
    if (cursor.next() == Token.OBJECT_START) {
      readFields();
    } else if (cursor.token() != Token.BAD) {
      refuse("the body is not a JSON object", "send one object, for example {\"model\": ...}");
    }
    if (fault == null && cursor.token() == Token.BAD) {
      refuse(cursor.problem(), "send exactly one JSON object in UTF-8");
    }
    return fault == null ? Result.ok(facts()) : Result.err(fault);
  }

  private BodyFacts facts() {
    int choices = (int) Math.min(Integer.MAX_VALUE, (long) answers * prompts);
    boolean streams = Boolean.TRUE.equals(stream);
    CohortFields fields = cohort.fields();
    return new BodyFacts(
        model, modelStart, modelEnd, streams, choices, asksUsage, namesStreamOptions, fields);
  }

  private void readFields() {
    while (fault == null && cursor.next() == Token.KEY) {
      readField();
    }
    if (fault == null && cursor.token() == Token.OBJECT_END) {
      cursor.next();
    }
  }

  private void readField() {
    if (cursor.is("model")) {
      readModel();
    } else if (cursor.is("stream")) {
      readStream();
    } else if (cursor.is("n")) {
      cursor.next();
      answers = Math.max(1, cursor.asInt(1));
      cursor.skip();
    } else if (cursor.is("prompt")) {
      cursor.next();
      readPrompts();
    } else if (cursor.is("stream_options")) {
      cursor.next();
      readStreamOptions();
    } else if (!cohort.readField()) {
      cursor.next();
      cursor.skip();
    }
  }

  private void readModel() {
    if (modelStart >= 0) {
      refuse("the body names two models", "model", "keep one of them");
      return;
    }
    Token value = cursor.next();
    modelStart = cursor.start();
    modelEnd = cursor.end();
    if (value == Token.STRING) {
      takeModel();
    } else if (value != Token.NULL && value != Token.BAD) {
      refuse("the model is not a string", "model", "send the model's id in quotes");
    }
  }

  private void takeModel() {
    int bytes = modelEnd - modelStart;
    String named = bytes > MAX_MODEL_CHARS * ESCAPE_BYTES ? null : cursor.text();
    if (named == null || named.length() > MAX_MODEL_CHARS) {
      refuse(
          "the model's name is longer than %d characters".formatted(MAX_MODEL_CHARS),
          "model",
          "send the model's id alone");
    } else if (named.isEmpty()) {
      refuse("the model's name is empty", "model", "send the model's id");
    } else if (!named.codePoints().allMatch(BodyScanner::mayStandInName)) {
      refuse(
          "the model's name holds a control character or half a surrogate pair",
          "model",
          "send the model's id without it");
    } else {
      model = named;
    }
  }

  private static boolean mayStandInName(int codePoint) {
    return !Character.isISOControl(codePoint)
        && (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE);
  }

  private void readStream() {
    if (stream != null) {
      refuse("the body says twice whether to stream", "stream", "keep one of them");
      return;
    }
    Token value = cursor.next();
    if (value == Token.TRUE) {
      stream = Boolean.TRUE;
    } else if (value == Token.FALSE || value == Token.NULL) {
      stream = Boolean.FALSE;
    } else if (value != Token.BAD) {
      refuse("\"stream\" is no boolean", "stream", "send true, false or null");
    }
  }

  /** The old completions API answers each text, or each list of tokens, in a list of prompts. */
  private void readPrompts() {
    prompts = 1;
    if (cursor.token() != Token.ARRAY_START) {
      cursor.skip();
      return;
    }
    int found = 0;
    while (cursor.next() != Token.ARRAY_END && cursor.token() != Token.BAD) {
      found += cursor.token() == Token.NUMBER ? 0 : 1;
      cursor.skip();
    }
    prompts = Math.max(1, found);
  }

  private void readStreamOptions() {
    namesStreamOptions = true;
    if (cursor.token() != Token.OBJECT_START) {
      cursor.skip();
      return;
    }
    while (cursor.next() == Token.KEY) {
      boolean usage = cursor.is("include_usage");
      cursor.next();
      asksUsage = usage ? cursor.token() == Token.TRUE : asksUsage;
      cursor.skip();
    }
  }

  private void refuse(String what, String fix) {
    String where = "request body, byte %d".formatted(cursor.offset());
    fault = Fault.of(FaultKind.MALFORMED_REQUEST, what, where, fix);
  }

  private void refuse(String what, String field, String fix) {
    refuse(what, fix);
    fault = fault == null ? null : fault.withParam(field);
  }
}
