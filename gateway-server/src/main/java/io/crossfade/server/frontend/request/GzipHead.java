package io.crossfade.server.frontend.request;

import io.netty.buffer.ByteBuf;
import java.util.zip.DataFormatException;

/** Reads past the head of a gzip member (RFC 1952 §2.3), wherever it is cut. */
final class GzipHead {
  /** Checksum and length after the compressed bytes. */
  static final int TRAILER_BYTES = 8;

  private static final int FIXED_BYTES = 10;
  private static final int MAGIC_FIRST = 0x1f;
  private static final int MAGIC_SECOND = 0x8b;
  private static final int DEFLATE = 8;
  private static final int CHECKSUM_FLAG = 2;
  private static final int EXTRA_FLAG = 4;
  private static final int NAME_FLAG = 8;
  private static final int COMMENT_FLAG = 16;
  private static final int KNOWN_FLAGS = 31;

  private enum Part {
    FIXED,
    EXTRA_LENGTH,
    EXTRA,
    NAME,
    COMMENT,
    CHECKSUM,
    DONE
  }

  private Part part = Part.FIXED;
  private int flags;
  private int at;
  private int extra;

  boolean done() {
    return part == Part.DONE;
  }

  /** Reads on; true once the head is whole and {@code in} stands at the compressed bytes. */
  boolean read(ByteBuf in) throws DataFormatException {
    while (part != Part.DONE && in.isReadable()) {
      take(in.readUnsignedByte());
    }
    return part == Part.DONE;
  }

  private void take(int octet) throws DataFormatException {
    switch (part) {
      case FIXED -> fixed(octet);
      case EXTRA_LENGTH -> {
        extra |= octet << (8 * at++);
        if (at == 2) {
          enter(extra > 0 ? Part.EXTRA : Part.NAME);
        }
      }
      case EXTRA -> leaveAt(extra, Part.NAME);
      case NAME -> leaveAtZero(octet, Part.COMMENT);
      case COMMENT -> leaveAtZero(octet, Part.CHECKSUM);
      case CHECKSUM -> leaveAt(2, Part.DONE);
      case DONE -> throw new IllegalStateException("the head has ended");
    }
  }

  private void fixed(int octet) throws DataFormatException {
    boolean bad =
        switch (at++) {
          case 0 -> octet != MAGIC_FIRST;
          case 1 -> octet != MAGIC_SECOND;
          case 2 -> octet != DEFLATE;
          case 3 -> (flags = octet) > KNOWN_FLAGS;
          default -> false;
        };
    if (bad) {
      throw new DataFormatException("no gzip");
    }
    if (at == FIXED_BYTES) {
      enter(Part.EXTRA_LENGTH);
    }
  }

  private void leaveAt(int bytes, Part next) {
    if (++at == bytes) {
      enter(next);
    }
  }

  private void leaveAtZero(int octet, Part next) {
    if (octet == 0) {
      enter(next);
    }
  }

  /** Goes to a part, or past it where the flags say it is not there. */
  private void enter(Part next) {
    at = 0;
    part =
        switch (next) {
          case EXTRA_LENGTH -> has(EXTRA_FLAG) ? next : past(Part.NAME);
          case NAME -> has(NAME_FLAG) ? next : past(Part.COMMENT);
          case COMMENT -> has(COMMENT_FLAG) ? next : past(Part.CHECKSUM);
          case CHECKSUM -> has(CHECKSUM_FLAG) ? next : Part.DONE;
          case FIXED, EXTRA, DONE -> next;
        };
  }

  private Part past(Part next) {
    enter(next);
    return part;
  }

  private boolean has(int flag) {
    return (flags & flag) != 0;
  }
}
