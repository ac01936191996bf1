package io.crossfade.server.relay;

import io.crossfade.core.fault.Evidence;
import io.crossfade.core.fault.Fault;
import io.crossfade.core.fault.FaultKind;
import io.crossfade.core.fault.Outcome;
import io.crossfade.core.http.ResponseHead;
import io.crossfade.core.usage.Usage;
import io.crossfade.server.provider.AnswerFields;
import io.netty.buffer.ByteBuf;

/** A good answer on a path we only pass through: any bytes, sent on as they come. */
final class PassedAnswer implements Answer {
  private final Attempt attempt;

  PassedAnswer(Attempt attempt, ResponseHead head) {
    this.attempt = attempt;
    attempt.relayed().commit(AnswerFields.of(head, head.length(), attempt.provider()));
  }

  @Override
  public void piece(ByteBuf piece) {
    attempt.begun();
    attempt.relayed().body(piece, attempt::read);
  }

  @Override
  public void end() {
    attempt.settle();
    attempt.relayed().ended(Outcome.OK, Evidence.SUCCESS);
  }

  @Override
  public void failed(Fault fault) {
    attempt.abandon();
    attempt.relayed().broke(Fault.of(kind(fault), fault.cause()));
  }

  private static FaultKind kind(Fault fault) {
    return switch (fault.kind()) {
      case STREAM_SILENT, BODY_TIMEOUT -> FaultKind.BODY_TIMEOUT;
      case TOTAL_TIMEOUT -> FaultKind.TOTAL_TIMEOUT;
      default -> FaultKind.BAD_RESPONSE;
    };
  }

  /** Whatever it is, nobody has counted it; a mere look-up costs nothing. */
  @Override
  public Usage usage() {
    return attempt.call().head().method().equals("POST") ? Usage.MISSING : Usage.NONE;
  }

  @Override
  public void discard() {}
}
