package io.crossfade.core.wire.path;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNullElse;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decodes a path segment by segment, and finds what could make two servers read one path
 * differently: dots that climb, slashes and dots in disguise, parameters behind semicolons, control
 * bytes, broken escapes.
 */
final class Paths {
  private static final int ESCAPE_CHARS = 3;

  private Paths() {}

  /** Segments behind the leading slash, percent-encoding kept. */
  static List<String> segments(String path) {
    List<String> segments = new ArrayList<>();
    int start = 1;
    for (int slash = path.indexOf('/', 1); slash >= 0; slash = path.indexOf('/', start)) {
      segments.add(path.substring(start, slash));
      start = slash + 1;
    }
    segments.add(path.substring(Math.min(start, path.length())));
    return segments;
  }

  /** Segments of a path that is proven safe, decoded. */
  static List<String> decoded(List<String> segments) {
    return segments.stream().map(segment -> requireNonNullElse(decode(segment, true), "")).toList();
  }

  /**
   * Decodes one segment once.
   *
   * @param free whether slashes and dots may be encoded in it, because it is an id as a whole
   * @return the text, or null when the segment is not safe
   */
  static @Nullable String decode(String segment, boolean free) {
    if (segment.indexOf('%') < 0) {
      return isSafe(segment) ? segment : null;
    }
    String text = unescape(segment, free);
    return text != null && isSafe(text) ? text : null;
  }

  private static boolean isSafe(String text) {
    return !text.contains("..")
        && !text.equals(".")
        && text.chars().noneMatch(c -> c == '\\' || c == ';' || Character.isISOControl(c));
  }

  private static @Nullable String unescape(String segment, boolean free) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(segment.length());
    int at = 0;
    while (at < segment.length()) {
      char c = segment.charAt(at);
      if (c != '%') {
        bytes.write(c);
        at++;
        continue;
      }
      int value = escape(segment, at);
      if (value < 0 || (!free && (value == '/' || value == '.'))) {
        return null;
      }
      bytes.write(value);
      at += ESCAPE_CHARS;
    }
    return utf8(bytes.toByteArray());
  }

  private static int escape(String segment, int at) {
    if (at + ESCAPE_CHARS > segment.length()) {
      return -1;
    }
    int high = hex(segment.charAt(at + 1));
    int low = hex(segment.charAt(at + 2));
    return high < 0 || low < 0 ? -1 : (high << 4) | low;
  }

  private static int hex(char c) {
    return c < 0x80 ? Character.digit(c, 16) : -1;
  }

  private static @Nullable String utf8(byte[] bytes) {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }
}
