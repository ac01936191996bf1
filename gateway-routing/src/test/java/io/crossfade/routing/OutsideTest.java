package io.crossfade.routing;

import static io.crossfade.routing.FakeRequest.chat;
import static io.crossfade.routing.Setup.target;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.Route;
import io.crossfade.core.config.ProviderType;
import io.crossfade.core.fault.Fault;
import io.crossfade.core.fault.FaultKind;
import io.crossfade.core.fault.Result;
import io.crossfade.core.wire.Endpoint.Kind;
import io.crossfade.core.wire.Wire;
import org.junit.jupiter.api.Test;

/** Calls that meet no migration. */
final class OutsideTest {

  private static Setup setup() {
    return new Setup()
        .provider("claude", ProviderType.ANTHROPIC)
        .provider("old", ProviderType.OPENAI)
        .provider("local", ProviderType.OLLAMA);
  }

  @Test
  void route_noRoutes_asksTheProviderThatOffersTheModel() {
    RoutingSnapshot snapshot = setup().compile();
    assertThat(ok(snapshot, chat("fast", "x")).target()).isEqualTo(target("old"));
    assertThat(
            ok(snapshot, chat("claude-sonnet-4-5", "x").at(Kind.MESSAGES, Wire.ANTHROPIC)).target())
        .isEqualTo(target("claude"));
  }

  @Test
  void route_severalRoutes_firstMatchWinsWithItsChain() {
    RoutingSnapshot snapshot =
        setup()
            .route("gpt-4*", "local/tiny", "old", "claude/claude-sonnet-4-5")
            .route("*", "old")
            .compile();
    Route route = ok(snapshot, chat("gpt-4o", "x"));
    assertThat(route.target()).isEqualTo(target("local/tiny"));
    assertThat(route.fallbacks())
        .as("translated where it must be")
        .containsExactly(target("old"), target("claude/claude-sonnet-4-5"));
    assertThat(ok(snapshot, chat("never-heard-of", "x")).target()).isEqualTo(target("old"));
  }

  @Test
  void route_unknownModel_isRefusedWithTheNearest() {
    Fault fault = refused(setup().compile(), chat("gpt-4oh", "x"));
    assertThat(fault.kind()).isEqualTo(FaultKind.MODEL_NOT_FOUND);
    assertThat(fault.param()).isEqualTo("model");
    assertThat(fault.message())
        .isEqualTo(
            "model 'gpt-4oh' is not known here (field 'model'); did you mean gpt-4o, gpt-5?"
                + " GET /v1/models lists what is served here");
  }

  @Test
  void route_longUnknownModel_isCutInTheMessage() {
    assertThat(refused(setup().compile(), chat("x".repeat(5_000), "x")).message())
        .hasSizeLessThan(300);
  }

  @Test
  void route_untranslatedPathOfAnotherWire_isRefusedBothWays() {
    RoutingSnapshot snapshot = setup().compile();
    assertThat(
            refused(snapshot, chat("gpt-4o", "x").at(Kind.COUNT_TOKENS, Wire.ANTHROPIC)).message())
        .isEqualTo(
            "model 'gpt-4o' is served by provider 'old', which speaks openai, and this path speaks"
                + " anthropic (field 'model'); calls of this path are not translated: use"
                + " /v1/chat/completions for it");
    FakeRequest completion = chat("claude-sonnet-4-5", "x").at(Kind.COMPLETIONS, Wire.OPENAI);
    assertThat(refused(snapshot, completion).message()).contains("use /v1/messages for it");
  }

  @Test
  void route_chatWithAProviderOfAnotherWire_goesThere() {
    RoutingSnapshot snapshot = setup().compile();
    assertThat(ok(snapshot, chat("gpt-4o", "x").at(Kind.MESSAGES, Wire.ANTHROPIC)).target())
        .isEqualTo(target("old"));
    assertThat(ok(snapshot, chat("claude-sonnet-4-5", "x")).target()).isEqualTo(target("claude"));
  }

  @Test
  void route_providerWithADialectOfItsOwn_isRefused() {
    RoutingSnapshot snapshot = setup().provider("old", ProviderType.BEDROCK).compile();
    assertThat(refused(snapshot, chat("gpt-4o", "x").at(Kind.COMPLETIONS, Wire.OPENAI)).message())
        .contains("'old', which speaks a dialect of its own")
        .contains("route it to a provider that speaks openai");
  }

  @Test
  void route_noModel_goesToTheFirstProviderOfTheWire() {
    RoutingSnapshot snapshot = setup().compile();
    FakeRequest files = chat(null, "x");
    assertThat(ok(snapshot, files.at(Kind.PASS_THROUGH, Wire.OPENAI)).target())
        .isEqualTo(target("old"));
    assertThat(ok(snapshot, files.at(Kind.PASS_THROUGH, Wire.ANTHROPIC)).target())
        .isEqualTo(target("claude"));
  }

  @Test
  void route_noModelAndARouteForAll_followsTheRouteIfItCan() {
    RoutingSnapshot snapshot = setup().route("gpt-*", "old").route("*", "local").compile();
    FakeRequest files = chat(null, "x");
    assertThat(ok(snapshot, files.at(Kind.PASS_THROUGH, Wire.OPENAI)).target())
        .isEqualTo(target("local"));
    assertThat(ok(snapshot, files.at(Kind.PASS_THROUGH, Wire.ANTHROPIC)).target())
        .isEqualTo(target("claude"));
  }

  @Test
  void route_passThroughWithAnUnknownModel_isLeftToTheProvider() {
    FakeRequest image = chat("dall-e-9", "x").at(Kind.PASS_THROUGH, Wire.OPENAI);
    assertThat(ok(setup().compile(), image).target()).isEqualTo(target("old"));
  }

  @Test
  void route_noProviderOfTheWire_isRefused() {
    RoutingSnapshot snapshot = new Setup().provider("old", ProviderType.OPENAI).compile();
    Fault fault = refused(snapshot, chat(null, "x").at(Kind.PASS_THROUGH, Wire.ANTHROPIC));
    assertThat(fault.kind()).isEqualTo(FaultKind.NO_PROVIDER);
  }

  private static Route ok(RoutingSnapshot snapshot, RouteRequest request) {
    return switch (snapshot.route(request)) {
      case Result.Ok<Route>(Route route) -> route;
      case Result.Err<Route>(Fault fault) -> throw new AssertionError(fault.message());
    };
  }

  private static Fault refused(RoutingSnapshot snapshot, RouteRequest request) {
    return switch (snapshot.route(request)) {
      case Result.Ok<Route>(Route route) -> throw new AssertionError("routed to " + route);
      case Result.Err<Route>(Fault fault) -> fault;
    };
  }
}
