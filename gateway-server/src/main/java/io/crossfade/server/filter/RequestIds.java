package io.crossfade.server.filter;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Request ids: the caller's own when it is sane and came once, else a new UUIDv7 (RFC 9562). */
public final class RequestIds {
  private static final int MAX_LENGTH = 128;
  private static final String MARKS = "._:@/+=-";

  private RequestIds() {}

  static String keptOrMade(List<String> sent) {
    return sent.size() == 1 && sane(sent.getFirst()) ? sent.getFirst() : made();
  }

  /** Whether a caller's id is kept: 1 to 128 characters of {@code [A-Za-z0-9._:@/+=-]}. */
  public static boolean sane(String id) {
    return !id.isEmpty() && id.length() <= MAX_LENGTH && id.chars().allMatch(RequestIds::allowed);
  }

  private static boolean allowed(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || MARKS.indexOf(c) >= 0;
  }

  /** A new id: 48 bits of the clock, so ids sort by time, and 74 random ones. */
  public static String made() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    long high = (System.currentTimeMillis() << 16) | 0x7000 | random.nextInt(0x1000);
    long low = (random.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low).toString();
  }
}
