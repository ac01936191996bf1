package io.crossfade.routing;

import static io.crossfade.routing.FakeRequest.chat;
import static io.crossfade.routing.Setup.about;
import static io.crossfade.routing.Setup.keyed;
import static io.crossfade.routing.Setup.plain;
import static io.crossfade.routing.Setup.target;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.Arm;
import io.crossfade.core.Route;
import io.crossfade.core.config.MigrationConfig.Rule;
import io.crossfade.core.config.MigrationConfig.Rule.Subject;
import io.crossfade.core.config.MigrationConfig.StickyBy;
import io.crossfade.core.config.MigrationConfig.StickyBy.Source;
import io.crossfade.core.config.ProviderType;
import io.crossfade.core.fault.Result;
import io.crossfade.core.wire.Endpoint.Kind;
import io.crossfade.core.wire.Wire;
import io.crossfade.routing.migration.Phase;
import io.crossfade.routing.migration.Signal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Calls that meet migrations. */
final class RoutingSnapshotTest {
  private static final List<Rule> BETA =
      List.of(new Rule(Subject.HEADER, "x-plan", List.of("beta")));

  /** Bucket 80 under salt {@code m}. */
  private static final String LOW = "req-6";

  private static Setup setup() {
    return new Setup()
        .provider("old", ProviderType.OPENAI)
        .provider("new", ProviderType.TOGETHER)
        .provider("claude", ProviderType.ANTHROPIC);
  }

  @Test
  void route_bucketBelowSplit_goesToTheCandidateWithTheControlBehind() {
    Route route =
        ok(setup().migration("m", "old/gpt-4o", "new/llama", 500).compile(), chat("gpt-4o", LOW));
    assertThat(route)
        .isEqualTo(new Route("m", 0, Arm.CANDIDATE, target("new/llama"), List.of(target("old"))));
  }

  @Test
  void route_bucketAboveSplit_goesToTheControlAsNamedWithNothingBehind() {
    Setup setup = setup().migration("m", "old/gpt-4o", "new/llama", 0);
    assertThat(ok(setup.compile(), chat("openai/gpt-4o", LOW)))
        .isEqualTo(new Route("m", 0, Arm.CONTROL, target("old"), List.of()));
  }

  @Test
  void route_withoutFallback_candidateStandsAlone() {
    Setup setup =
        setup()
            .migration(
                keyed(plain("m", "old/gpt-4o", "new/llama", 10_000), StickyBy.REQUEST_ID, false));
    assertThat(ok(setup.compile(), chat("gpt-4o", "x")).fallbacks()).isEmpty();
  }

  @Test
  void route_sameCall_isTheSameObject() {
    RoutingSnapshot snapshot = setup().migration("m", "old/gpt-4o", "new/llama", 500).compile();
    assertThat(snapshot.route(chat("gpt-4o", LOW))).isSameAs(snapshot.route(chat("gpt-4o", LOW)));
    assertThat(snapshot.route(chat("gpt-5", "x"))).isSameAs(snapshot.route(chat("gpt-5", "y")));
  }

  @Test
  void route_modelOutOfScope_isOutside() {
    RoutingSnapshot snapshot = setup().migration("m", "old/gpt-4o", "new/llama", 10_000).compile();
    assertThat(ok(snapshot, chat("gpt-5", "x")))
        .isEqualTo(new Route(null, -1, Arm.NONE, target("old"), List.of()));
  }

  @Test
  void route_migrationOfAProvider_coversEveryModelEvenUnknownOnes() {
    RoutingSnapshot snapshot = setup().migration("m", "old", "new", 10_000).compile();
    assertThat(ok(snapshot, chat("gpt-5", "x")).migration()).isEqualTo("m");
    assertThat(ok(snapshot, chat("ft:mine", "x")).target()).isEqualTo(target("new"));
    assertThat(snapshot.canonical("old/ft:mine")).isEqualTo("ft:mine");
  }

  @Test
  void route_twoMigrationsOfAModel_firstThatAdmitsTakesIt() {
    RoutingSnapshot snapshot =
        setup()
            .migration(about(plain("beta", "old/gpt-4o", "new/a", 10_000), List.of(), BETA))
            .migration(about(plain("rest", "old", "new/b", 10_000), List.of("gpt-4*"), List.of()))
            .compile();
    assertThat(ok(snapshot, chat("gpt-4o", "x").with("x-plan", "beta")).migration())
        .isEqualTo("beta");
    Route rest = ok(snapshot, chat("gpt-4o", "x"));
    assertThat(rest.migration()).isEqualTo("rest");
    assertThat(rest.slot()).isEqualTo(1);
  }

  /** Nobody who is left out may lose his model because of a migration he is not part of. */
  @Test
  void route_callerLeftOut_staysWhereTheControlIs() {
    Setup setup =
        setup().migration(about(plain("m", "new/own-model", "old/gpt-5", 5_000), List.of(), BETA));
    assertThat(ok(setup.compile(), chat("own-model", "x")))
        .isEqualTo(new Route(null, -1, Arm.NONE, target("new"), List.of()));
  }

