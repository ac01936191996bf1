package io.crossfade.server.http1;

import org.jspecify.annotations.Nullable;

/** Checks trailers byte by byte and keeps none: a trailer never acts as a header here. */
final class TrailerCheck {

  private enum State {
    LINE_START,
    NAME,
    VALUE,
    FEED,
    LAST_FEED,
    DONE
  }

  private final HeadLimits limits;
  private State state = State.LINE_START;
  private int bytes;
  private int lineBytes;
  private int fields;

  TrailerCheck(HeadLimits limits) {
    this.limits = limits;
  }

  void reset() {
    state = State.LINE_START;
    bytes = 0;
    lineBytes = 0;
    fields = 0;
  }

  boolean done() {
    return state == State.DONE;
  }

  /** Takes one more byte; says what is wrong with it, or null. */
  @Nullable Flaw check(byte octet) {
    if (++bytes > limits.headBytes() || ++lineBytes > limits.fieldBytes() + 2) {
      return Flaw.TRAILERS_TOO_LONG;
    }
    State next = after(octet);
    if (next == null) {
      return octet == Octets.LF ? Flaw.BARE_LF : Flaw.BAD_TRAILER;
    }
    state = next;
    return fields > limits.fieldCount() ? Flaw.TRAILERS_TOO_LONG : null;
  }

  private @Nullable State after(byte octet) {
    return switch (state) {
      case LINE_START -> lineStart(octet);
      case NAME -> name(octet);
      case VALUE -> value(octet);
      case FEED -> octet == Octets.LF ? nextLine() : null;
      case LAST_FEED -> octet == Octets.LF ? State.DONE : null;
      case DONE -> throw new IllegalStateException("the trailers have ended");
    };
  }

  private @Nullable State lineStart(byte octet) {
    if (octet == Octets.CR) {
      return State.LAST_FEED;
    }
    fields++;
    return Octets.isToken(octet) ? State.NAME : null;
  }

  private static @Nullable State name(byte octet) {
    if (octet == ':') {
      return State.VALUE;
    }
    return Octets.isToken(octet) ? State.NAME : null;
  }

  private static @Nullable State value(byte octet) {
    if (octet == Octets.CR) {
      return State.FEED;
    }
    return Octets.isControl(octet) ? null : State.VALUE;
  }

  private State nextLine() {
    lineBytes = 0;
    return State.LINE_START;
  }
}
