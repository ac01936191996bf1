package io.crossfade.server.translate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.Call;
import io.crossfade.core.chat.ChatRequest;
import io.crossfade.core.chat.ChatResponse;
import io.crossfade.core.chat.Stamp;
import io.crossfade.core.fault.Fault;
import io.crossfade.core.fault.FaultKind;
import io.crossfade.core.fault.Result;
import io.crossfade.core.http.HeldBody;
import io.crossfade.core.json.JsonTrees;
import io.crossfade.core.translate.ChatWire;
import io.crossfade.core.translate.ErrorReader;
import io.crossfade.core.translate.EventPrinter;
import io.crossfade.core.translate.Fitting;
import io.crossfade.core.translate.Losses;
import io.crossfade.core.translate.ProviderApi;
import io.crossfade.core.translate.ProviderRequest;
import io.crossfade.core.translate.ProviderStream;
import io.crossfade.core.translate.Site;
import io.crossfade.core.wire.Wires;
import io.crossfade.server.provider.Provider;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * One attempt's translation: what the provider is sent, and what the caller gets of his answer.
 *
 * @param callId the call's own
 * @param wire what the caller speaks
 * @param api what the provider speaks
 * @param asked what the caller asked, before anything was taken out
 * @param request what the provider is sent
 * @param losses of request and answer
 */
public record Translation(
    String callId,
    ChatWire wire,
    ProviderApi api,
    ChatRequest asked,
    ProviderRequest request,
    Losses losses)
    implements Translated {
  private static final long MILLIS = 1_000;

  /**
   * Translates a held call.
   *
   * @param to has translators
   * @param model id to send
   * @param losses that count it, by the policy in force
   * @return the translation, or {@link FaultKind#UNSUPPORTED_PARAMETER} for a request that cannot
   *     be expressed, {@link FaultKind#TRANSLATION} for one that no translator takes
   */
  static Result<Translation> of(Call call, Provider to, String model, Losses losses) {
    ChatWire wire = Wires.of(call.endpoint().kind()).orElse(null);
    ProviderApi api = to.api();
    if (wire == null || api == null || !(call.body() instanceof HeldBody(ByteBuf bytes))) {
      return Result.err(untranslatable(to));
    }
    return switch (read(wire, bytes)) {
      case Result.Ok<ChatRequest>(ChatRequest asked) ->
          print(
              new Asked(call.id(), wire, asked.to(model)),
              new Destination(api, to.site(model)),
              losses);
      case Result.Err<ChatRequest>(Fault fault) -> Result.err(fault);
    };
  }

  /** Where a translated call goes. */
  private record Destination(ProviderApi api, Site site) {}

  private record Asked(String callId, ChatWire wire, ChatRequest request) {}

  private static Result<ChatRequest> read(ChatWire wire, ByteBuf bytes) {
    return switch (JsonTrees.object(bytes)) {
      case Result.Ok<ObjectNode>(ObjectNode body) -> wire.requests().read(body);
      case Result.Err<ObjectNode> _ -> Result.err(malformed());
    };
  }

  static Fault malformed() {
    return Fault.of(
        FaultKind.MALFORMED_REQUEST,
        "the body is not one JSON object",
        "request body",
        "send one JSON object");
  }

  private static Result<Translation> print(Asked asked, Destination to, Losses losses) {
    ChatRequest fitted = Fitting.fit(asked.request(), to.api(), losses);
    ProviderRequest printed = to.api().requests().print(fitted, to.site(), losses);
    Fault refusal = losses.refusal();
    return refusal == null
        ? Result.ok(
            new Translation(
                asked.callId(), asked.wire(), to.api(), asked.request(), printed, losses))
        : Result.err(refusal);
  }

  @Override
  public ErrorReader errors() {
    return api.errors();
  }

  @Override
  public Result<Told> answer(ByteBuf body) {
    return switch (JsonTrees.object(body)) {
      case Result.Ok<ObjectNode>(ObjectNode tree) when tree.hasNonNull("error") ->
          Result.err(errorUnderSuccess());
      case Result.Ok<ObjectNode>(ObjectNode tree) -> api.responses().read(tree).map(this::told);
      case Result.Err<ObjectNode>(Fault fault) -> Result.err(fault);
    };
  }

  private Told told(ChatResponse response) {
    ObjectNode printed = wire.responses().print(response.stamped(stamp()), asked, losses);
    return new Told(
        Unpooled.wrappedBuffer(JsonTrees.bytes(printed)), TokenCount.of(response.usage()));
  }

  /** A fresh reader of the provider's stream. */
  public ProviderStream stream() {
    return api.streams().get();
  }

  /** A fresh printer of the caller's stream. */
  public EventPrinter printer() {
    return wire.streams().of(asked, losses);
  }

  /** What the answer is told to be, as of now, where the provider does not say. */
  public Stamp stamp() {
    return new Stamp(callId, asked.model(), System.currentTimeMillis() / MILLIS);
  }

  private static Fault errorUnderSuccess() {
    return Fault.of(
        FaultKind.BAD_RESPONSE,
        "the body is an error, under a status of success",
        "provider's answer",
        "try again later");
  }

  static Fault untranslatable(Provider to) {
    return Fault.of(
        FaultKind.TRANSLATION,
        "calls of this path cannot be translated",
        "provider '%s'".formatted(to.name()),
        "route them to a provider that speaks the caller's API");
  }
}