  /** The catalogue would say {@code old}; the file says where the model is served today. */
  @Test
  void route_callerLeftOut_prefersTheControlToTheCatalogue() {
    Setup setup =
        setup().migration(about(plain("m", "new/gpt-4o", "old/gpt-5", 5_000), List.of(), BETA));
    assertThat(ok(setup.compile(), chat("gpt-4o", "x")).target()).isEqualTo(target("new"));
    setup.route("gpt-*", "old");
    assertThat(ok(setup.compile(), chat("gpt-4o", "x")).target()).isEqualTo(target("old"));
  }

  @Test
  void route_candidateOfAnotherWire_takesWhatCanBeTranslated() {
    RoutingSnapshot snapshot =
        setup().migration("m", "old/gpt-4o", "claude/claude-sonnet-4-5", 10_000).compile();
    assertThat(ok(snapshot, chat("gpt-4o", "x")).target())
        .isEqualTo(target("claude/claude-sonnet-4-5"));
    FakeRequest older = chat("gpt-4o", "x").at(Kind.COMPLETIONS, Wire.OPENAI);
    assertThat(ok(snapshot, older))
        .isEqualTo(new Route(null, -1, Arm.NONE, target("old"), List.of()));
    assertThat(snapshot.route(older.pinned(Arm.CANDIDATE)))
        .as("a pin is never quietly overruled")
        .isInstanceOf(Result.Err.class);
  }

  @Test
  void route_twoMigrationsOfAllModels_eachTakesTheCallsOfItsOwnWire() {
    RoutingSnapshot snapshot =
        setup()
            .provider("opus", ProviderType.ANTHROPIC)
            .migration("m", "old", "new", 10_000)
            .migration("n", "claude", "opus", 10_000)
            .compile();
    assertThat(ok(snapshot, chat("any", LOW)).migration()).isEqualTo("m");
    assertThat(ok(snapshot, chat("any", LOW).at(Kind.MESSAGES, Wire.ANTHROPIC)).migration())
        .isEqualTo("n");
  }

  @Test
  void route_pin_winsOverBucketAndOnly() {
    Setup setup =
        setup().migration(about(plain("m", "old/gpt-4o", "new/llama", 0), List.of(), BETA));
    RoutingSnapshot snapshot = setup.compile();
    assertThat(ok(snapshot, chat("gpt-4o", "x").pinned(Arm.CANDIDATE)).arm())
        .isEqualTo(Arm.CANDIDATE);
    assertThat(ok(snapshot, chat("gpt-4o", "x").pinned(Arm.CONTROL)).arm()).isEqualTo(Arm.CONTROL);
    assertThat(ok(snapshot, chat("gpt-5", "x").pinned(Arm.CANDIDATE)).arm()).isEqualTo(Arm.NONE);
  }

  @Test
  void route_rolledBackOrNotStarted_isAllControl() {
    Setup setup = setup().migration("m", "old/gpt-4o", "new/llama", 10_000);
    assertThat(ok(setup.compile(), chat("gpt-4o", "x")).arm()).isEqualTo(Arm.CANDIDATE);
    setup.then(new Signal.OperatorRollback("bad"));
    assertThat(ok(setup.compile(), chat("gpt-4o", "x")).arm()).isEqualTo(Arm.CONTROL);
    assertThat(ok(setup.withoutStates().compile(), chat("gpt-4o", "x")).arm())
        .isEqualTo(Arm.CONTROL);
  }

  @Test
  void keyMissing_eachCall_saysWhetherTheRequestIdStoodIn() {
    RoutingSnapshot snapshot =
        setup()
            .migration(
                keyed(
                    plain("m", "old/gpt-4o", "new/llama", 5_000),
                    new StickyBy(Source.USER, null),
                    true))
            .compile();
    FakeRequest nobody = chat("gpt-4o", "x");
    assertThat(snapshot.keyMissing(ok(snapshot, nobody), nobody)).isTrue();
    FakeRequest ann = nobody.from("ann");
    assertThat(snapshot.keyMissing(ok(snapshot, ann), ann)).isFalse();
    FakeRequest elsewhere = chat("gpt-5", "x");
    assertThat(snapshot.keyMissing(ok(snapshot, elsewhere), elsewhere)).isFalse();
  }

  @Test
  void migrations_each_isListedBySlot() {
    RoutingSnapshot snapshot =
        setup()
            .migration("one", "old/gpt-4o", "new/a", 500)
            .then(new Signal.SetSplit(2_500, false))
            .migration("two", "old/gpt-5", "new/b", 100)
            .compile();
    assertThat(snapshot.migrations())
        .containsExactly(
            new RoutedMigration(0, "one", Phase.RUNNING, 1, 0, 2, 2_500),
            new RoutedMigration(1, "two", Phase.RUNNING, 1, 0, 1, 100));
  }

  private static Route ok(RoutingSnapshot snapshot, RouteRequest request) {
    return switch (snapshot.route(request)) {
      case Result.Ok<Route>(Route route) -> route;
      case Result.Err<Route>(var fault) -> throw new AssertionError(fault.message());
    };
  }
}
