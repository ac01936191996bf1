package io.crossfade.core.json;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** Puts another model id into a request body and leaves every other byte as it was. */
public final class ModelSplice {
  /** Up to this size one copy is cheaper than three buffers in one. */
  private static final int COPY_BYTES = 4 * 1024;

  private ModelSplice() {}

  /**
   * Returns the body with the model's text replaced.
   *
   * @param body stays the caller's own, and unchanged; the answer shares its memory when large
   * @param facts of this very body; without a model in it nothing is replaced
   * @param model the id to put in, escaped here
   * @return a buffer the caller releases
   */
  public static ByteBuf replace(ByteBuf body, BodyFacts facts, String model) {
    if (facts.model() == null || model.equals(facts.model())) {
      return body.retainedDuplicate();
    }
    int from = body.readerIndex() + facts.modelStart();
    int to = body.readerIndex() + facts.modelEnd();
    byte[] text = JsonStringEncoder.getInstance().quoteAsUTF8(model);
    return body.readableBytes() + text.length <= COPY_BYTES
        ? copied(body, from, to, text)
        : composed(body, from, to, text);
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
