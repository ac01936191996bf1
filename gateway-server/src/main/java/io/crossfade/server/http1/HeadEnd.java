package io.crossfade.server.http1;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Finds where a head ends while its bytes still come in, looking at each byte once. Lines that end
 * with a bare LF and heads beyond their limits are refused as soon as they show.
 */
public final class HeadEnd {
  /** More bytes are needed. */
  public static final int INCOMPLETE = -1;

  /** The head cannot become a good one; {@link #flaw} says why. */
  public static final int FLAWED = -2;

  private final HeadLimits limits;
  private int scanned;
  private int lineStart;
  private int lines;
  private int startLineEnd;
  private @Nullable Flaw flaw;

  public HeadEnd(HeadLimits limits) {
    this.limits = limits;
  }

  /**
   * Looks on from where the last call stopped.
   *
   * @param in begins with the head; its reader index may not move between calls for one head
   * @return bytes from the reader index through the empty line that ends the head; {@link
   *     #INCOMPLETE} or {@link #FLAWED}. An empty first line ends a head of two bytes.
   */
  public int find(ByteBuf in) {
    int base = in.readerIndex();
    int readable = in.readableBytes();
    while (flaw == null) {
      int feed = in.indexOf(base + scanned, base + readable, Octets.LF);
      if (feed < 0) {
        scanned = readable;
        flaw = tooLong(readable - lineStart - 1, readable);
        return flaw == null ? INCOMPLETE : FLAWED;
      }
      if (endLine(in, feed - base)) {
        return lineStart;
      }
    }
    return FLAWED;
  }

  /** Bytes of the start line with its line end, once the head was found. */
  public int startLineEnd() {
    return startLineEnd;
  }

  /** Why the head is refused, or null. */
  public @Nullable Flaw flaw() {
    return flaw;
  }

  /** Forgets the head, to look for the next one. */
  public void reset() {
    scanned = 0;
    lineStart = 0;
    lines = 0;
    startLineEnd = 0;
    flaw = null;
  }

  /** Takes note of the line that ends at {@code feed}; true when it was the empty one. */
  private boolean endLine(ByteBuf in, int feed) {
    int length = feed - 1 - lineStart;
    if (length < 0 || in.getByte(in.readerIndex() + feed - 1) != Octets.CR) {
      flaw = Flaw.BARE_LF;
      return false;
    }
    flaw = tooLong(length, feed + 1);
    lineStart = feed + 1;
    scanned = lineStart;
    if (lines++ == 0) {
      startLineEnd = lineStart;
    }
    return flaw == null && length == 0;
  }

  private @Nullable Flaw tooLong(int line, int head) {
    if (lines == 0) {
      return line > limits.startLineBytes() ? Flaw.START_LINE_TOO_LONG : null;
    }
    if (line > limits.fieldBytes()) {
      return Flaw.FIELD_TOO_LONG;
    }
    if (line > 0 && lines > limits.fieldCount()) {
      return Flaw.TOO_MANY_FIELDS;
    }
    return head > limits.headBytes() ? Flaw.HEAD_TOO_LONG : null;
  }
}
