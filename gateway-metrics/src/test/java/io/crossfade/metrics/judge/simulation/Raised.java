package io.crossfade.metrics.judge.simulation;

import io.crossfade.core.Arm;
import io.crossfade.metrics.judge.MigrationJudge;
import io.crossfade.metrics.judge.alert.Alert;
import java.util.HashMap;
import java.util.Map;

/** After how many of the candidate's requests each alert about it was first raised. */
public final class Raised {
  private final Map<String, Long> first = new HashMap<>();

  /** Looks at the alerts after a tick. */
  public void note(MigrationJudge judge, long requests) {
    for (Alert alert : judge.alerts()) {
      if (alert.arm() == Arm.CANDIDATE) {
        first.putIfAbsent(alert.name(), requests);
      }
    }
  }

  /** Requests until an alert; the largest number if it never was raised. */
  public long after(String alert) {
    return first.getOrDefault(alert, Long.MAX_VALUE);
  }

  public boolean anything() {
    return !first.isEmpty();
  }
}
