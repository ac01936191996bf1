package io.crossfade.server.http1;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Takes the transfer framing off one body after the other. What it hands out are slices of what was
 * read, never copies.
 */
public final class BodyDecoder {
  private final ChunkDecoder chunks;
  private Framing framing = Framing.NONE;
  private long remaining;
  private boolean closed;

  /**
   * @param trailers limits of a chunked body's trailers: their field bytes, bytes in all and count
   */
  public BodyDecoder(HeadLimits trailers) {
    chunks = new ChunkDecoder(trailers);
  }

  /** Gets ready for the next body; {@code next} is not {@link Framing.Refused}. */
  public void expect(Framing next) {
    framing = next;
    closed = false;
    remaining = next instanceof Framing.Sized(long bytes) ? bytes : 0;
    chunks.reset();
  }

  /**
   * The next piece of the body.
   *
   * @param in moved past what was used; what follows the body is left in it
   * @return a retained slice, owned by the caller of this method and never empty; or null when more
   *     bytes are needed, the body is {@link #done}, or it has a {@link #flaw}
   */
  public @Nullable ByteBuf next(ByteBuf in) {
    return switch (framing) {
      case Framing.Sized _ -> sized(in);
      case Framing.Chunked _ -> chunks.next(in);
      case Framing.UntilClose _ ->
          in.isReadable() ? in.readRetainedSlice(in.readableBytes()) : null;
      case Framing.Refused(Flaw flaw) -> throw new IllegalStateException(flaw.what());
    };
  }

  /** Whether the body is whole; bytes that follow belong to the next message. */
  public boolean done() {
    return switch (framing) {
      case Framing.Sized _ -> remaining == 0;
      case Framing.Chunked _ -> chunks.done();
      case Framing.UntilClose _ -> closed;
      case Framing.Refused _ -> false;
    };
  }

  /** What makes the body unreadable, or null. */
  public @Nullable Flaw flaw() {
    return chunks.flaw();
  }

  /** Bytes of the body that are still to come, or -1 when nobody can say. */
  public long remaining() {
    return framing instanceof Framing.Sized ? remaining : -1;
  }

  /** The sender has closed his side; {@link #done} tells whether the body is whole by that. */
  public void inputClosed() {
    closed = true;
  }

  private @Nullable ByteBuf sized(ByteBuf in) {
    int length = (int) Math.min(remaining, in.readableBytes());
    if (length == 0) {
      return null;
    }
    remaining -= length;
    return in.readRetainedSlice(length);
  }
}
