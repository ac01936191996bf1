package io.crossfade.core.sse;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;

/** Where one event's name and data stand in the bytes held; other fields are passed over. */
final class EventFields {
  private static final int DATA = 0x64617461;
  private static final int EVEN = 0x6576656E;
  private static final int DATA_CHARS = 4;
  private static final int EVENT_CHARS = 5;
  private static final int USUAL_LINES = 2;

  private int nameStart;
  private int nameEnd;
  private int[] lines = new int[2 * USUAL_LINES];
  private int size;

  void clear() {
    nameStart = 0;
    nameEnd = 0;
    size = 0;
  }

  /** Follows the bytes to another place. */
  void shift(int by) {
    nameStart += by;
    nameEnd += by;
    for (int i = 0; i < 2 * size; i++) {
      lines[i] += by;
    }
  }

  /** Reads one line, its end left out, which is not blank. */
  void read(ByteBuf bytes, int start, int end) {
    if (end - start < DATA_CHARS) {
      return;
    }
    int word = bytes.getInt(start);
    if (word == DATA && isField(bytes, start + DATA_CHARS, end)) {
      addLine(valueStart(bytes, start + DATA_CHARS, end), end);
    } else if (word == EVEN && isEvent(bytes, start, end)) {
      nameStart = valueStart(bytes, start + EVENT_CHARS, end);
      nameEnd = end;
    }
  }

  int afterByteOrderMark(ByteBuf bytes, int start, int end) {
    return end - start >= 3 && bytes.getUnsignedMedium(start) == 0xEFBBBF ? start + 3 : start;
  }

  ByteBuf name(ByteBuf bytes) {
    int length = nameEnd - nameStart;
    return length == 0 ? Unpooled.EMPTY_BUFFER : bytes.slice(nameStart, length);
  }

  ByteBuf data(ByteBuf bytes) {
    return switch (size) {
      case 0 -> Unpooled.EMPTY_BUFFER;
      case 1 -> bytes.slice(lines[0], lines[1] - lines[0]);
      default -> joined(bytes);
    };
  }

  private ByteBuf joined(ByteBuf bytes) {
    ByteBuf all = Unpooled.buffer(lines[2 * size - 1] - lines[0]);
    for (int i = 0; i < 2 * size; i += 2) {
      if (i > 0) {
        all.writeByte('\n');
      }
      all.writeBytes(bytes, lines[i], lines[i + 1] - lines[i]);
    }
    return all;
  }

  private void addLine(int start, int end) {
    if (2 * size == lines.length) {
      lines = Arrays.copyOf(lines, 2 * lines.length);
    }
    lines[2 * size] = start;
    lines[2 * size + 1] = end;
    size++;
  }

  private static boolean isEvent(ByteBuf bytes, int start, int end) {
    return end - start >= EVENT_CHARS
        && bytes.getByte(start + DATA_CHARS) == 't'
        && isField(bytes, start + EVENT_CHARS, end);
  }

  private static boolean isField(ByteBuf bytes, int nameEnd, int end) {
    return nameEnd == end || bytes.getByte(nameEnd) == ':';
  }

  private static int valueStart(ByteBuf bytes, int colon, int end) {
    int start = Math.min(colon + 1, end);
    return start < end && bytes.getByte(start) == ' ' ? start + 1 : start;
  }
}
