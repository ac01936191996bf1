package io.crossfade.server.http1;

import io.crossfade.core.http.Field;
import io.crossfade.core.http.Headers;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of a head (RFC 9112 §5) and refuses every form that two readers could read in
 * two ways.
 */
public final class FieldReader {
  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private FieldReader() {}

  /**
   * Reads all fields.
   *
   * @param octets holds a head whose end {@link HeadEnd} found; changed by the reading
   * @param from index of the first byte after the start line
   * @param to index past the empty line that ends the head
   * @param into gets the fields in wire order
   * @return what is wrong, or null; then {@code into} may hold some fields
   */
  public static @Nullable Flaw read(byte[] octets, int from, int to, Headers into) {
    FieldMemo memo = FieldMemo.mine();
    int at = from;
    while (at < to - 2) {
      int end = lineEnd(octets, at);
      boolean ended = octets[end] == Octets.CR && octets[end + 1] == Octets.LF;
      Field known = ended ? memo.find(octets, at, end) : null;
      if (known == null) {
        byte[] line = memo.wants(octets, at, end) ? Arrays.copyOfRange(octets, at, end) : null;
        Flaw flaw = readLine(octets, at, end, into);
        if (flaw != null) {
          return at == from && flaw == Flaw.OBS_FOLD ? Flaw.BLANK_BEFORE_FIRST_FIELD : flaw;
        }
        if (line != null) {
          memo.keep(line, into.field(into.size() - 1));
        }
      } else {
        into.add(known);
      }
      at = end + 2;
    }
    return null;
  }

  /** Reads one field that ends before {@code end}, where its CR should be. */
  private static @Nullable Flaw readLine(byte[] octets, int at, int end, Headers into) {
    int colon = at;
    int hash = 0;
    for (byte lower = Octets.tokenLower(octets[colon]);
        lower != 0;
        lower = Octets.tokenLower(octets[++colon])) {
      octets[colon] = lower;
      hash = 31 * hash + lower;
    }
    if (octets[colon] != ':' || colon == at) {
      return badName(octets, at, colon);
    }
    if (octets[end] != Octets.CR || octets[end + 1] != Octets.LF) {
      return octets[end] == Octets.CR ? Flaw.BARE_CR : Flaw.CONTROL_BYTE;
    }
    into.add(FieldNames.of(octets, at, colon - at, hash), trimmed(octets, colon + 1, end));
    return null;
  }

  /** Index of the first control byte; the head's last CR stops the search at the latest. */
  private static int lineEnd(byte[] octets, int from) {
    int at = from;
    while (at <= octets.length - Long.BYTES && !mayHoldControl((long) EIGHT.get(octets, at))) {
      at += Long.BYTES;
    }
    while (!Octets.isControl(octets[at])) {
      at++;
    }
    return at;
  }

  /** Whether one of eight bytes is below a blank or DEL; HTAB is, though it is no control here. */
  private static boolean mayHoldControl(long eight) {
    long ascii = eight & 0x7f7f7f7f7f7f7f7fL;
    long fromBlank = ascii + 0x6060606060606060L;
    long del = ascii + 0x0101010101010101L;
    return ((~fromBlank | del) & ~eight & 0x8080808080808080L) != 0;
  }

  private static String trimmed(byte[] octets, int from, int to) {
    int start = from;
    int end = to;
    while (start < end && Octets.isBlank(octets[start])) {
      start++;
    }
    while (start < end && Octets.isBlank(octets[end - 1])) {
      end--;
    }
    return new String(octets, start, end - start, StandardCharsets.ISO_8859_1);
  }

  private static Flaw badName(byte[] octets, int start, int stop) {
    byte culprit = octets[stop];
    if (Octets.isBlank(culprit)) {
      return stop > start ? Flaw.BLANK_BEFORE_COLON : Flaw.OBS_FOLD;
    }
    if (culprit == Octets.CR) {
      return octets[stop + 1] == Octets.LF ? Flaw.NO_COLON : Flaw.BARE_CR;
    }
    return Octets.isControl(culprit) ? Flaw.CONTROL_BYTE : Flaw.BAD_FIELD_NAME;
  }
}
