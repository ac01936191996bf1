package io.crossfade.core.testing;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** Prints, when a run is over, one line for each test left out and why. */
public final class LeftOutReport implements TestExecutionListener {
  private final ConcurrentMap<String, String> reasons = new ConcurrentHashMap<>();

  @Override
  public void executionSkipped(TestIdentifier test, String reason) {
    reasons.put(name(test), reason);
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    if (result.getStatus() == Status.ABORTED) {
      reasons.put(name(test), reason(result));
    }
  }

  @Override
  public void testPlanExecutionFinished(TestPlan plan) {
    lines().forEach(System.out::println);
    reasons.clear();
  }

  List<String> lines() {
    return reasons.entrySet().stream()
        .map(entry -> "left out: " + entry.getKey() + ": " + entry.getValue())
        .sorted()
        .toList();
  }

  private static String reason(TestExecutionResult result) {
    return result
        .getThrowable()
        .map(Throwable::getMessage)
        .map(message -> message.replace("Assumption failed: ", ""))
        .orElse("no reason given");
  }

  private static String name(TestIdentifier test) {
    String where =
        switch (test.getSource().orElse(null)) {
          case MethodSource method -> method.getClassName() + "." + method.getMethodName();
          case ClassSource type -> type.getClassName();
          case null, default -> "";
        };
    return where.endsWith(test.getDisplayName().replace("()", ""))
        ? where
        : where + " " + test.getDisplayName();
  }
}
