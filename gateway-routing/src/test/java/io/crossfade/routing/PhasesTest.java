package io.crossfade.routing;

import static io.crossfade.routing.FakeRequest.chat;
import static io.crossfade.routing.Setup.about;
import static io.crossfade.routing.Setup.plain;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.Arm;
import io.crossfade.core.Route;
import io.crossfade.core.config.MigrationConfig;
import io.crossfade.core.config.MigrationConfig.Rule;
import io.crossfade.core.config.MigrationConfig.Rule.Subject;
import io.crossfade.core.config.ProviderType;
import io.crossfade.core.config.Rollout;
import io.crossfade.core.config.Rollout.Stage;
import io.crossfade.core.fault.Result;
import io.crossfade.routing.migration.Signal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A migration that opens group after group: those inside, then one model, then everybody. */
final class PhasesTest {
  private static final int CALLERS = 400;
  private static final Duration HOUR = Duration.ofHours(1);
  private static final List<Rule> INSIDE =
      List.of(new Rule(Subject.HEADER, "x-plan", List.of("internal")));

  @Test
  void route_firstPhase_isForItsGroupAlone() {
    RoutingSnapshot snapshot = after();
    assertThat(share(snapshot, "gpt-4o", "x-plan", "internal")).isEqualTo(1);
    assertThat(share(snapshot, "gpt-4o")).isZero();
    assertThat(standing(snapshot, chat("gpt-4o", "a").with("x-plan", "internal")))
        .isEqualTo(Standing.WEIGHED);
    assertThat(standing(snapshot, chat("gpt-4o", "a"))).isEqualTo(Standing.ASIDE);
  }

  @Test
  void route_secondPhase_keepsTheFirstGroupAndOpensAModel() {
    RoutingSnapshot snapshot = after(new Signal.Advance("{}"));
    assertThat(share(snapshot, "gpt-4o", "x-plan", "internal")).isEqualTo(1);
    assertThat(share(snapshot, "gpt-4o")).isBetween(0.18, 0.32);
    assertThat(share(snapshot, "o1")).isZero();
    assertThat(standing(snapshot, chat("gpt-4o", "a").with("x-plan", "internal")))
        .isEqualTo(Standing.SETTLED);
    assertThat(standing(snapshot, chat("gpt-4o", "a"))).isEqualTo(Standing.WEIGHED);
    assertThat(standing(snapshot, chat("o1", "a"))).isEqualTo(Standing.ASIDE);
  }

  @Test
  void route_interruptedPhase_staysAsItIs() {
    RoutingSnapshot snapshot = after(new Signal.Advance("{}"), new Signal.Pause("lunch"));
    assertThat(share(snapshot, "gpt-4o", "x-plan", "internal")).isEqualTo(1);
    assertThat(share(snapshot, "o1")).isZero();
  }

  @Test
  void route_splitSetByHand_isOfTheSamePhase() {
    RoutingSnapshot snapshot = after(new Signal.Advance("{}"), new Signal.SetSplit(5_000, false));
    assertThat(share(snapshot, "gpt-4o")).isBetween(0.42, 0.58);
    assertThat(share(snapshot, "o1")).isZero();
  }

  @Test
  void route_afterTheLastPhase_isForAll() {
    Signal next = new Signal.Promote("");
    RoutingSnapshot snapshot = after(next, next, next);
    assertThat(share(snapshot, "o1")).isEqualTo(1);
    assertThat(standing(snapshot, chat("o1", "a"))).isEqualTo(Standing.WEIGHED);
  }

  @Test
  void route_rolledBack_isTheControlForEveryGroup() {
    RoutingSnapshot snapshot = after(new Signal.Advance("{}"), new Signal.OperatorRollback("bad"));
    assertThat(share(snapshot, "gpt-4o", "x-plan", "internal")).isZero();
  }

  @Test
  void explain_everyStanding_saysWhy() {
    RoutingSnapshot snapshot = after(new Signal.Advance("{}"));
    Decision inside = snapshot.explain(chat("gpt-4o", "a").with("x-plan", "internal"));
    assertThat(inside.why()).contains("below 10000, the split of migration 'm'");
    assertThat(snapshot.explain(chat("o1", "a")).why())
        .isEqualTo("No phase of migration 'm' so far is about this call, so the control serves.");
  }

  private static double share(RoutingSnapshot snapshot, String model, String... fields) {
    return IntStream.range(0, CALLERS)
            .filter(
                id -> route(snapshot, chat(model, "r" + id).with(fields)).arm() == Arm.CANDIDATE)
            .count()
        / (double) CALLERS;
  }

  private static Standing standing(RoutingSnapshot snapshot, RouteRequest request) {
    return snapshot.standing(route(snapshot, request), request);
  }

  private static Route route(RoutingSnapshot snapshot, RouteRequest request) {
    return switch (snapshot.route(request)) {
      case Result.Ok<Route>(Route route) -> route;
      case Result.Err<Route>(var fault) -> throw new AssertionError(fault.message());
    };
  }

  private static RoutingSnapshot after(Signal... signals) {
    Setup setup =
        new Setup()
            .provider("old", ProviderType.OPENAI)
            .provider("new", ProviderType.TOGETHER)
            .migration(declared());
    Arrays.stream(signals).forEach(setup::then);
    return setup.compile();
  }

  private static MigrationConfig declared() {
    List<Stage> phases =
        List.of(
            new Stage(10_000, HOUR, INSIDE, List.of()),
            new Stage(2_500, HOUR, List.of(), List.of("gpt-4o")),
            new Stage(10_000, HOUR));
    Rollout plain = Rollout.fixed(0);
    Rollout phased =
        new Rollout(
            Rollout.Strategy.PHASED,
            false,
            phases,
            plain.holdBack(),
            false,
            plain.advance(),
            plain.minRequests(),
            0,
            null,
            Duration.ZERO);
    return Setup.moving(
        about(plain("m", "old", "new/llama", 0), List.of("gpt-4o", "o1"), List.of()), phased);
  }
}
