package io.crossfade.server.http1;

import io.crossfade.core.http.Headers;
import io.crossfade.core.http.ResponseHead;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads the answers that come on one connection, one after the other: {@link #offer} bytes, then
 * take {@link #next} steps until it says {@link Step#MORE}. Informational answers are skipped. On
 * the connection's loop only.
 */
public final class ResponseReader {
  private static final int MOST_INFORMATIONAL = 16;

  /** What the bytes so far amount to. */
  public enum Step {
    /** Nothing yet; offer more. */
    MORE,
    /** {@link #head} is there. */
    HEAD,
    /** {@link #takePiece} is there. */
    PIECE,
    /** The body is whole. */
    END,
    /** The status line is none of HTTP/1's, or its status is none we can follow. */
    BAD_STATUS,
    /** The message has no single reading; {@link #flaw} says why. */
    BAD_FRAMING
  }

  private enum Phase {
    HEAD,
    BODY,
    OVER
  }

  private final HeadEnd end;
  private final BodyDecoder body;
  private Phase phase = Phase.OVER;
  private boolean toHead;
  private boolean persistent;
  private int informational;
  private @Nullable ByteBuf unread;
  private @Nullable ByteBuf piece;
  private @Nullable ResponseHead head;
  private String flaw = "";

  public ResponseReader(HeadLimits limits) {
    end = new HeadEnd(limits);
    body = new BodyDecoder(limits);
  }

  /** Gets ready for the next answer. */
  public void expect(String method) {
    phase = Phase.HEAD;
    toHead = method.equals("HEAD");
    informational = 0;
    end.reset();
  }

  /** Takes what was read from the connection, and owns it from here on. */
  public void offer(ByteBuf bytes) {
    if (unread == null || !unread.isReadable()) {
      release();
      unread = bytes;
    } else {
      ByteBufAllocator alloc = bytes.alloc();
      unread = ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(alloc, unread, bytes);
    }
  }

  /** The next step; after {@link Step#END} and the bad ones the answer is over. */
  public Step next() {
    return switch (phase) {
      case HEAD -> nextHead();
      case BODY -> nextPiece();
      case OVER -> Step.END;
    };
  }

  /** The sender has closed his side in good order: whether the answer is whole by that. */
  public boolean wholeByClose() {
    body.inputClosed();
    return phase == Phase.OVER || (phase == Phase.BODY && body.done());
  }

  /** The final head, without framing and hop-by-hop fields. */
  public ResponseHead head() {
    return Objects.requireNonNull(head);
  }

  /** The piece of the last step, never empty; owned by the caller. */
  public ByteBuf takePiece() {
    ByteBuf taken = Objects.requireNonNull(piece);
    piece = null;
    return taken;
  }

  /** Whether another request may follow on the connection once this answer has ended. */
  public boolean persistent() {
    return persistent;
  }

  /** Whether bytes came that belong to no answer asked for. */
  public boolean excess() {
    return phase == Phase.OVER && unread != null && unread.isReadable();
  }

  /** What is wrong with a bad answer, as a clause. */
  public String flaw() {
    return flaw;
  }

  /** Lets go of bytes not read; the reader may be used again. */
  public void release() {
    if (unread != null) {
      unread.release();
      unread = null;
    }
  }

  private Step nextHead() {
    ByteBuf in = unread;
    while (in != null) {
      int length = end.find(in);
      if (length == HeadEnd.INCOMPLETE) {
        return Step.MORE;
      }
      if (length == HeadEnd.FLAWED) {
        return StatusLine.resembled(in)
            ? flawed(Objects.requireNonNull(end.flaw()))
            : bad(Step.BAD_STATUS, StatusLine.MALFORMED);
      }
      Step step = readHead(in, length);
      if (step != Step.MORE) {
        return step;
      }
    }
    return Step.MORE;
  }

  /** {@link Step#MORE} for an informational head, which is forgotten. */
  private Step readHead(ByteBuf in, int length) {
    byte[] octets = Octets.copy(in, length);
    int fields = end.startLineEnd();
    end.reset();
    in.skipBytes(length);
    int status = StatusLine.status(octets, fields);
    if (status == StatusLine.NONE || status == StatusLine.SWITCHING) {
      return bad(Step.BAD_STATUS, StatusLine.MALFORMED);
    }
    if (StatusLine.hasControl(octets, fields)) {
      return flawed(Flaw.CONTROL_BYTE);
    }
    Headers headers = new Headers();
    Flaw found = FieldReader.read(octets, fields, length, headers);
    if (found != null) {
      return flawed(found);
    }
    if (status >= 200) {
      return begin(status, headers, StatusLine.http10(octets));
    }
    return ++informational > MOST_INFORMATIONAL
        ? bad(Step.BAD_FRAMING, "informational answers do not end")
        : Step.MORE;
  }

  private Step begin(int status, Headers headers, boolean http10) {
    Framing said = Framing.ofResponse(headers, http10);
    if (said instanceof Framing.Refused(Flaw why)) {
      return flawed(why);
    }
    boolean bodiless = toHead || status == 204 || status == 304;
    Framing framing = bodiless ? Framing.NONE : said;
    boolean keeps =
        http10
            ? ConnectionOptions.has(headers, "keep-alive")
            : !ConnectionOptions.has(headers, "close");
    persistent = keeps && !(framing instanceof Framing.UntilClose);
    body.expect(framing);
    phase = Phase.BODY;
    head = new ResponseHead(status, EndToEnd.of(headers), length(toHead ? said : framing));
    return Step.HEAD;
  }

  private static long length(Framing framing) {
    return framing instanceof Framing.Sized(long bytes) ? bytes : ResponseHead.UNKNOWN_LENGTH;
  }

  private Step nextPiece() {
    if (unread != null) {
      piece = body.next(unread);
      if (piece != null) {
        return Step.PIECE;
      }
    }
    Flaw found = body.flaw();
    if (found != null) {
      return flawed(found);
    }
    if (body.done()) {
      phase = Phase.OVER;
      return Step.END;
    }
    release();
    return Step.MORE;
  }

  private Step flawed(Flaw found) {
    return bad(Step.BAD_FRAMING, found.what());
  }

  private Step bad(Step step, String what) {
    phase = Phase.OVER;
    persistent = false;
    flaw = what;
    return step;
  }
}
