package io.crossfade.server.architecture;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.chat.ChatRequest;
import io.crossfade.core.chat.ChatResponse;
import io.crossfade.core.chat.Extras;
import io.crossfade.core.chat.Finish;
import io.crossfade.core.chat.Part;
import io.crossfade.core.chat.Usage;
import io.crossfade.core.config.ProviderType;
import io.crossfade.core.fault.Classified;
import io.crossfade.core.fault.ErrorAnswer;
import io.crossfade.core.fault.Fault;
import io.crossfade.core.fault.Result;
import io.crossfade.core.json.JsonTrees;
import io.crossfade.core.provider.Providers;
import io.crossfade.core.translate.ChatWire;
import io.crossfade.core.translate.LossPolicy;
import io.crossfade.core.translate.Losses;
import io.crossfade.core.translate.ProviderApi;
import io.crossfade.core.wire.Endpoint;
import io.crossfade.core.wire.Wires;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What one API's words for the end of an answer and for errors become, as tables. */
final class ProvidersPage {
  private static final String INTRODUCTION =
      """
      # What providers say

      How the words of each provider are read: why an answer is over, and what an error means for the caller, a second try and the arm.
      A test prints this page from the tables that the gateway reads answers by. Codes: [errors.md](errors.md); what is translated:
      [translation.md](translation.md).

      The tables of errors say what comes of a translated call; where caller and provider speak the same API, well-formed errors
      pass as they are, and count the same. An error after the first token ends the stream with the caller's error event and counts as a
      broken stream, or as a rejection where it is about the request.
      """;

  /** An error answer, by what makes it one. */
  private record Sample(int status, String said) {
    String shown() {
      return said.isEmpty() ? String.valueOf(status) : "%d, *%s*".formatted(status, said);
    }

    String body() {
      return "{\"message\":\"%s\",\"error\":{\"message\":\"%<s\"}}".formatted(said);
    }
  }

  private static final List<Sample> SAMPLES =
      List.of(
          new Sample(400, ""),
          new Sample(400, "prompt is too long"),
          new Sample(400, "API key not valid"),
          new Sample(401, ""),
          new Sample(402, ""),
          new Sample(403, ""),
          new Sample(404, ""),
          new Sample(404, "response not found"),
          new Sample(408, ""),
          new Sample(413, ""),
          new Sample(422, ""),
          new Sample(429, ""),
          new Sample(429, "prompt is too long"),
          new Sample(429, "you exceeded your current quota"),
          new Sample(429, "limited to 1000 API calls / month"),
          new Sample(498, ""),
          new Sample(500, ""),
          new Sample(502, ""),
          new Sample(503, ""),
          new Sample(504, ""),
          new Sample(529, ""));

  private ProvidersPage() {}

  /** The whole page. */
  static String print() {
    StringBuilder page = new StringBuilder(INTRODUCTION);
    byApi().forEach((types, api) -> page.append(of(types, api)));
    return page.toString();
  }

  /** APIs by the types of provider that are read alike, in the order of the types. */
  private static Map<String, ProviderApi> byApi() {
    Map<Class<?>, List<ProviderType>> types = new LinkedHashMap<>();
    Arrays.stream(ProviderType.values())
        .filter(type -> Providers.of(type).isPresent())
        .forEach(
            type ->
                types
                    .computeIfAbsent(api(type).responses().getClass(), _ -> new ArrayList<>())
                    .add(type));
    Map<String, ProviderApi> named = new LinkedHashMap<>();
    types
        .values()
        .forEach(
            alike ->
                named.put(
                    alike.stream()
                        .map(type -> "`" + type.label() + "`")
                        .collect(Collectors.joining(", ")),
                    api(alike.getFirst())));
    return named;
  }

  private static ProviderApi api(ProviderType type) {
    return Providers.of(type).orElseThrow();
  }

  private static String of(String types, ProviderApi api) {
    StringBuilder page = new StringBuilder("\n## ").append(types).append("\n\n");
    page.append("| the answer ends with | OpenAI's callers get | Anthropic's callers get |\n");
    page.append("|---|---|---|\n");
    new TreeMap<>(api.responses().finishReasons())
        .forEach((word, reason) -> page.append(finish("`" + word + "`", word, reason)));
    page.append(finish("anything else", "x", Finish.Reason.OTHER));
    page.append(
        "\n| the provider answers | the caller gets | again | the arm |\n|---|---|---|---|\n");
    SAMPLES.forEach(sample -> page.append(error(sample, "", api)));
    new TreeMap<>(api.errors().types())
        .keySet()
        .forEach(type -> page.append(error(new Sample(400, ""), type, api)));
    return page.toString();
  }

  private static String finish(String shown, String word, Finish.Reason reason) {
    Finish finish = new Finish(reason, word);
    String openAi =
        told(Endpoint.Kind.CHAT_COMPLETIONS, finish).at("/choices/0/finish_reason").asText();
    String anthropic = told(Endpoint.Kind.MESSAGES, finish).path("stop_reason").asText();
    return "| %s | `%s` | `%s` |\n".formatted(shown, openAi, anthropic);
  }

  private static JsonNode told(Endpoint.Kind kind, Finish finish) {
    ChatWire wire = Wires.of(kind).orElseThrow();
    ObjectNode question = JsonTrees.object().put("model", "m").put("max_tokens", 1);
    question.putArray("messages");
    ChatRequest asked = ((Result.Ok<ChatRequest>) wire.requests().read(question)).value();
    ChatResponse.Choice choice =
        new ChatResponse.Choice(0, List.of(new Part.Text("x")), finish, null, Extras.NONE);
    return wire.responses()
        .print(
            new ChatResponse("i", "m", 1, List.of(choice), Usage.UNKNOWN, Extras.NONE),
            asked,
            new Losses("caller", LossPolicy.TABLE));
  }

  private static String error(Sample sample, String type, ProviderApi api) {
    Classified read =
        api.errors()
            .read(
                new ErrorAnswer(
                    "p",
                    sample.status(),
                    name -> name.equals("x-amzn-errortype") && !type.isEmpty() ? type : null,
                    Unpooled.copiedBuffer(sample.body(), UTF_8),
                    new ErrorAnswer.Asked(true, false)));
    Fault fault = read.fault();
    return "| %s | %d `%s` | %s | %s |\n"
        .formatted(
            type.isEmpty() ? sample.shown() : "`" + type + "`",
            fault.status(),
            fault.kind().code(),
            again(read),
            arm(fault));
  }

  private static String again(Classified read) {
    return read.retryable() ? "yes" : read.fault().kind().fallbackAllowed() ? "elsewhere" : "no";
  }

  private static String arm(Fault fault) {
    return switch (fault.kind().evidence()) {
      case FAILURE -> "failure";
      case REJECTION -> "rejection";
      case SUCCESS -> "success";
      case NONE -> "–";
    };
  }
}
