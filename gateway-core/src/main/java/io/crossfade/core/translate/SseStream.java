package io.crossfade.core.translate;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.chat.ChatEvent;
import io.crossfade.core.fault.Fault;
import io.crossfade.core.fault.FaultKind;
import io.crossfade.core.fault.Result;
import io.crossfade.core.json.JsonTrees;
import io.crossfade.core.sse.EventCutter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.function.Consumer;

/** A stream of server-sent events with a JSON object in each, however it is cut. */
public abstract class SseStream implements ProviderStream {
  private static final byte[] BLANK_LINE = {'\n', '\n'};
  private static final String DONE = "[DONE]";

  private final EventCutter cutter = new EventCutter(EventCutter.DEFAULT_MAX_EVENT_BYTES);
  private boolean failed;

  /**
   * Reads one event.
   *
   * @param name of the event, empty when it has none
   * @param data never null, and no {@code [DONE]}
   */
  protected abstract void event(String name, ObjectNode data, Consumer<ChatEvent> events);

  /** The mark {@code [DONE]} came. */
  protected void done(Consumer<ChatEvent> events) {
    events.accept(new ChatEvent.Ended());
  }

  @Override
  public final void piece(ByteBuf piece, Consumer<ChatEvent> events) {
    cutter.add(piece);
    readEvents(events);
    cutter.take().release();
    Fault tooLarge = cutter.fault();
    if (tooLarge != null) {
      fail(tooLarge, events);
    }
  }

  @Override
  public final void end(Consumer<ChatEvent> events) {
    ByteBuf rest = cutter.takeRest();
    if (rest.isReadable() && !failed) {
      cutter.add(Unpooled.wrappedBuffer(rest, Unpooled.wrappedBuffer(BLANK_LINE)));
      readLast(events);
    } else {
      rest.release();
    }
  }

  @Override
  public final void release() {
    cutter.release();
  }

  private void readEvents(Consumer<ChatEvent> events) {
    while (!failed && cutter.next()) {
      read(cutter.name().toString(UTF_8), cutter.data(), events);
    }
  }

  /** Half an event is no failure of its own: the stream broke off, and its end says so. */
  private void readLast(Consumer<ChatEvent> events) {
    while (cutter.next()) {
      ByteBuf data = cutter.data();
      if (isDone(data) || JsonTrees.object(data) instanceof Result.Ok<ObjectNode>) {
        read(cutter.name().toString(UTF_8), data, events);
      }
    }
    cutter.take().release();
  }

  private void read(String name, ByteBuf data, Consumer<ChatEvent> events) {
    if (!data.isReadable()) {
      return;
    }
    if (isDone(data)) {
      done(events);
      return;
    }
    switch (JsonTrees.object(data)) {
      case Result.Ok<ObjectNode>(ObjectNode tree) -> event(name, tree, events);
      case Result.Err<ObjectNode> _ -> fail(unreadable(), events);
    }
  }

  /** Ends the stream with a failure; what comes behind it is not read. */
  protected final void fail(Fault fault, Consumer<ChatEvent> events) {
    if (!failed) {
      failed = true;
      events.accept(new ChatEvent.Failed(fault));
    }
  }

  private static boolean isDone(ByteBuf data) {
    return data.readableBytes() < 16 && data.toString(UTF_8).strip().equals(DONE);
  }

  private static Fault unreadable() {
    return Fault.of(
        FaultKind.STREAM_BROKEN_OFF,
        "an event of the stream was not a JSON object",
        "provider's stream",
        "try again later");
  }
}
