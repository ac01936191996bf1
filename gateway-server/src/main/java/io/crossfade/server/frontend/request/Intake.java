package io.crossfade.server.frontend.request;

import io.crossfade.core.fault.Fault;
import io.crossfade.core.fault.Result;
import io.crossfade.server.http1.BodyDecoder;
import io.crossfade.server.http1.Flaw;
import io.crossfade.server.http1.HeadEnd;
import io.crossfade.server.http1.HeadLimits;
import io.crossfade.server.http1.Octets;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;

/**
 * What one caller sends, as a row of requests: head, body, head, body. Reads nothing beyond the
 * first fault; after one, the connection has to be closed.
 */
public final class Intake implements Pieces {
  private static final int MOST_DISCARDED_BYTES = 64 * 1024;

  private final RequestReader reader;
  private final HeadEnd headEnd;
  private final BodyDecoder decoder;
  private final Input input = new Input();
  private boolean blankSkipped;

  public Intake(RequestReader reader, HeadLimits limits) {
    this.reader = reader;
    this.headEnd = new HeadEnd(limits);
    this.decoder = new BodyDecoder(limits);
  }

  /**
   * Appends what was read.
   *
   * @param bytes owned by this object from here on
   */
  public void add(ByteBuf bytes, ByteBufAllocator allocator) {
    input.add(bytes, allocator);
  }

  public boolean isEmpty() {
    return input.isEmpty();
  }

  /** Bytes that were read and not used. */
  public int size() {
    return input.size();
  }

  /** Lets go of a buffer that is used up. */
  public void trim() {
    input.trim();
  }

  /** Drops all bytes. */
  public void clear() {
    input.clear();
  }

  /**
   * The next request, once the last one's body is done.
   *
   * @return null while its head is not whole
   */
  public @Nullable Result<Request> next() {
    int length = nextHead();
    if (!isEmpty() && !begins()) {
      return Result.err(RequestFaults.of(Flaw.BAD_START_LINE));
    }
    if (length == HeadEnd.INCOMPLETE) {
      return null;
    }
    if (length == HeadEnd.FLAWED) {
      Flaw flaw = headEnd.flaw();
      return Result.err(RequestFaults.of(flaw == null ? Flaw.BAD_START_LINE : flaw));
    }
    byte[] octets = Octets.copy(input.bytes(), length);
    Result<Request> read = reader.read(octets, headEnd.startLineEnd(), length);
    input.bytes().skipBytes(length);
    headEnd.reset();
    blankSkipped = false;
    if (read instanceof Result.Ok<Request>(Request request)) {
      decoder.expect(request.framing());
    }
    return read;
  }

  /**
   * The next piece of the body.
   *
   * @return owned by the caller of this method; null when none is there
   */
  @Override
  public @Nullable ByteBuf nextPiece() {
    return decoder.next(input.bytes());
  }

  @Override
  public boolean bodyDone() {
    return decoder.done();
  }

  /** What makes the body unreadable, or null. */
  @Override
  public @Nullable Fault bodyFault() {
    Flaw flaw = decoder.flaw();
    return flaw == null ? null : RequestFaults.of(flaw);
  }

  /** Whether the last byte of the body was read, if not yet used. */
  public boolean bodyArrived() {
    return decoder.done() || (decoder.remaining() >= 0 && decoder.remaining() <= input.size());
  }

  /** Whether reading the rest of the body costs less than a new connection. */
  public boolean restIsSmall() {
    return decoder.done()
        || (decoder.remaining() >= 0 && decoder.remaining() <= MOST_DISCARDED_BYTES);
  }

  /** Ignores one empty line before a request line (RFC 9112 §2.2), but not a second one. */
  private int nextHead() {
    int length = headEnd.find(input.bytes());
    if (length != 2 || blankSkipped) {
      return length;
    }
    blankSkipped = true;
    input.bytes().skipBytes(length);
    headEnd.reset();
    return headEnd.find(input.bytes());
  }

  /** Whether the bytes can become a request; a TLS greeting need not wait for its timeout. */
  private boolean begins() {
    byte first = input.bytes().getByte(input.bytes().readerIndex());
    return first == Octets.CR || Octets.isToken(first);
  }
}
