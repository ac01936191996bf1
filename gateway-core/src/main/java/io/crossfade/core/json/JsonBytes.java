package io.crossfade.core.json;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.util.concurrent.FastThreadLocal;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a document, read forward through an array: the buffer's own where it has one, else a
 * window that is filled again and again, so that a body off the heap is never copied whole.
 *
 * <p>Offsets count from the document's first byte. Strings are skipped eight bytes at a time with
 * the "find a zero byte" trick of Henry Warren, Hacker's Delight, section 6-1.
 */
final class JsonBytes {
  static final int END = -1;

  private static final int WINDOW_BYTES = 16 * 1024;
  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long HIGH = 0x8080_8080_8080_8080L;
  private static final long TWOS = 2 * ONES;
  private static final long LOWEST_PLAIN = 0x21 * ONES;
  private static final long BACKSLASHES = '\\' * ONES;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** A thread's window, lent to one cursor at a time; a second one makes its own. */
  private static final FastThreadLocal<Scratch> SCRATCH =
      new FastThreadLocal<>() {
        @Override
        protected Scratch initialValue() {
          return new Scratch();
        }
      };

  private static final class Scratch {
    private final byte[] window = new byte[WINDOW_BYTES];
    private boolean lent;
  }

  private static final byte[] NOTHING = {};

  private ByteBuf source = Unpooled.EMPTY_BUFFER;
  private byte[] window = NOTHING;
  private @Nullable Scratch borrowed;
  private int at;
  private int limit;
  private int base;
  private int filled;
  private boolean escaped;

  /** Starts at the buffer's reader index, which stays where it is. */
  void open(ByteBuf document) {
    giveBack();
    source = document;
    if (document.hasArray()) {
      window = document.array();
      at = document.arrayOffset() + document.readerIndex();
      limit = at + document.readableBytes();
      base = -at;
      filled = document.readableBytes();
    } else {
      borrow();
      at = 0;
      limit = 0;
      base = 0;
      filled = 0;
    }
  }

  /** Lets go of the buffer and gives the window back. */
  void close() {
    giveBack();
    window = NOTHING;
    source = Unpooled.EMPTY_BUFFER;
    at = 0;
    limit = 0;
    filled = 0;
  }

  private void borrow() {
    Scratch mine = SCRATCH.get();
    if (mine.lent) {
      window = new byte[WINDOW_BYTES];
    } else {
      mine.lent = true;
      borrowed = mine;
      window = mine.window;
    }
  }

  private void giveBack() {
    if (borrowed != null) {
      borrowed.lent = false;
      borrowed = null;
    }
  }

  /** Whether the string skipped last holds a backslash. */
  boolean escaped() {
    return escaped;
  }

  void escaped(boolean found) {
    escaped = found;
  }

  int offset() {
    return base + at;
  }

  ByteBuf source() {
    return source;
  }

  /** The byte under the cursor, unsigned, or {@link #END}. */
  int peek() {
    return at < limit || refill() ? window[at] & 0xFF : END;
  }

  /** Like {@link #peek}, and moves on. */
  int next() {
    return at < limit || refill() ? window[at++] & 0xFF : END;
  }

  void advance() {
    at++;
  }

  /** The first byte that is no white space, which becomes the one under the cursor. */
  int skipSpace() {
    int b = peek();
    while (b == ' ' || b == '\n' || b == '\r' || b == '\t') {
      at++;
      b = peek();
    }
    return b;
  }

  /** How many digits stood under the cursor, which is now behind them. */
  int skipDigits() {
    int count = 0;
    int b = peek();
    while (b >= '0' && b <= '9') {
      at++;
      count++;
      b = peek();
    }
    return count;
  }

  /** Moves to the next byte of a string that needs a look: quote, backslash, control, non-ASCII. */
  void skipPlain() {
    do {
      skipPlainInWindow();
    } while (at == limit && refill());
  }

  private void skipPlainInWindow() {
    byte[] bytes = window;
    int here = at;
    while (true) {
      here = plainEnd(bytes, here, limit);
      if (here == limit || bytes[here] >= 0) {
        break;
      }
      int after = Utf8.skip(bytes, here, limit);
      if (after == here) {
        break;
      }
      here = after;
    }
    at = here;
  }

  /** Index of the next byte that is not plain ASCII, or the limit. */
  private static int plainEnd(byte[] bytes, int from, int limit) {
    int here = from;
    int last = limit - Long.BYTES;
    while (here <= last) {
      long marks = marks((long) LONGS.get(bytes, here));
      if (marks != 0) {
        return here + (Long.numberOfTrailingZeros(marks) >>> 3);
      }
      here += Long.BYTES;
    }
    while (here < limit && isPlain(bytes[here])) {
      here++;
    }
    return here;
  }

  /**
   * High bit set in each byte that needs a look; bits above the lowest set one may be false. With
   * its second bit flipped a quote becomes a space and all controls stay below it, so that one
   * subtraction finds both.
   */
  private static long marks(long word) {
    long quotesAndControls = (word ^ TWOS) - LOWEST_PLAIN;
    long backslashes = (word ^ BACKSLASHES) - ONES;
    return (quotesAndControls | backslashes | word) & HIGH;
  }

  static boolean isPlain(byte b) {
    return b >= ' ' && b != '"' && b != '\\';
  }

  /** The byte at an offset that was passed already. */
  byte at(int offset) {
    int index = offset - base;
    return index >= 0 && index < limit
        ? window[index]
        : source.getByte(source.readerIndex() + offset);
  }

  /** Whether the bytes from {@code start} on are these ASCII characters. */
  boolean matches(int start, String ascii) {
    int from = start - base;
    return (from >= 0 && from + ascii.length() <= limit)
        ? matchesWindow(from, ascii)
        : matchesSource(source.readerIndex() + start, ascii);
  }

  private boolean matchesWindow(int from, String ascii) {
    for (int i = 0; i < ascii.length(); i++) {
      if (window[from + i] != ascii.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private boolean matchesSource(int from, String ascii) {
    for (int i = 0; i < ascii.length(); i++) {
      if (source.getByte(from + i) != ascii.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private boolean refill() {
    int left = source.readableBytes() - filled;
    if (left == 0) {
      return false;
    }
    int count = Math.min(left, WINDOW_BYTES);
    source.getBytes(source.readerIndex() + filled, window, 0, count);
    base = filled;
    at = 0;
    limit = count;
    filled += count;
    return true;
  }
}
