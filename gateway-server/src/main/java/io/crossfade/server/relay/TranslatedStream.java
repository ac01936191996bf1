package io.crossfade.server.relay;

import io.crossfade.core.chat.ChatEvent;
import io.crossfade.core.fault.Evidence;
import io.crossfade.core.fault.Fault;
import io.crossfade.core.fault.Outcome;
import io.crossfade.core.http.ResponseHead;
import io.crossfade.core.translate.EventPrinter;
import io.crossfade.core.translate.ProviderStream;
import io.crossfade.core.usage.Usage;
import io.crossfade.core.wire.ErrorBodies;
import io.crossfade.server.buffer.Gathering;
import io.crossfade.server.loop.Deadlines;
import io.crossfade.server.provider.AnswerFields;
import io.crossfade.server.provider.Redaction;
import io.crossfade.server.translate.TokenCount;
import io.crossfade.server.translate.Translation;
import io.crossfade.server.usage.Usages;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/**
 * A stream in another dialect than the caller's: read and told anew event by event, held only while
 * another attempt could still answer instead. Nothing of it is kept once it is told.
 */
final class TranslatedStream implements Answer {
  private static final int MAX_HELD_BYTES = 64 << 10;
  private static final long MAX_HELD_MILLIS = 10_000;
  private static final int MAX_TOLD_BYTES = 16 << 20;

  private final Attempt attempt;
  private final RelayedCall relayed;
  private final ResponseHead head;
  private final ProviderStream stream;
  private final EventPrinter printer;
  private final StreamEnd end;
  private final TokenCount tokens = new TokenCount();
  private final Gathering held = new Gathering(MAX_HELD_BYTES + MAX_TOLD_BYTES);
  private final Deadlines.Deadline holdingEnds;
  private final boolean untilContent;
  private ByteBuf told = Unpooled.EMPTY_BUFFER;
  private @Nullable Fault failure;
  private boolean due;
  private boolean over;

  TranslatedStream(Attempt attempt, ResponseHead head, Translation translation) {
    this.attempt = attempt;
    this.relayed = attempt.relayed();
    this.head = head;
    this.stream = translation.stream();
    this.printer = translation.printer();
    this.end = new StreamEnd(attempt.call().facts());
    this.untilContent = relayed.canFallBack();
    this.holdingEnds = relayed.deadline(this::stopHolding);
    holdingEnds.in(MAX_HELD_MILLIS);
  }

  @Override
  public void piece(ByteBuf piece) {
    told = piece.alloc().buffer();
    stream.piece(piece, this::event);
    if (failure != null) {
      endWith(failure);
    } else {
      pass(taken());
    }
  }

  private void event(ChatEvent event) {
    attempt.begun();
    switch (event) {
      case ChatEvent.Failed(Fault fault) -> failure = end.whole() ? failure : fault;
      case ChatEvent.Ended _ -> end.nothingMore();
      case ChatEvent.Started started -> print(started.createdBy(Translation.now()));
      default -> print(event);
    }
    note(event);
  }

  private void print(ChatEvent event) {
    printer.print(event, told);
  }

  private void note(ChatEvent event) {
    end.note(event);
    tokens.note(event);
    boolean content = event.isContent();
    if (content) {
      attempt.call().trace().firstToken(relayed.nanos());
    }
    due |= untilContent ? content || event instanceof ChatEvent.Finished : told.isReadable();
  }

  private ByteBuf taken() {
    ByteBuf bytes = told;
    told = Unpooled.EMPTY_BUFFER;
    return bytes;
  }

  private void pass(ByteBuf whole) {
    if (relayed.committed()) {
      send(whole);
      return;
    }
    held.add(whole);
    if (due || held.bytes().readableBytes() > MAX_HELD_BYTES) {
      commit();
      send(held.take());
    } else {
      attempt.read();
    }
  }

  private void send(ByteBuf whole) {
    if (whole.isReadable()) {
      relayed.body(whole, attempt::read);
    } else {
      whole.release();
      attempt.read();
    }
  }

  private void stopHolding() {
    if (!over && !relayed.committed()) {
      commit();
      relayed.body(held.take(), () -> {});
    }
  }

  private void commit() {
    holdingEnds.forget();
    relayed.commit(
        AnswerFields.translated(
            head, "text/event-stream", ResponseHead.UNKNOWN_LENGTH, attempt.provider()));
  }

  /** The provider's own failure is the last thing told, whatever he sends behind it. */
  private void endWith(Fault reported) {
    ByteBuf before = taken();
    attempt.abandon();
    if (!relayed.committed() && !due) {
      before.release();
      discard();
      relayed.failed(Failure.of(StreamFailures.beforeContent(reported)));
      return;
    }
    if (!relayed.committed()) {
      commit();
      relayed.body(held.take(), () -> {});
    }
    relayed.body(before, () -> {});
    discard();
    tell(reported);
    relayed.ended(reported.kind().outcome(), reported.kind().evidence());
  }

  private void tell(Fault fault) {
    Fault fit = Redaction.hide(fault, attempt.provider());
    relayed.body(ErrorBodies.lastEvent(attempt.call().endpoint(), fit, 0), () -> {});
  }

  @Override
  public void end() {
    attempt.settle();
    told = Unpooled.buffer();
    stream.end(this::event);
    if (failure != null) {
      endWith(failure);
    } else if (end.whole()) {
      finish();
    } else {
      taken().release();
      fail(StreamFailures.brokenOff(attempt.provider()));
    }
  }

  /** The answer is whole, so its end is told, whether or not the provider said so himself. */
  private void finish() {
    if (!relayed.committed()) {
      commit();
    }
    relayed.body(held.take(), () -> {});
    print(new ChatEvent.Ended());
    relayed.body(taken(), () -> {});
    discard();
    relayed.ended(Outcome.OK, Evidence.SUCCESS);
  }

  /** Whatever ends the connection after the answer is whole is a good end. */
  @Override
  public void failed(Fault fault) {
    attempt.abandon();
    if (end.whole()) {
      told = Unpooled.buffer();
      finish();
    } else {
      fail(fault);
    }
  }

  private void fail(Fault fault) {
    discard();
    if (relayed.committed()) {
      Fault fit = StreamFailures.afterCommit(fault);
      tell(fit);
      relayed.ended(fit.kind().outcome(), Evidence.FAILURE);
    } else {
      relayed.failed(Failure.of(StreamFailures.beforeCommit(fault)));
    }
  }

  @Override
  public Usage usage() {
    return Usages.ofTranslated(attempt.call(), tokens, end.whole());
  }

  @Override
  public void discard() {
    if (!over) {
      over = true;
      holdingEnds.forget();
      held.release();
      stream.release();
    }
  }
}
