package io.crossfade.core.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.crossfade.core.fault.ErrorStory;
import io.crossfade.core.fault.Fault;
import io.crossfade.core.fault.FaultKind;
import io.crossfade.core.fault.SecretMask;
import io.crossfade.core.json.JsonCursor;
import io.crossfade.core.json.JsonCursor.Token;
import io.crossfade.core.usage.Usage;
import io.crossfade.core.usage.UsageReader;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/** What the readers of all dialects share: the marks of a stream, and its failure. */
abstract class EventReader implements StreamReader {
  private static final ByteBuf DONE = ascii("[DONE]");
  private static final ByteBuf ERROR = ascii("error");

  private final UsageReader usage = new UsageReader();
  private boolean doneMarker;
  private boolean sawAnyEvent;
  private long contents;
  private @Nullable Fault fault;

  @Override
  public final Sign read(ByteBuf name, ByteBuf data) {
    if (!data.isReadable()) {
      return Sign.OTHER;
    }
    boolean wasWhole = isKnownWhole();
    if (ByteBufUtil.equals(data, DONE)) {
      doneMarker = true;
      return Sign.DONE;
    }
    sawAnyEvent = true;
    Sign sign = ByteBufUtil.equals(name, ERROR) ? Sign.ERROR : readEvent(name, data);
    if (sign == Sign.ERROR && !wasWhole) {
      fault = fault == null ? faultOf(ErrorStory.read(data)) : fault;
    }
    contents += sign == Sign.CONTENT ? 1 : 0;
    return sign;
  }

  /** Reads an event with data that is neither {@code [DONE]} nor named an error. */
  abstract Sign readEvent(ByteBuf name, ByteBuf data);

  /** Whether the answer's end has been seen, so that a later error takes nothing from it. */
  boolean isKnownWhole() {
    return terminal();
  }

  @Override
  public boolean expectsDoneMarker() {
    return false;
  }

  @Override
  public final boolean doneMarker() {
    return doneMarker;
  }

  @Override
  public final boolean sawAnyEvent() {
    return sawAnyEvent;
  }

  @Override
  public final boolean sawContent() {
    return contents > 0;
  }

  @Override
  public final Usage usage() {
    return usage.usage();
  }

  /** Takes in the value of a {@code usage} field. */
  final void readUsage(JsonCursor value) {
    usage.read(value);
  }

  /**
   * Takes in the {@code usage} of the object under the cursor.
   *
   * @param inner field with an object that may have it instead
   */
  final void readUsageIn(JsonCursor object, String inner) {
    if (object.token() != Token.OBJECT_START) {
      object.skip();
      return;
    }
    while (object.next() == Token.KEY) {
      boolean isUsage = object.is("usage");
      boolean isInner = object.is(inner);
      object.next();
      if (isUsage) {
        usage.read(object);
      } else if (isInner) {
        readUsageIn(object, inner);
      } else {
        object.skip();
      }
    }
  }

  /** One for each piece of content, which is what most providers send a token as. */
  @Override
  public long tokensSeen() {
    return contents;
  }

  @Override
  public final @Nullable Fault fault() {
    return fault;
  }

  static ByteBuf ascii(String text) {
    return Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(text.getBytes(US_ASCII)));
  }

  private Fault faultOf(ErrorStory story) {
    String said = SecretMask.sanitise(story.badKey() ? "" : story.message());
    return Fault.of(
        kind(story),
        said.isEmpty() ? "the provider reported an error" : "the provider reported: " + said,
        "provider's stream",
        story.callersFault() ? "change the request as the message says" : "try again later");
  }

  /** Before content another attempt may still answer, so the fault is a failed call's. */
  private FaultKind kind(ErrorStory story) {
    if (story.callersFault()) {
      return FaultKind.STREAM_CALLER_FAULT;
    }
    return sawContent() ? FaultKind.STREAM_ERROR_EVENT : FaultKind.STREAM_EMPTY;
  }
}
