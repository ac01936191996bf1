package io.crossfade.server.relay;

import io.crossfade.core.fault.Evidence;
import io.crossfade.core.fault.Fault;
import io.crossfade.core.fault.FaultKind;
import io.crossfade.core.fault.Outcome;
import io.crossfade.core.fault.Result;
import io.crossfade.core.http.ResponseHead;
import io.crossfade.core.usage.Usage;
import io.crossfade.core.usage.UsageReader;
import io.crossfade.core.wire.AnswerCheck;
import io.crossfade.server.buffer.Gathering;
import io.crossfade.server.provider.AnswerFields;
import io.crossfade.server.provider.Faults;
import io.crossfade.server.translate.Translated;
import io.crossfade.server.usage.Usages;
import io.netty.buffer.ByteBuf;

/**
 * A whole JSON answer: held until it has proven to be one, because half an answer, or an HTML page,
 * must never reach the caller as a success, and because until then another attempt may answer.
 */
final class HeldAnswer implements Answer {
  static final int MAX_BYTES = 32 << 20;
  private static final String JSON = "application/json";

  private final Attempt attempt;
  private final ResponseHead head;
  private final Gathering body = new Gathering(MAX_BYTES);
  private final UsageReader reported = new UsageReader();
  private Usage usage = Usage.NONE;

  HeldAnswer(Attempt attempt, ResponseHead head) {
    this.attempt = attempt;
    this.head = head;
  }

  @Override
  public void piece(ByteBuf piece) {
    attempt.begun();
    if (body.add(piece)) {
      attempt.read();
    } else {
      attempt.abandon();
      fail(bad("the answer was larger than %d MB".formatted(MAX_BYTES >> 20)));
    }
  }

  @Override
  public void end() {
    attempt.settle();
    Translated translation = attempt.translation();
    if (translation == null) {
      check();
    } else {
      tell(translation);
    }
  }

  private void tell(Translated translation) {
    switch (translation.answer(body.bytes())) {
      case Result.Err<Translated.Told>(Fault fault) ->
          fail(bad(fault.kind(), fault.cause().what()));
      case Result.Ok<Translated.Told>(Translated.Told told) -> {
        usage = Usages.ofWhole(attempt.call(), told.usage(), told.body());
        body.release();
        relay(
            AnswerFields.translated(head, JSON, told.body().readableBytes(), attempt.provider()),
            told.body());
      }
    }
  }

  private void check() {
    Fault wrong = AnswerCheck.check(attempt.call().endpoint(), body.bytes(), reported);
    if (wrong != null) {
      fail(bad(wrong.cause().what()));
    } else {
      usage = Usages.ofWhole(attempt.call(), reported.usage(), body.bytes());
      relay(AnswerFields.of(head, body.bytes().readableBytes(), attempt.provider()), body.take());
    }
  }

  private void relay(ResponseHead fields, ByteBuf whole) {
    RelayedCall call = attempt.relayed();
    call.commit(fields);
    call.body(whole, () -> {});
    call.ended(Outcome.OK, Evidence.SUCCESS);
  }

  /** Cut short is as bad as not JSON; only silence is the clock's affair. */
  @Override
  public void failed(Fault fault) {
    attempt.abandon();
    switch (fault.kind()) {
      case BODY_TIMEOUT -> fail(fault);
      case STREAM_SILENT -> fail(Fault.of(FaultKind.BODY_TIMEOUT, fault.cause()));
      case BAD_FRAMING, BAD_RESPONSE -> fail(fault);
      default -> fail(bad("the connection closed before the answer was whole"));
    }
  }

  @Override
  public Usage usage() {
    return usage;
  }

  @Override
  public void discard() {
    body.release();
  }

  private void fail(Fault fault) {
    body.release();
    attempt.relayed().failed(Failure.of(fault));
  }

  private Fault bad(String what) {
    return bad(FaultKind.BAD_RESPONSE, what);
  }

  private Fault bad(FaultKind kind, String what) {
    return Faults.at(
        attempt.provider(),
        kind,
        what,
        "look at the provider's status page; nothing of its answer was passed on");
  }
}
