package io.crossfade.server.tap;

import io.crossfade.core.Arm;
import io.crossfade.core.Call;
import io.crossfade.core.Ending;
import io.crossfade.core.ResponseSink;
import io.crossfade.core.Route;
import io.crossfade.core.Trace;
import io.crossfade.core.fault.Evidence;
import io.crossfade.core.fault.Outcome;
import io.crossfade.metrics.spend.Expense;
import io.crossfade.metrics.window.ArmTally;
import io.crossfade.metrics.window.ArmWindow;
import io.crossfade.metrics.window.InFlight;
import io.crossfade.metrics.window.StepWindows;
import io.crossfade.metrics.window.Unit;
import io.crossfade.server.stack.ForwardingSink;
import io.netty.buffer.ByteBuf;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Counts one call for the arm and the step it was routed in: how fast it is as soon as that is
 * known, and once, when it is over, how it ended.
 */
public final class EvidenceTap extends ForwardingSink {
  private final Call call;
  private final Place place;
  private final LongSupplier nanos;
  private final @Nullable Unit unit;

  /**
   * Where a call counts.
   *
   * @param windows of the step it was routed in
   * @param key hash of its cohort key
   * @param countRateLimited whether a provider's rate limit is held against the arm
   * @param pricing of the migration
   * @param inFlight what is under way on the call's loop
   */
  public record Place(
      StepWindows windows,
      long key,
      boolean countRateLimited,
      Pricing pricing,
      InFlight inFlight) {}

  public EvidenceTap(Call call, ResponseSink sink, Place place, LongSupplier nanos) {
    super(sink);
    this.call = call;
    this.place = place;
    this.nanos = nanos;
    this.unit = call.trace().isPinned() ? null : begun();
  }

  private Unit begun() {
    int loop = call.origin().loop();
    Unit begun = place.windows().unit(loop, arm(), stream(), call.origin().acceptedNanos());
    place.inFlight().add(begun);
    return begun;
  }

  @Override
  public void body(ByteBuf piece, Runnable more) {
    Trace trace = call.trace();
    if (unit != null && trace.first() == null && trace.firstTokenNanos() >= 0) {
      unit.firstToken(trace.firstTokenNanos());
    }
    super.body(piece, more);
  }

  @Override
  public void end(Ending ending) {
    super.end(ending);
    Trace trace = call.trace();
    long now = nanos.getAsLong();
    if (unit != null) {
      ended(unit, trace, now);
    }
    if (trace.first() != null) {
      count(trace, arm(), now);
    }
  }

  /** Of several attempts, another one's first token says nothing about the arm. */
  private static void ended(Unit unit, Trace trace, long now) {
    if (trace.attempts().size() == 1 && trace.firstTokenNanos() >= 0) {
      unit.firstToken(trace.firstTokenNanos());
    }
    unit.ended(trace.outcome(), now);
  }

  private Arm arm() {
    Route route = call.trace().route();
    return Objects.requireNonNull(route, "evidence is about routed calls").arm();
  }

  private boolean stream() {
    return call.facts() != null && call.facts().stream();
  }

  private void count(Trace trace, Arm arm, long now) {
    int loop = call.origin().loop();
    long accepted = call.origin().acceptedNanos();
    if (!trace.isPinned()) {
      ArmWindow window = place.windows().of(loop, arm);
      window.ended(evidence(trace), place.key(), accepted, now);
      if (trace.isKeyMissing()) {
        window.keyMissing();
      }
      if (trace.outcome() == Outcome.CANCELLED) {
        window.cancelled();
      }
      Expense expense = place.pricing().of(call);
      if (expense != null) {
        place.windows().spending(loop, arm).add(expense);
      }
    }
    ArmTally tally = place.windows().tally(loop, arm);
    tally.ended(trace.outcome());
    if (trace.outcome() == Outcome.OK) {
      tally.answered(stream(), now - accepted);
    }
    if (trace.firstTokenNanos() >= 0) {
      tally.firstToken(trace.firstTokenNanos() - accepted);
    }
  }

  private Evidence evidence(Trace trace) {
    boolean excluded = trace.outcome() == Outcome.RATE_LIMITED && !place.countRateLimited();
    return excluded ? Evidence.NONE : trace.evidence();
  }
}
