package io.crossfade.server.relay;

import io.crossfade.core.config.Secret;
import io.crossfade.core.fault.Classified;
import io.crossfade.core.fault.ErrorAnswer;
import io.crossfade.core.fault.Fault;
import io.crossfade.core.fault.ProviderErrors;
import io.crossfade.core.fault.SecretMask;
import io.crossfade.core.http.ResponseHead;
import io.crossfade.server.buffer.Gathering;
import io.crossfade.server.provider.AnswerFields;
import io.crossfade.server.provider.Redaction;
import io.crossfade.server.translate.Translated;
import io.netty.buffer.ByteBuf;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An answer whose status says that something went wrong: held, understood, and then retried, fallen
 * back from, passed on as it is, or told in our own words.
 */
final class RefusedAnswer implements Answer {
  private static final int MAX_BYTES = 1 << 20;

  private final Attempt attempt;
  private final ResponseHead head;
  private final Gathering body = new Gathering(MAX_BYTES);

  RefusedAnswer(Attempt attempt, ResponseHead head) {
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
      refuse(false);
    }
  }

  @Override
  public void end() {
    attempt.settle();
    refuse(true);
  }

  /** The status alone tells what it was. */
  @Override
  public void failed(Fault fault) {
    attempt.abandon();
    refuse(false);
  }

  @Override
  public void discard() {
    body.release();
  }

  private void refuse(boolean whole) {
    Translated translation = attempt.translation();
    Classified error =
        translation == null
            ? ProviderErrors.classify(answer())
            : translation.errors().read(answer());
    Failure.ProviderAnswer original = whole && passes(error) ? original() : null;
    body.release();
    attempt
        .relayed()
        .failed(
            new Failure(
                error.fault(),
                error.fault().kind().evidence(),
                error.retryable(),
                millis(error.retryAfter()),
                original));
  }

  /** Only a body in the caller's own wire's shape goes to him as it is. */
  private boolean passes(Classified error) {
    return attempt.translation() == null
        && error.passable()
        && error.shape() == attempt.call().endpoint().wire().errorShape();
  }

  private ErrorAnswer answer() {
    boolean callersKey = attempt.provider().config().apiKey() instanceof Secret.Caller;
    return new ErrorAnswer(
        attempt.provider().name(),
        head.status(),
        head.headers()::get,
        body.bytes(),
        new ErrorAnswer.Asked(attempt.call().endpoint().kind().needsModel(), callersKey));
  }

  private Failure.ProviderAnswer original() {
    ByteBuf masked = Redaction.hide(SecretMask.mask(body.take()), attempt.provider());
    return new Failure.ProviderAnswer(
        AnswerFields.of(head, masked.readableBytes(), attempt.provider()), masked);
  }

  private static @Nullable Long millis(@Nullable Duration wait) {
    return wait == null ? null : wait.toMillis();
  }
}
