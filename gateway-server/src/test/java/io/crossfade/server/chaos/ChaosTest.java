package io.crossfade.server.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.fault.Outcome;
import io.crossfade.server.fault.Plant;
import io.crossfade.server.testing.Await;
import io.netty.util.LeakPresenceDetector;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Steady load while both providers misbehave in one way after the other, then in all at once: every
 * call ends as the fault table says, and the books of gateway and providers agree.
 */
final class ChaosTest {
  private static final long SEED = 20_261_121;
  private static final int CALLERS = 24;
  private static final int ENOUGH = 12;
  private static final Duration PHASE = Duration.ofSeconds(30);
  private static final List<Mischief> ALL =
      List.copyOf(EnumSet.complementOf(EnumSet.of(Mischief.STOPPED)));

  private final Rogue old = new Rogue("old");
  private final Rogue next = new Rogue("next");

  private String yaml() {
    String provider =
        """
          %s: {type: openai-compatible, base_url: "%s/v1", retries: {max: 0}, circuit: off,
            timeouts: {first_byte: 2s, idle: 2s, total: 20s}}
        """;
    String migration =
        """
          - {name: %1$s, from: old/%1$s, to: next/m2, split: 50%%, fallback: %2$s,
             rollback: {mode: manual}}
        """;
    return "providers:\n"
        + provider.formatted("old", old.provider.url())
        + provider.formatted("next", next.provider.url())
        + "migrations:\n"
        + migration.formatted("rescued", "control")
        + migration.formatted("alone", "none");
  }

  @Test
  void providers_misbehaveUnderLoad_everyCallEndsAsTheFaultTableSays(@TempDir Path folder) {
    LeakPresenceDetector.check();
    try (Plant plant = new Plant(folder, yaml())) {
      Callers callers = new Callers(CALLERS, plant, new Allowed(old, next));
      try (callers) {
        ALL.forEach(this::oneByOne);
        mixed();
        stopAndStart(callers);
        slowAccept(callers);
      }
      assertThat(callers.complaints()).as("seed " + SEED).isEmpty();
      booksAgree(plant, callers);
      nothingRemains(plant);
    } finally {
      old.close();
      next.close();
    }
    LeakPresenceDetector.check();
  }

  /** The candidate misbehaves two times in three, the control one in three. */
  private void oneByOne(Mischief mischief) {
    next.mood(call -> call % 3 == 0 ? Mischief.NONE : mischief);
    old.mood(call -> call % 3 == 1 ? mischief : Mischief.NONE);
    await(() -> next.count(mischief) >= ENOUGH && old.count(mischief) >= ENOUGH);
  }

  private void mixed() {
    int before = next.provider.requests().size();
    next.mood(call -> any(call, 1));
    old.mood(call -> any(call, 2));
    await(() -> next.provider.requests().size() > before + 20 * ENOUGH);
  }

  private static Mischief any(int call, int salt) {
    int choice = new Random(SEED + 31L * call + salt).nextInt(2 * ALL.size());
    return choice < ALL.size() ? ALL.get(choice) : Mischief.NONE;
  }

  /** Whom the stop meets may come again at once; nobody does once the provider is back. */
  private void stopAndStart(Callers callers) {
    old.mood(_ -> Mischief.NONE);
    next.mood(_ -> Mischief.NONE);
    List<Integer> before = callers.underWay();
    await(() -> callers.ended(before));
    next.mood(_ -> Mischief.STOPPED);
    await(() -> next.count(Mischief.STOPPED) >= ENOUGH);
    next.provider.stop();
    await(() -> callers.ended(next.calls(Mischief.STOPPED)));
    await(() -> gone(callers) >= ENOUGH);
    next.mood(_ -> Mischief.NONE);
    next.provider.restart();
    goesOn();
  }

  private long gone(Callers callers) {
    return callers.answered().stream()
        .filter(call -> callers.isCandidate(call) && next.did(call) == null)
        .count();
  }

  /** Each answer ends its connection; in the end all callers wait for one that nobody takes. */
  private void slowAccept(Callers callers) {
    next.mood(_ -> Mischief.CLOSING);
    next.provider.accepting(false);
    await(() -> callers.underWay().stream().filter(this::isUnseen).count() >= ENOUGH);
    next.provider.accepting(true);
    goesOn();
  }

  private boolean isUnseen(int call) {
    return next.did(call) == null && old.did(call) == null;
  }

  private void goesOn() {
    int before = next.provider.requests().size();
    await(() -> next.provider.requests().size() > before + 2 * ENOUGH);
  }

  private void booksAgree(Plant plant, Callers callers) {
    Map<Outcome, Integer> candidate = next.outcomes(_ -> true);
    candidate.merge(Outcome.UNAVAILABLE, (int) gone(callers), Integer::sum);
    agree(plant, candidate, "arm=\"candidate\"", "kind=\"first\"", "provider=\"next\"");
    agree(
        plant,
        old.outcomes(call -> !callers.isCandidate(call)),
        "arm=\"control\"",
        "kind=\"first\"",
        "provider=\"old\"");
    agree(plant, old.outcomes(callers::isCandidate), "kind=\"fallback\"", "provider=\"old\"");
    assertThat(plant.metric("crossfade_attempts_total", "kind=\"retry\"")).isZero();
  }

  private static void agree(Plant plant, Map<Outcome, Integer> expected, String... labels) {
    assertThat(expected).hasSizeGreaterThanOrEqualTo(3);
    Await.until(
        () ->
            counted(plant, labels).values().stream().mapToInt(n -> n).sum()
                >= expected.values().stream().mapToInt(n -> n).sum());
    assertThat(counted(plant, labels)).as(String.join(", ", labels)).isEqualTo(expected);
  }

  private static Map<Outcome, Integer> counted(Plant plant, String... labels) {
    Map<Outcome, Integer> counted = new TreeMap<>();
    for (Outcome outcome : Outcome.values()) {
      String[] all = java.util.Arrays.copyOf(labels, labels.length + 1);
      all[labels.length] = "outcome=\"" + outcome.label() + "\"";
      int count = (int) plant.metric("crossfade_attempts_total", all);
      if (count > 0) {
        counted.put(outcome, count);
      }
    }
    return counted;
  }

  private void nothingRemains(Plant plant) {
    for (Rogue rogue : Set.of(old, next)) {
      rogue.awaitNothingHangs();
    }
    Await.until(() -> plant.metric("crossfade_provider_requests") == 0);
    plant.close();
    Await.until(() -> old.provider.openConnections() + next.provider.openConnections() == 0);
  }

  private static void await(BooleanSupplier condition) {
    Await.until(condition, PHASE);
  }
}
