package io.crossfade.server.relay;

import io.crossfade.core.chat.ChatEvent;
import io.crossfade.core.fault.Evidence;
import io.crossfade.core.fault.Fault;
import io.crossfade.core.fault.Outcome;
import io.crossfade.core.http.ResponseHead;
import io.crossfade.core.translate.EventPrinter;
import io.crossfade.core.translate.ProviderStream;
import io.crossfade.core.usage.Usage;
import io.crossfade.server.provider.AnswerFields;
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
  private static final int MAX_TOLD_BYTES = 16 << 20;

  private final Attempt attempt;
  private final RelayedCall relayed;
  private final Translation translation;
  private final ProviderStream stream;
  private final EventPrinter printer;
  private final StreamEnd end;
  private final TokenCount tokens = new TokenCount();
  private final StreamOut out;
  private final boolean untilContent;
  private ByteBuf told = Unpooled.EMPTY_BUFFER;
  private @Nullable Fault failure;
  private boolean due;
  private boolean over;

  TranslatedStream(Attempt attempt, ResponseHead head, Translation translation) {
    this.attempt = attempt;
    this.relayed = attempt.relayed();
    this.translation = translation;
    this.stream = translation.stream();
    this.printer = translation.printer();
    this.end = new StreamEnd(attempt.call().facts());
    this.untilContent = relayed.canFallBack();
    this.out = new StreamOut(attempt, MAX_TOLD_BYTES, () -> translated(head));
  }

  private ResponseHead translated(ResponseHead head) {
    return AnswerFields.translated(
        head, "text/event-stream", ResponseHead.UNKNOWN_LENGTH, attempt.provider());
  }

  @Override
  public void piece(ByteBuf piece) {
    told = piece.alloc().buffer();
    stream.piece(piece, this::event);
    if (failure != null) {
      endWith(failure);
    } else {
      out.pass(taken(), due);
    }
  }

  private void event(ChatEvent event) {
    attempt.begun();
    switch (event) {
      case ChatEvent.Failed(Fault fault) -> failure = end.whole() ? failure : fault;
      case ChatEvent.Ended _ -> end.nothingMore();
      case ChatEvent.Started started -> print(started.stamped(translation.stamp()));
      default -> print(event);
    }
    note(event);
  }

  private void print(ChatEvent event) {
    printer.print(event, told);
    failure = failure == null ? printer.fault() : failure;
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

  /** The provider's own failure is the last thing told, whatever he sends behind it. */
  private void endWith(Fault reported) {
    ByteBuf before = taken();
    attempt.abandon();
    if (!relayed.committed() && !due) {
      before.release();
      discard();
      out.refuse(reported);
      return;
    }
    out.open();
    out.last(before);
    discard();
    out.tell(reported, printer.told());
    relayed.ended(reported.kind().outcome(), reported.kind().evidence());
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
    out.open();
    print(new ChatEvent.Ended());
    out.last(taken());
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
    out.fail(fault, printer.told());
  }

  @Override
  public Usage usage() {
    return Usages.ofTranslated(attempt.call(), tokens, end.whole());
  }

  @Override
  public void discard() {
    if (!over) {
      over = true;
      out.close();
      stream.release();
    }
  }
}
