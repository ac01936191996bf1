package io.crossfade.loadtest.client;

import io.netty.buffer.ByteBuf;

/** Checks the answers on one connection, one after the other; throws at the first wrong byte. */
interface AnswerCheck {

  /** Some of an answer's body. */
  void body(ByteBuf in, int index, int length);

  /** The answer is whole; the next one may come. */
  void end();

  /** A wrong answer, which makes the whole run no result. */
  final class WrongAnswer extends RuntimeException {
    private static final long serialVersionUID = 1;

    WrongAnswer(String what) {
      super(what);
    }
  }
}
