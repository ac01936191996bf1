package io.crossfade.loadtest.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;

/** As much of a message's head as tells what it is and where it ends. */
public final class Head {
  static final int INCOMPLETE = -1;
  private static final byte[] LENGTH = "content-length:".getBytes(US_ASCII);
  private static final byte[] CODING = "transfer-encoding: chunked".getBytes(US_ASCII);
  private static final int STATUS_AT = "HTTP/1.1 ".length();
  private static final int LOWER = 0x20;

  private int status;
  private long contentLength;
  private boolean chunked;

  /** Of an answer; meaningless for a request. */
  public int status() {
    return status;
  }

  /** 0 without a body. */
  public long contentLength() {
    return contentLength;
  }

  public boolean isChunked() {
    return chunked;
  }

  /** Reads a head without moving the reader index; its length, or {@link #INCOMPLETE}. */
  int scan(ByteBuf in) {
    int start = in.readerIndex();
    int line = start;
    contentLength = 0;
    chunked = false;
    while (true) {
      int feed = in.indexOf(line, in.writerIndex(), (byte) '\n');
      if (feed < 0) {
        return INCOMPLETE;
      }
      if (feed == line + 1) {
        return feed + 1 - start;
      }
      line(in, line, feed - 1, line == start);
      line = feed + 1;
    }
  }

  private void line(ByteBuf in, int from, int to, boolean first) {
    if (first) {
      status = (int) number(in, from + STATUS_AT, from + STATUS_AT + 3);
    } else if (starts(in, from, to, LENGTH)) {
      contentLength = number(in, from + LENGTH.length, to);
    } else if (starts(in, from, to, CODING)) {
      chunked = true;
    }
  }

  private static boolean starts(ByteBuf in, int from, int to, byte[] text) {
    if (to - from < text.length) {
      return false;
    }
    for (int i = 0; i < text.length; i++) {
      byte octet = in.getByte(from + i);
      if (octet != text[i] && (octet | LOWER) != text[i]) {
        return false;
      }
    }
    return true;
  }

  private static long number(ByteBuf in, int from, int to) {
    long number = 0;
    for (int i = from; i < to; i++) {
      int digit = in.getByte(i) - '0';
      number = digit >= 0 && digit <= 9 ? number * 10 + digit : number;
    }
    return number;
  }
}
