package io.crossfade.loadtest.client;

import io.crossfade.loadtest.http.Script;
import io.netty.buffer.ByteBuf;
import java.util.concurrent.atomic.LongAdder;
import java.util.zip.CRC32;

/** An answer must be the control's or the candidate's, to the byte. */
final class WholeCheck implements AnswerCheck {
  private final CRC32 checksum = new CRC32();
  private final long control;
  private final long candidate;
  private final LongAdder answered;
  private final LongAdder candidates;

  /**
   * A check for one connection.
   *
   * @param answered counts all answers
   * @param candidates counts the candidate's
   */
  WholeCheck(Script control, Script candidate, LongAdder answered, LongAdder candidates) {
    this.answered = answered;
    this.control = checksum(control.body());
    this.candidate = checksum(candidate.body());
    this.candidates = candidates;
  }

  @Override
  public void body(ByteBuf in, int index, int length) {
    checksum.update(in.internalNioBuffer(index, length));
  }

  @Override
  public void end() {
    long value = checksum.getValue();
    checksum.reset();
    answered.increment();
    if (value == candidate) {
      candidates.increment();
    } else if (value != control) {
      throw new WrongAnswer("a body is neither the control's nor the candidate's");
    }
  }

  private static long checksum(byte[] body) {
    CRC32 checksum = new CRC32();
    checksum.update(body);
    return checksum.getValue();
  }
}
