package io.crossfade.loadtest.client;

import io.crossfade.loadtest.http.Script;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/** A stream must be one arm's events, each whole, in order, none missing, and then its end. */
final class StreamCheck implements AnswerCheck {
  private static final int NUMBER = 8;

  private final Template control;
  private final Template candidate;
  private final int events;
  private final Arrivals arrivals;
  private final byte[] event;
  private Template said;
  private int length;
  private int seen;
  private long nowNanos;

  /** Hears of every event. */
  @FunctionalInterface
  interface Arrivals {
    void arrived(long sentNanos, long nowNanos);
  }

  /** What one arm's events look like. */
  static final class Template {
    private final byte[] start;
    private final byte[] end;
    private final byte[] tail;

    Template(Script script) {
      start = script.eventStart();
      end = script.eventEnd();
      tail = script.tail();
    }

    int eventLength() {
      return start.length + Script.numbersLength() + end.length;
    }
  }

  StreamCheck(Template control, Template candidate, int events, Arrivals arrivals) {
    this.control = control;
    this.candidate = candidate;
    this.said = control;
    this.events = events;
    this.arrivals = arrivals;
    this.event = new byte[2 * Math.max(control.eventLength(), candidate.eventLength())];
  }

  @Override
  public void body(ByteBuf in, int index, int count) {
    nowNanos = System.nanoTime();
    int at = index;
    int left = count;
    while (left > 0) {
      int taken = Math.min(left, wanted() - length);
      if (taken == 0) {
        throw new WrongAnswer("a stream goes on after its end");
      }
      in.getBytes(at, event, length, taken);
      length += taken;
      at += taken;
      left -= taken;
      complete();
    }
  }

  @Override
  public void end() {
    if (seen != events || length != said.tail.length) {
      throw new WrongAnswer("a stream ended after event %d of %d".formatted(seen, events));
    }
    seen = 0;
    length = 0;
  }

  /** How much of the event under way there will be; whose it is shows in its first bytes. */
  private int wanted() {
    if (seen == 0 && length < control.start.length) {
      return control.start.length;
    }
    return seen == events ? said.tail.length : said.eventLength();
  }

  private void complete() {
    if (seen == 0 && length == control.start.length) {
      said = starts(control) ? control : candidate;
    }
    if (seen == events) {
      checkTail();
    } else if (length == said.eventLength()) {
      checkEvent();
      length = 0;
      seen++;
    }
  }

  private void checkEvent() {
    int numbers = said.start.length;
    int end = numbers + Script.numbersLength();
    if (!starts(said)
        || number(numbers, NUMBER) != seen
        || !Arrays.equals(event, end, length, said.end, 0, said.end.length)) {
      throw new WrongAnswer("event %d of a stream is damaged or out of order".formatted(seen));
    }
    arrivals.arrived(number(numbers + NUMBER + 1, end - numbers - NUMBER - 1), nowNanos);
  }

  private void checkTail() {
    if (!Arrays.equals(event, 0, length, said.tail, 0, length)) {
      throw new WrongAnswer("the end of a stream is damaged");
    }
  }

  private boolean starts(Template template) {
    int start = template.start.length;
    return Arrays.equals(
        event, 0, Math.min(start, length), template.start, 0, Math.min(start, length));
  }

  private long number(int from, int digits) {
    long number = 0;
    for (int i = from; i < from + digits; i++) {
      number = number * 10 + event[i] - '0';
    }
    return number;
  }
}
