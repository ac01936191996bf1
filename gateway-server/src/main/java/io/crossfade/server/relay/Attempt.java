package io.crossfade.server.relay;

import io.crossfade.core.Call;
import io.crossfade.core.Trace;
import io.crossfade.core.config.ProviderConfig.Timeouts;
import io.crossfade.core.fault.Fault;
import io.crossfade.core.fault.FaultKind;
import io.crossfade.core.fault.Result;
import io.crossfade.core.http.ResponseHead;
import io.crossfade.core.translate.Losses;
import io.crossfade.core.usage.Usage;
import io.crossfade.server.loop.Deadlines;
import io.crossfade.server.provider.Faults;
import io.crossfade.server.provider.Provider;
import io.crossfade.server.translate.Translated;
import io.crossfade.server.upstream.Exchange;
import io.crossfade.server.upstream.UpstreamListener;
import io.crossfade.server.upstream.UpstreamRequest;
import io.crossfade.server.upstream.circuit.Passage;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * One request to one provider. The head of the answer decides how the rest is read; until then the
 * attempt itself hears what happens.
 */
final class Attempt implements UpstreamListener {
  private final RelayedCall relayed;
  private final Provider provider;
  private final String model;
  private final Outgoing outgoing;
  private final Passage passage;
  private final Deadlines.Deadline firstEvent;
  private @Nullable Exchange exchange;
  private @Nullable Translated translation;
  private @Nullable Answer answer;
  private @Nullable DecodedAnswer decoding;
  private boolean over;

  Attempt(RelayedCall relayed, Provider provider, @Nullable String model, Passage passage) {
    this.relayed = relayed;
    this.provider = provider;
    this.passage = passage;
    String id = provider.config().idOf(model);
    this.model = id == null ? "" : id;
    this.outgoing = new Outgoing(relayed.call(), provider, id);
    this.firstEvent = relayed.deadline(this::firstEventLate);
  }

  void start() {
    if (provider.lacksToken()) {
      settle();
      relayed.failed(Failure.notSent(Faults.noToken(provider)));
    } else if (provider.speaks(call().endpoint())) {
      send(outgoing.request(firstByteMillis()));
    } else {
      translate();
    }
  }

  private void translate() {
    Losses losses = new Losses(provider.name(), relayed.policy());
    switch (Translated.of(call(), provider, model, losses)) {
      case Result.Ok<Translated>(Translated made) -> {
        translation = made;
        sendTranslated(made);
      }
      case Result.Err<Translated>(Fault fault) -> notSent(fault);
    }
  }

  private void sendTranslated(Translated made) {
    switch (outgoing.translated(made.request(), firstByteMillis())) {
      case Result.Ok<UpstreamRequest>(UpstreamRequest request) -> send(request);
      case Result.Err<UpstreamRequest>(Fault fault) -> notSent(fault);
    }
  }

  private void notSent(Fault fault) {
    settle();
    relayed.failed(Failure.notSent(fault));
  }

  /** How this attempt is translated, or null when it passes as it is. */
  @Nullable Translated translation() {
    return translation;
  }

  /** Says what the caller goes without if this is his answer. */
  void tellLosses(Trace trace) {
    Losses lost = outgoing.lost();
    if (translation != null) {
      trace.translated(translation.losses());
    } else if (lost != null) {
      trace.lost(lost);
    }
  }

  private void send(UpstreamRequest request) {
    relayed.call().trace().sentUpstream(relayed.nanos());
    Exchange sent = provider.upstream().send(request, this);
    if (over) {
      sent.cancel();
    } else {
      exchange = sent;
    }
  }

  /** Gives up without a word to the call. */
  void cancel() {
    if (!over) {
      settle();
      if (exchange != null) {
        exchange.cancel();
      }
      if (answer != null) {
        answer.discard();
      }
    }
  }

  /** The tokens of what has come so far. */
  Usage usage() {
    return answer == null ? Usage.NONE : answer.usage();
  }

  RelayedCall relayed() {
    return relayed;
  }

  Call call() {
    return relayed.call();
  }

  Provider provider() {
    return provider;
  }

  /** What its circuit is told. */
  Passage passage() {
    return passage;
  }

  /** Whether the provider has no room yet, so that nothing was sent. */
  boolean waiting() {
    return exchange != null && exchange.waiting();
  }

  /** How long the provider had no room. */
  long queuedNanos() {
    return exchange == null ? 0 : exchange.queuedNanos();
  }

  /** Asks for more of the answer. */
  void read() {
    if (decoding != null && !over) {
      decoding.read();
    } else {
      readEncoded();
    }
  }

  /** Asks the provider for more, as he sends it. */
  void readEncoded() {
    if (!over && exchange != null) {
      exchange.read();
    }
  }

  /** Something of the answer came, so the limit on the wait for it is off. */
  void begun() {
    firstEvent.forget();
  }

  /** No more will be heard of this attempt: its answer has told the call how it ended. */
  void settle() {
    over = true;
    firstEvent.forget();
    outgoing.release();
    if (decoding != null) {
      decoding.close();
    }
  }

  /** The attempt is over before its answer is; the connection cannot be used again. */
  void abandon() {
    settle();
    if (exchange != null) {
      exchange.cancel();
    }
  }

  @Override
  public void head(ResponseHead head) {
    if (over) {
      return;
    }
    if (!saysOverloaded(head.status())) {
      passage.answered();
    }
    try {
      answer = Answers.to(this, head);
      decoding = answer instanceof DecodedAnswer encoded ? encoded : null;
      firstEvent.in(firstByteMillis());
      read();
    } catch (RuntimeException thrown) {
      relayed.defect(thrown);
    }
  }

  @Override
  public void piece(ByteBuf piece) {
    if (over || answer == null) {
      piece.release();
      return;
    }
    try {
      answer.piece(piece);
    } catch (RuntimeException thrown) {
      relayed.defect(thrown);
    }
  }

  @Override
  public void end() {
    if (over || answer == null) {
      return;
    }
    try {
      answer.end();
    } catch (RuntimeException thrown) {
      relayed.defect(thrown);
    }
  }

  @Override
  public void failed(Fault fault) {
    if (over) {
      return;
    }
    try {
      noWholeAnswer(fault);
    } catch (RuntimeException thrown) {
      relayed.defect(thrown);
    }
  }

  /** RFC 9110 section 15.6.4, and what providers send in its place. */
  private static boolean saysOverloaded(int status) {
    return status == 503 || status == 529;
  }

  private void noWholeAnswer(Fault fault) {
    if (answer == null) {
      settle();
      relayed.failed(Failure.of(fault));
    } else {
      answer.failed(fault);
    }
  }

  private void firstEventLate() {
    if (!over && answer != null) {
      answer.failed(
          Faults.at(
              provider,
              FaultKind.BODY_TIMEOUT,
              "the answer began but nothing of its body came in time",
              "look at the provider's status, or raise timeouts.first_byte"));
    }
  }

  private long firstByteMillis() {
    Timeouts timeouts = provider.config().timeouts();
    return relayed.call().wantsStream() ? timeouts.firstByteStream() : timeouts.firstByte();
  }
}
