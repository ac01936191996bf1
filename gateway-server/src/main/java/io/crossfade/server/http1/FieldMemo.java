package io.crossfade.server.http1;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.crossfade.core.http.Field;
import io.netty.util.concurrent.FastThreadLocal;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Field lines that a thread has read more than once. Callers and providers say nearly the same in
 * every head; a line that is byte for byte one that was read and found right before is the same
 * field, and to read it again would only make the same strings.
 *
 * <p>A line comes in when it is the second in a row to claim its slot, so what differs each time
 * takes no room. Credentials never come in. What is kept is bounded: {@value #SLOTS} lines of at
 * most {@value #MOST_BYTES} bytes.
 */
final class FieldMemo {
  private static final int SLOTS = 512;
  private static final int FEWEST_BYTES = Long.BYTES;
  private static final int MOST_BYTES = 128;
  private static final long MIX = 0x9e37_79b9_7f4a_7c15L; // 2^64 divided by the golden ratio
  private static final Set<String> NEVER =
      Set.of(
          "authorization",
          "proxy-authorization",
          "x-api-key",
          "api-key",
          "x-goog-api-key",
          "cookie",
          "set-cookie");
  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final FastThreadLocal<FieldMemo> MEMOS =
      new FastThreadLocal<>() {
        @Override
        protected FieldMemo initialValue() {
          return new FieldMemo();
        }
      };

  private final @Nullable Known[] slots = new @Nullable Known[SLOTS];
  private final int[] claims = new int[SLOTS];

  /** A field, and the line it was read from, which nobody changes. */
  private static final class Known {
    private final byte[] line;
    private final Field field;

    Known(byte[] line, Field field) {
      this.line = line;
      this.field = field;
    }
  }

  /** The thread's own. */
  static FieldMemo mine() {
    return MEMOS.get();
  }

  /** The field that the line from one index to another is known to be, or null. */
  @Nullable Field find(byte[] octets, int from, int to) {
    if (!mayBeKept(from, to)) {
      return null;
    }
    Known there = slots[slot(hash(octets, from, to))];
    return there != null && Arrays.equals(there.line, 0, there.line.length, octets, from, to)
        ? there.field
        : null;
  }

  /** Whether a line has now come twice, so that it is worth a copy before it is read. */
  boolean wants(byte[] octets, int from, int to) {
    if (!mayBeKept(from, to)) {
      return false;
    }
    int hash = hash(octets, from, to);
    boolean again = claims[slot(hash)] == hash;
    claims[slot(hash)] = hash;
    return again;
  }

  /**
   * Keeps a field that was read without a flaw.
   *
   * @param line as it came, without its line end; owned by the memo from here on
   */
  void keep(byte[] line, Field field) {
    if (!NEVER.contains(field.name())) {
      String whole = field.name() + ": " + field.value() + "\r\n";
      Field complete = new Field(field.name(), field.value(), whole.getBytes(ISO_8859_1));
      slots[slot(hash(line, 0, line.length))] = new Known(line, complete);
    }
  }

  private static boolean mayBeKept(int from, int to) {
    return to - from >= FEWEST_BYTES && to - from <= MOST_BYTES;
  }

  /** Of both ends, where lines differ, and the middle. */
  private static int hash(byte[] octets, int from, int to) {
    long first = (long) EIGHT.get(octets, from);
    long last = (long) EIGHT.get(octets, to - Long.BYTES);
    long middle = (long) EIGHT.get(octets, (from + to - Long.BYTES) >>> 1);
    long mixed = ((first * MIX ^ last) * MIX ^ middle) * MIX + (to - from);
    return (int) (mixed >>> 32);
  }

  private static int slot(int hash) {
    return hash & (SLOTS - 1);
  }
}
