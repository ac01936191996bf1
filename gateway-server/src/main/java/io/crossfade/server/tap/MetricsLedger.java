package io.crossfade.server.tap;

import io.crossfade.core.Arm;
import io.crossfade.core.Call;
import io.crossfade.core.Route;
import io.crossfade.core.Trace;
import io.crossfade.core.translate.Losses;
import io.crossfade.metrics.export.CallMeters;
import io.crossfade.metrics.export.GatewayMetrics;

/** Counts every call and every attempt for Prometheus. */
public record MetricsLedger(GatewayMetrics metrics, ModelLabels labels) implements Ledger {

  @Override
  public void ended(Call call, long endedNanos) {
    Trace trace = call.trace();
    Route route = trace.route();
    Trace.Attempt first = trace.first();
    String migration = route == null ? null : route.migration();
    Arm arm = route == null ? Arm.NONE : route.arm();
    CallMeters meters =
        first == null
            ? metrics.calls(migration, arm, GatewayMetrics.NONE, GatewayMetrics.NONE)
            : metrics.calls(migration, arm, first.target().provider(), labels.of(first.model()));
    meters.ended(
        trace.outcome(), sinceAccepted(call, endedNanos), ttft(call), overhead(call, endedNanos));
    if (migration != null && !trace.isPinned()) {
      metrics.placed(migration, trace.isKeyMissing());
    }
    countLosses(trace);
    for (Trace.Attempt attempt : trace.attempts()) {
      metrics
          .calls(migration, arm, attempt.target().provider(), labels.of(attempt.model()))
          .attempt(attempt.kind(), attempt.outcome(), attempt.queuedNanos());
    }
  }

  private void countLosses(Trace trace) {
    Losses losses = trace.losses();
    Trace.Serving serving = trace.serving();
    if (losses != null && serving != null) {
      String provider = serving.target().provider();
      losses.counts().forEach((field, count) -> metrics.dropped(provider, field.label(), count));
    }
  }

  private static long ttft(Call call) {
    long first = call.trace().firstTokenNanos();
    return first < 0 ? -1 : sinceAccepted(call, first);
  }

  /** What the gateway itself took before it had asked anybody. */
  private static long overhead(Call call, long endedNanos) {
    long sent = call.trace().sentUpstreamNanos();
    return sinceAccepted(call, sent < 0 ? endedNanos : sent);
  }

  private static long sinceAccepted(Call call, long nanos) {
    return Math.max(0, nanos - call.origin().acceptedNanos());
  }
}
