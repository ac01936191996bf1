package io.crossfade.server.relay;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import io.crossfade.core.Call;
import io.crossfade.core.Ending;
import io.crossfade.core.ResponseSink;
import io.crossfade.core.Route;
import io.crossfade.core.Target;
import io.crossfade.core.Trace;
import io.crossfade.core.fault.Evidence;
import io.crossfade.core.fault.Fault;
import io.crossfade.core.fault.FaultKind;
import io.crossfade.core.fault.Outcome;
import io.crossfade.core.http.HeldBody;
import io.crossfade.core.http.ResponseHead;
import io.crossfade.core.translate.LossPolicy;
import io.crossfade.core.usage.Usage;
import io.crossfade.server.loop.Deadlines;
import io.crossfade.server.provider.Faults;
import io.crossfade.server.provider.Provider;
import io.crossfade.server.provider.Redaction;
import io.crossfade.server.upstream.circuit.Circuit;
import io.crossfade.server.upstream.circuit.Passage;
import io.netty.buffer.ByteBuf;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call on its way through its attempts: first choice, retries, fallbacks, one answer.
 *
 * <p>Before the commit a failed attempt may be followed by another; the commit is the first byte
 * handed to the caller, and after it the attempt's answer is the call's, for better or worse.
 */
final class RelayedCall {
  private static final Logger LOG = LoggerFactory.getLogger(RelayedCall.class);

  private final Relay relay;
  private final Call call;
  private final ResponseSink sink;
  private final Route route;
  private final Deadlines.Deadline total;
  private final Deadlines.Deadline pause;
  private long endNanos;
  private int target;
  private int made;
  private Trace.Kind kind;
  private @Nullable Attempt attempt;
  private boolean committed;
  private boolean over;

  RelayedCall(Relay relay, Call call, ResponseSink sink) {
    this.relay = relay;
    this.call = call;
    this.sink = sink;
    this.route = requireNonNull(call.route(), "a call is relayed after it was routed");
    this.kind = call.trace().isElsewhere() ? Trace.Kind.FALLBACK : Trace.Kind.FIRST;
    Deadlines deadlines = relay.deadlinesOf(call);
    this.total = deadlines.deadline(guarded(this::totalPassed));
    this.pause = deadlines.deadline(guarded(this::attempt));
  }

  void start() {
    long limit = provider().config().timeouts().total();
    endNanos = call.origin().acceptedNanos() + TimeUnit.MILLISECONDS.toNanos(limit);
    total.at(endNanos);
    call.origin().cancellation().onCancel(this::callerGone);
    attempt();
  }

  Call call() {
    return call;
  }

  long nanos() {
    return relay.nanos().getAsLong();
  }

  Deadlines.Deadline deadline(Runnable passed) {
    return relay.deadlinesOf(call).deadline(guarded(passed));
  }

  /** What becomes of fields a provider cannot express. */
  LossPolicy policy() {
    return relay.policy();
  }

  /** Whether a failure of the present attempt could still be answered by another one. */
  boolean canFallBack() {
    return !committed && next() > 0 && repeatable();
  }

  boolean committed() {
    return committed;
  }

  /** The attempt's answer is the call's from here on. */
  void commit(ResponseHead head) {
    committed = true;
    if (attempt != null) {
      attempt.tellLosses(call.trace());
    }
    boolean standsIn = target > 0 || call.trace().isElsewhere();
    call.trace().servedBy(new Trace.Serving(standsIn, target(), modelText()));
    sink.head(head);
  }

  void body(ByteBuf piece, Runnable more) {
    sink.body(piece, more);
  }

  /** The attempt's answer reached the caller whole; whether it was a good one is the outcome. */
  void ended(Outcome outcome, Evidence evidence) {
    note(outcome, evidence);
    finish(Ending.COMPLETE);
  }

  /** The answer broke off after the commit, and no words of ours can be put behind it. */
  void broke(Fault fault) {
    note(fault.kind().outcome(), Evidence.FAILURE);
    finish(Ending.failed(fault));
  }

  /** The attempt failed before the commit; {@code failure} knows what may come next. */
  void failed(Failure failure) {
    note(failure.fault().kind().outcome(), failure.evidence());
    if (attempt != null) {
      attempt.passage().failed(failure.fault().kind(), nanos(), failure.retryAfterMillis());
      attempt = null;
    }
    long wait = repeatable() ? waitBeforeRetry(failure) : Retrying.NEVER;
    if (wait != Retrying.NEVER && wait < millisLeft()) {
      failure.discard();
      kind = Trace.Kind.RETRY;
      retryIn(wait);
    } else if (canFallBack() && failure.fault().kind().fallbackAllowed()) {
      failure.discard();
      fallBack();
    } else {
      giveUp(failure);
    }
  }

