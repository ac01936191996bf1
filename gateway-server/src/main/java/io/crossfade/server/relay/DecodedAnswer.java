package io.crossfade.server.relay;

import io.crossfade.core.fault.Fault;
import io.crossfade.core.fault.FaultKind;
import io.crossfade.core.fault.Result;
import io.crossfade.core.http.RequestBody;
import io.crossfade.core.http.ResponseHead;
import io.crossfade.core.usage.Usage;
import io.crossfade.server.frontend.request.RequestDecoding;
import io.crossfade.server.provider.Faults;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * An answer that comes compressed, though we asked for a plain one: decoded piece by piece, as fast
 * as it is asked for, and read by the answer behind it as if it had come plain.
 */
final class DecodedAnswer implements Answer {
  private final Attempt attempt;
  private final Answer plain;
  private RequestBody.@Nullable Reader decoder;
  private @Nullable Runnable nextPlain;
  private boolean begun;
  private boolean hungry = true;
  private boolean ended;
  private boolean closed;

  private DecodedAnswer(Attempt attempt, Answer plain) {
    this.attempt = attempt;
    this.plain = plain;
  }

  /** Whether an answer with that head must be decoded. */
  static boolean encodes(ResponseHead head) {
    return head.headers().contains("content-encoding");
  }

  /**
   * An answer whose coding is read off its head. Where we know none such it is no answer, which a
   * held one can tell because nothing of it has gone to the caller.
   */
  static DecodedAnswer of(Attempt attempt, ResponseHead head) {
    ResponseHead as = new ResponseHead(head.status(), head.headers(), ResponseHead.UNKNOWN_LENGTH);
    Encoded encoded = new Encoded();
    return switch (RequestDecoding.plain(encoded, head.headers(), Long.MAX_VALUE)) {
      case Result.Ok<RequestBody>(RequestBody body) -> {
        DecodedAnswer answer = new DecodedAnswer(attempt, Answers.plain(attempt, as));
        body.readInto(answer.new Plain());
        answer.decoder = encoded.decoder;
        yield answer;
      }
      case Result.Err<RequestBody> _ -> new DecodedAnswer(attempt, Answers.whole(attempt, as));
    };
  }

  /** Asks for the next plain piece. */
  void read() {
    Runnable more = nextPlain;
    nextPlain = null;
    if (more == null) {
      attempt.readEncoded();
    } else {
      more.run();
    }
  }

  /** Lets go of what is not decoded yet. */
  void close() {
    closed = true;
    if (decoder != null) {
      decoder.failed(unreadable());
    }
  }

  @Override
  public void piece(ByteBuf encoded) {
    begun = true;
    hungry = false;
    if (decoder == null) {
      encoded.release();
      plain.failed(unreadable());
    } else {
      decoder.piece(encoded, this::moreEncoded);
    }
  }

  @Override
  public void end() {
    ended = true;
    if (!begun) {
      plain.end();
    } else if (hungry && decoder != null) {
      decoder.end();
    }
  }

  @Override
  public void failed(Fault fault) {
    plain.failed(fault);
  }

  @Override
  public void discard() {
    plain.discard();
  }

  @Override
  public Usage usage() {
    return plain.usage();
  }

  private void moreEncoded() {
    hungry = true;
    if (ended && decoder != null) {
      decoder.end();
    } else {
      attempt.readEncoded();
    }
  }

  private Fault unreadable() {
    return Faults.at(
        attempt.provider(),
        FaultKind.BAD_RESPONSE,
        "the answer came compressed and could not be decoded",
        "look at what stands between gateway and provider; the gateway asks for plain answers");
  }

  /** The compressed bytes, as the decoder takes them. */
  private static final class Encoded implements RequestBody {
    private RequestBody.@Nullable Reader decoder;

    @Override
    public long length() {
      return ResponseHead.UNKNOWN_LENGTH;
    }

    @Override
    public void readInto(Reader reader) {
      decoder = reader;
    }
  }

  /** The plain bytes, on their way to the answer behind. */
  private final class Plain implements RequestBody.Reader {

    @Override
    public void piece(ByteBuf piece, Runnable more) {
      nextPlain = more;
      plain.piece(piece);
    }

    @Override
    public void end() {
      plain.end();
    }

    @Override
    public void failed(Fault fault) {
      if (!closed) {
        plain.failed(unreadable());
      }
    }
  }
}
