package io.crossfade.server.demo;

import io.crossfade.core.Arm;
import io.crossfade.metrics.window.ArmReport;
import io.crossfade.routing.migration.Phase;
import io.crossfade.server.control.MigrationView;
import io.crossfade.server.gateway.Gateway;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What happens in the demonstration, second by second. */
final class DemoScript {
  static final int FIRST_SPLIT = 5;

  /** Splits in percent, by the second at which the file is edited. */
  private static final Map<Integer, Integer> EDITS = Map.of(5, 10, 10, 25);

  private static final double BUCKETS_PER_PERCENT = 100.0;

  private final Gateway gateway;
  private final DemoFile file;
  private final DemoProvider next;
  private final DemoTraffic traffic;
  private final PrintStream out;
  private long failedAtNanos;
  private boolean told;

  DemoScript(
      Gateway gateway, DemoFile file, DemoProvider next, DemoTraffic traffic, PrintStream out) {
    this.gateway = gateway;
    this.file = file;
    this.next = next;
    this.traffic = traffic;
    this.out = out;
  }

  /** Plays until the thread is interrupted. */
  void play(int failAfterSeconds) throws IOException, InterruptedException {
    for (int second = 1; !Thread.currentThread().isInterrupted(); second++) {
      TimeUnit.SECONDS.sleep(1);
      Integer edit = EDITS.get(second);
      if (edit != null && failedAtNanos == 0) {
        out.printf("%4d s  the file now says split: %d%%%n", second, edit);
        file.split(edit);
      }
      if (failedAtNanos == 0 && (second >= failAfterSeconds || enterPressed())) {
        out.printf("%4d s  the new provider starts to fail: 503 to everything%n", second);
        failedAtNanos = System.nanoTime();
        next.fail(DemoProvider.Fault.DOWN);
      }
      show(second);
    }
  }

  private void show(int second) {
    MigrationView view = gateway.migrations().views().values().iterator().next();
    if (view.state().phase() == Phase.ROLLED_BACK && !told) {
      told = true;
      out.printf(
          "%4d s  rolled back by itself: %s%n        %s%n",
          second, view.state().reason(), view.state().detail());
    }
    out.printf(
        Locale.ROOT,
        "%4d s  split %5.1f %%   control %s   candidate %s   application: %d answers, %d errors%n",
        second,
        view.state().splitBuckets() / BUCKETS_PER_PERCENT,
        rate(view, Arm.CONTROL),
        rate(view, Arm.CANDIDATE),
        traffic.answered(),
        traffic.failed());
  }

  private static String rate(MigrationView view, Arm arm) {
    ArmReport step = view.reports().report(arm, System.nanoTime()).step();
    return Double.isNaN(step.errorRate())
        ? String.format(Locale.ROOT, "%5d calls %5s     ", step.calls(), "")
        : String.format(
            Locale.ROOT, "%5d calls %5.1f %% bad", step.calls(), 100 * step.errorRate());
  }

  private static boolean enterPressed() {
    boolean pressed = false;
    try {
      while (System.in.available() > 0) {
        pressed |= System.in.read() == '\n';
      }
    } catch (IOException nobodyCanType) {
      return false;
    }
    return pressed;
  }
}
