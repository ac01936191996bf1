package io.crossfade.core.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** Puts another model id into a request body and leaves every other byte as it was. */
public final class ModelSplice {
  /** Up to this size one copy is cheaper than three buffers in one. */
  private static final int COPY_BYTES = 4 * 1024;

  private ModelSplice() {}

  /**
   * Returns the body with that model in place of its own, or in front of its other fields where it
   * names none.
   *
   * @param body stays the caller's own, and unchanged; the answer shares its memory when large
   * @param facts of this very body
   * @param model the id to put in, escaped here
   * @return a buffer the caller releases
   */
  public static ByteBuf put(ByteBuf body, BodyFacts facts, String model) {
    if (model.equals(facts.model())) {
      return body.retainedDuplicate();
    }
    String id = new String(JsonStringEncoder.getInstance().quoteAsUTF8(model), UTF_8);
    int from = body.readerIndex() + facts.modelStart();
    int to = body.readerIndex() + facts.modelEnd();
    if (facts.model() != null) {
      return put(body, from, to, id);
    }
    return facts.modelStart() < 0
        ? inserted(body, "\"" + id + "\"")
        : put(body, from, to, "\"" + id + "\"");
  }

  private static ByteBuf inserted(ByteBuf body, String model) {
    int at = body.indexOf(body.readerIndex(), body.writerIndex(), (byte) '{') + 1;
    return put(body, at, at, "\"model\":" + model + (isEmpty(body, at) ? "" : ","));
  }

  private static ByteBuf put(ByteBuf body, int from, int to, String utf8) {
    byte[] text = utf8.getBytes(UTF_8);
    return body.readableBytes() + text.length <= COPY_BYTES
        ? copied(body, from, to, text)
        : composed(body, from, to, text);
  }

  private static boolean isEmpty(ByteBuf object, int from) {
    int at = from;
    while (object.getByte(at) <= ' ') {
      at++;
    }
    return object.getByte(at) == '}';
  }

  private static ByteBuf copied(ByteBuf body, int from, int to, byte[] text) {
    return body.alloc()
        .buffer(body.readableBytes() - (to - from) + text.length)
        .writeBytes(body, body.readerIndex(), from - body.readerIndex())
        .writeBytes(text)
        .writeBytes(body, to, body.writerIndex() - to);
  }

  private static ByteBuf composed(ByteBuf body, int from, int to, byte[] text) {
    return body.alloc()
        .compositeBuffer()
        .addComponent(true, body.retainedSlice(body.readerIndex(), from - body.readerIndex()))
        .addComponent(true, Unpooled.wrappedBuffer(text))
        .addComponent(true, body.retainedSlice(to, body.writerIndex() - to));
  }
}