  private void retryIn(long millis) {
    if (millis == 0) {
      attempt();
    } else {
      pause.in(millis);
    }
  }

  private long waitBeforeRetry(Failure failure) {
    return failure.repeatable()
        ? Retrying.waitMillis(
            provider().config().retries(), failure.fault().kind(), made, failure.retryAfterMillis())
        : Retrying.NEVER;
  }

  private long millisLeft() {
    return TimeUnit.NANOSECONDS.toMillis(endNanos - nanos());
  }

  /** Index of the next target that can answer calls of this path, or 0 when there is none. */
  private int next() {
    for (int at = target; at < route.fallbacks().size(); at++) {
      Target other = route.fallbacks().get(at);
      if (provider(other).answers(call.endpoint(), other.model())) {
        return at + 1;
      }
    }
    return 0;
  }

  private void fallBack() {
    target = next();
    made = 0;
    kind = Trace.Kind.FALLBACK;
    attempt();
  }

  private void giveUp(Failure failure) {
    Failure.ProviderAnswer original = failure.original();
    if (original == null) {
      finish(Ending.failed(Redaction.hide(failure.fault(), provider())));
    } else {
      commit(original.head());
      body(original.body(), () -> {});
      finish(Ending.COMPLETE);
    }
  }

  private void attempt() {
    if (over) {
      return;
    }
    made++;
    Circuit circuit = provider().upstream().circuits().of(modelText());
    Passage passage = circuit.pass(nanos(), !canFallBack());
    if (passage == null) {
      failed(Failure.of(Faults.circuitOpen(provider(), circuit.waitMillis(nanos()))));
    } else {
      attempt = new Attempt(this, provider(), model(), passage);
      attempt.start();
    }
  }

  private Provider provider() {
    return provider(target());
  }

  private Provider provider(Target of) {
    return requireNonNull(relay.providers().get(of.provider()), "a route names a provider");
  }

  private Target target() {
    return target == 0 ? route.target() : route.fallbacks().get(target - 1);
  }

  /** The model id to send, or null when the call names none. */
  private @Nullable String model() {
    String chosen = target().model();
    if (chosen != null) {
      return chosen;
    }
    String canonical = call.trace().model();
    return canonical.isEmpty() ? call.model() : canonical;
  }

  private String modelText() {
    return requireNonNullElse(model(), "");
  }

  private boolean repeatable() {
    return call.body() instanceof HeldBody || call.body().length() == 0;
  }

  private void totalPassed() {
    boolean neverSent = attempt != null && attempt.waiting();
    Fault fault = neverSent ? Faults.full(provider()) : Faults.totalPassed(provider());
    if (committed && attempt != null) {
      attempt.failed(fault);
    } else {
      stop(fault.kind().outcome(), Evidence.FAILURE);
      finish(Ending.failed(fault));
    }
  }

  private void callerGone() {
    stop(Outcome.CANCELLED, Evidence.NONE);
    finish(
        Ending.failed(
            Fault.of(
                FaultKind.CALLER_GONE,
                "the caller closed the connection before the answer was whole",
                "caller",
                "nothing to do here")));
  }

  /** A defect of ours met while a provider was heard, or time was up: the arm is not to blame. */
  void defect(RuntimeException thrown) {
    LOG.error("request {} met a defect of the gateway", call.id(), thrown);
    if (!over) {
      stop(Outcome.GATEWAY_ERROR, Evidence.NONE);
      finish(
          Ending.failed(
              Fault.of(
                  FaultKind.DEFECT,
                  "the gateway failed on this request",
                  "gateway",
                  "report it with the request id; the request itself is not to blame")));
    }
  }

  /** Ends the attempt under way; in the pause before a retry there is none. */
  private void stop(Outcome outcome, Evidence evidence) {
    if (attempt != null) {
      attempt.cancel();
      note(outcome, evidence);
      attempt = null;
    }
  }

  private Runnable guarded(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (RuntimeException thrown) {
        defect(thrown);
      }
    };
  }

  private void note(Outcome outcome, Evidence evidence) {
    long queued = attempt == null ? 0 : attempt.queuedNanos();
    Usage usage = attempt == null ? Usage.NONE : attempt.usage();
    Trace.Attempt over = new Trace.Attempt(kind, target(), modelText(), outcome, queued, usage);
    call.trace().attempted(over, evidence);
  }

  private void finish(Ending ending) {
    if (!over) {
      over = true;
      total.forget();
      pause.forget();
      call.origin().cancellation().onCancel(null);
      sink.end(ending);
    }
  }
}
