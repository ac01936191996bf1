package io.crossfade.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.fault.Evidence;
import io.crossfade.core.fault.Outcome;
import io.crossfade.core.usage.Usage;
import org.junit.jupiter.api.Test;

final class TraceTest {
  private static final Target OLD = new Target("old", null);
  private static final Target NEXT = new Target("next", null);

  private final Trace trace = new Trace();

  @Test
  void attempted_twice_theFirstDecides() {
    attempt(OLD, Outcome.TIMEOUT, Evidence.FAILURE);
    attempt(NEXT, Outcome.OK, Evidence.SUCCESS);
    assertThat(trace.outcome()).isEqualTo(Outcome.TIMEOUT);
    assertThat(trace.evidence()).isEqualTo(Evidence.FAILURE);
  }

  @Test
  void elsewhere_theLaterAnswer_decidesAndProvesNothing() {
    attempt(OLD, Outcome.CLIENT_ERROR, Evidence.REJECTION);
    trace.elsewhere();
    assertThat(trace.first()).isNull();
    attempt(NEXT, Outcome.OK, Evidence.SUCCESS);
    assertThat(trace.outcome()).isEqualTo(Outcome.OK);
    assertThat(trace.evidence()).isEqualTo(Evidence.NONE);
    assertThat(trace.first()).isEqualTo(trace.attempts().getLast());
  }

  @Test
  void nowhere_theFirstRefusal_stands() {
    Trace.Serving first = new Trace.Serving(false, OLD, "");
    attempt(OLD, Outcome.CLIENT_ERROR, Evidence.REJECTION);
    trace.servedBy(first);
    trace.elsewhere();
    attempt(NEXT, Outcome.CLIENT_ERROR, Evidence.REJECTION);
    trace.servedBy(new Trace.Serving(true, NEXT, ""));
    trace.nowhere(first);
    assertThat(trace.outcome()).isEqualTo(Outcome.CLIENT_ERROR);
    assertThat(trace.evidence()).isEqualTo(Evidence.NONE);
    assertThat(trace.first()).isEqualTo(trace.attempts().getFirst());
    assertThat(trace.serving()).isEqualTo(first);
  }

  private void attempt(Target target, Outcome outcome, Evidence proves) {
    trace.attempted(
        new Trace.Attempt(Trace.Kind.FIRST, target, "", outcome, 0, Usage.NONE), proves);
  }
}
