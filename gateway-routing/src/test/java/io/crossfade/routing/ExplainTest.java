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
import io.crossfade.routing.Decision.Placement;
import io.crossfade.routing.migration.Signal;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class ExplainTest {
  private static final StickyBy BY_USER = new StickyBy(Source.USER, null);

  private static Setup setup() {
    return new Setup()
        .provider("old", ProviderType.OPENAI)
        .provider("new", ProviderType.TOGETHER)
        .provider("claude", ProviderType.ANTHROPIC);
  }

  /** The numbers are those of the recorded vectors. */
  @Test
  void explain_callOnTheControl_showsTheWholeArithmetic() {
    RoutingSnapshot snapshot =
        setup()
            .migration(
                keyed(plain("gpt4o-to-together", "old/gpt-4o", "new/llama", 2_500), BY_USER, true))
            .compile();
    Decision decision = snapshot.explain(chat("openai/gpt-4o", "x").from("user-42"));
    assertThat(decision.asNamed()).isEqualTo("openai/gpt-4o");
    assertThat(decision.model()).isEqualTo("gpt-4o");
    assertThat(decision.migration()).isEqualTo("gpt4o-to-together");
    assertThat(decision.arm()).isEqualTo(Arm.CONTROL);
    assertThat(decision.target()).isEqualTo(target("old/gpt-4o"));
    Placement placement = Objects.requireNonNull(decision.placement());
    assertThat(placement)
        .isEqualTo(
            new Placement(
                "user-42",
                "user",
                false,
                "gpt4o-to-together",
                25,
                "c313bcb9add31ec7",
                7_620,
                2_500,
                false));
    assertThat(placement.candidateBuckets()).isEqualTo("0-2499");
    assertThat(placement.movesAt()).isEqualTo("76.21%");
    assertThat(decision.why())
        .isEqualTo(
            "Bucket 7620 is not below 2500, the split of migration 'gpt4o-to-together', so the"
                + " control serves.");
  }

  /** The split named is the first that moves the key, not one too early or too late. */
  @Test
  void movesAt_thatSplit_isExactlyWhereTheKeyMoves() {
    assertThat(armAt(7_620)).isEqualTo(Arm.CONTROL);
    assertThat(armAt(7_621)).isEqualTo(Arm.CANDIDATE);
  }

  private static Arm armAt(int split) {
    return setup()
        .migration(plain("gpt4o-to-together", "old/gpt-4o", "new/llama", split))
        .compile()
        .explain(chat("gpt-4o", "user-42"))
        .arm();
  }

  @Test
  void explain_missingKey_saysTheRequestIdStandsIn() {
    Decision decision =
        setup()
            .migration(keyed(plain("m1", "old/gpt-4o", "new/llama", 10_000), BY_USER, true))
            .compile()
            .explain(chat("gpt-4o", "alice@example.com"));
    Placement placement = Objects.requireNonNull(decision.placement());
    assertThat(placement.keyMissing()).isTrue();
    assertThat(placement.keySource()).isEqualTo("request id");
    assertThat(placement.bucket()).isEqualTo(3_917);
    assertThat(decision.fallbacks()).containsExactly(target("old/gpt-4o"));
  }

  @Test
  void explain_everyReason_isOneSentence() {
    Setup beta =
        setup()
            .migration(
                about(
                    plain("m", "old/gpt-4o", "new/llama", 500),
                    List.of(),
                    List.of(new Rule(Subject.HEADER, "x-plan", List.of("beta")))));
    Setup mixed = setup().migration("m", "old/gpt-4o", "claude/claude-sonnet-4-5", 500);
    Setup back =
        setup()
            .migration("m", "old/gpt-4o", "new/llama", 500)
            .then(new Signal.OperatorRollback("bad"));
    FakeRequest call = chat("gpt-4o", "x");
    assertThat(why(setup(), call))
        .isEqualTo("No migration covers model 'gpt-4o'; old is the first provider that offers it.");
    assertThat(why(setup().route("gpt-*", "new/x"), call))
        .isEqualTo("No migration covers model 'gpt-4o'; route 'gpt-*' sends it to new/x.");
    assertThat(why(beta, call))
        .isEqualTo(
            "Migration 'm' covers the model, but its 'only' rules leave this caller out; it stays"
                + " with old, where that migration has its control.");
    assertThat(why(mixed, call.at(Kind.EMBEDDINGS, Wire.OPENAI)))
        .startsWith(
            "Migration 'm' covers the model, but not both of its arms can answer openai calls of"
                + " embeddings;");
    assertThat(why(back, call))
        .isEqualTo(
            "Migration 'm' is rolled_back with no bucket on the candidate, so the control serves.");
    assertThat(why(back, call.pinned(Arm.CANDIDATE)))
        .isEqualTo("The caller pinned the candidate of migration 'm'.");
    assertThat(why(setup(), chat(null, "x").at(Kind.PASS_THROUGH, Wire.OPENAI)))
        .isEqualTo("The call names no model, so it goes to old.");
    assertThat(why(setup(), chat("gpt-9", "x"))).startsWith("The call is refused: model 'gpt-9'");
    assertThat(why(setup(), chat("dall-e", "x").at(Kind.PASS_THROUGH, Wire.OPENAI)))
        .contains("no provider is known to offer it");
  }

  @Test
  void explain_anyCall_agreesWithRoute() {
    RoutingSnapshot snapshot =
        setup()
            .migration("m", "old/gpt-4o", "new/llama", 5_000)
            .route("local-*", "new", "old")
            .compile();
    for (String model : List.of("gpt-4o", "gpt-5", "local-x", "nope", "claude-sonnet-4-5")) {
      for (int id = 0; id < 200; id++) {
        FakeRequest request = chat(model, "req-" + id);
        Decision decision = snapshot.explain(request);
        switch (snapshot.route(request)) {
          case Result.Ok<Route>(Route route) -> {
            assertThat(decision.arm()).isEqualTo(route.arm());
            assertThat(Objects.requireNonNull(decision.target()).provider())
                .isEqualTo(route.target().provider());
          }
          case Result.Err<Route>(var fault) -> assertThat(decision.fault()).isEqualTo(fault);
        }
      }
    }
  }

  @Test
  void explain_longKey_isCutButHashedWhole() {
    RoutingSnapshot snapshot = setup().migration("m1", "old/gpt-4o", "new/llama", 1).compile();
    Placement placement =
        Objects.requireNonNull(snapshot.explain(chat("gpt-4o", "k".repeat(600))).placement());
    assertThat(placement.key()).hasSize(513).endsWith("…");
    assertThat(placement.inputLength()).isEqualTo(603);
  }

  private static String why(Setup setup, FakeRequest request) {
    return setup.compile().explain(request).why();
  }
}
