package io.crossfade.server.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a stream event by event. It expects the plainest form, LF line ends and a blank line after
 * each event, so that a stream altered on its way shows.
 */
public final class SseReader {
  private final RawReader in;
  private String ahead = "";

  SseReader(RawReader in) {
    this.in = in;
  }

  /** The next event without its blank line, or null when the body is whole. */
  public @Nullable String next() {
    while (!ahead.contains("\n\n")) {
      byte[] piece = in.piece();
      if (piece.length == 0) {
        return null;
      }
      ahead += new String(piece, ISO_8859_1);
    }
    int end = ahead.indexOf("\n\n");
    String event = ahead.substring(0, end);
    ahead = ahead.substring(end + 2);
    return decoded(event);
  }

  /** Decoded event by event: a character cut in two by a chunk is whole again here. */
  private static String decoded(String latin1) {
    return new String(latin1.getBytes(ISO_8859_1), UTF_8);
  }

  /** Every event up to the end of the body. */
  public List<String> toEnd() {
    List<String> events = new ArrayList<>();
    for (String event = next(); event != null; event = next()) {
      events.add(event);
    }
    return events;
  }

  /** What is left over at the end without a blank line after it; empty in a whole stream. */
  public String unfinished() {
    return decoded(ahead);
  }
}
