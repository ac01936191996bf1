package io.crossfade.server.tap;

import io.crossfade.core.Arm;
import io.crossfade.core.Call;
import io.crossfade.core.Ending;
import io.crossfade.core.ResponseSink;
import io.crossfade.core.Route;
import io.crossfade.core.Trace;
import io.crossfade.core.fault.Evidence;
import io.crossfade.core.fault.Outcome;
import io.crossfade.metrics.window.ArmTally;
import io.crossfade.metrics.window.ArmWindow;
import io.crossfade.metrics.window.StepWindows;
import io.crossfade.server.stack.ForwardingSink;
import java.util.Objects;
import java.util.function.LongSupplier;

/** Counts one call for the arm and the step it was routed in, once, when it is over. */
public final class EvidenceTap extends ForwardingSink {
  private final Call call;
  private final Place place;
  private final LongSupplier nanos;

  /**
   * Where a call counts.
   *
   * @param windows of the step it was routed in
   * @param key hash of its cohort key
   * @param countRateLimited whether a provider's rate limit is held against the arm
   */
  public record Place(StepWindows windows, long key, boolean countRateLimited) {}

  public EvidenceTap(Call call, ResponseSink sink, Place place, LongSupplier nanos) {
    super(sink);
    this.call = call;
    this.place = place;
    this.nanos = nanos;
  }

  @Override
  public void end(Ending ending) {
    super.end(ending);
    Trace trace = call.trace();
    Route route = Objects.requireNonNull(trace.route(), "evidence is about routed calls");
    if (trace.first() != null) {
      count(trace, route.arm(), nanos.getAsLong());
    }
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
    }
    ArmTally tally = place.windows().tally(loop, arm);
    tally.ended(trace.outcome());
    if (trace.outcome() == Outcome.OK) {
      tally.answered(call.facts() != null && call.facts().stream(), now - accepted);
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
