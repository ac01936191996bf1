package io.crossfade.server.real.sdk;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.crossfade.server.testing.Answer;
import io.crossfade.server.testing.SeenRequest;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A provider of three APIs that does what the end of the model's name says. */
final class SdkProvider implements Function<SeenRequest, Answer> {
  static final String HELLO = "Grüße, 世界 🌍";

  private static final Pattern PICTURE = Pattern.compile("\"image/png\"|data:image/png;base64,");
  private static final Pattern FORM =
      Pattern.compile("\"json_schema\"|\"responseJsonSchema\"|\"responseSchema\"");
  private static final Pattern IN_PATH = Pattern.compile("/models/([^:]+):");

  private final Set<String> refused = ConcurrentHashMap.newKeySet();

  /** Whose API a request is in. */
  private enum Api {
    CHAT,
    MESSAGES,
    GEMINI
  }

  @Override
  public Answer apply(SeenRequest request) {
    Matcher inPath = IN_PATH.matcher(request.target());
    boolean gemini = inPath.find();
    String model = gemini ? inPath.group(1) : request.json().path("model").asText();
    boolean messages = request.target().startsWith("/v1/messages");
    Api api = gemini ? Api.GEMINI : messages ? Api.MESSAGES : Api.CHAT;
    return switch (model.substring(model.indexOf('-') + 1)) {
      case "bad-request" -> badRequest(api);
      case "unknown" -> unknown(api);
      case "limited" -> limited(api);
      case "limited-once" -> refused.add(model) ? limited(api) : answer(api, request);
      case "endless" -> endless(api);
      default -> answer(api, request);
    };
  }

  /** What it has to say: JSON where a form is asked for, what it saw where a picture came. */
  static String words(SeenRequest request) {
    if (FORM.matcher(request.text()).find()) {
      return "{\\\"greeting\\\":\\\"" + HELLO + "\\\"}";
    }
    return PICTURE.matcher(request.text()).find() ? "a picture" : HELLO;
  }

  private static Answer answer(Api api, SeenRequest request) {
    return switch (api) {
      case CHAT -> ChatAnswers.to(request);
      case MESSAGES -> MessagesAnswers.to(request);
      case GEMINI -> GeminiAnswers.to(request);
    };
  }

  private static Answer badRequest(Api api) {
    return switch (api) {
      case CHAT -> ChatAnswers.badRequest();
      case MESSAGES -> MessagesAnswers.badRequest();
      case GEMINI -> GeminiAnswers.badRequest();
    };
  }

  private static Answer unknown(Api api) {
    return switch (api) {
      case CHAT -> ChatAnswers.unknown();
      case MESSAGES -> MessagesAnswers.unknown();
      case GEMINI -> GeminiAnswers.unknown();
    };
  }

  private static Answer endless(Api api) {
    return switch (api) {
      case CHAT -> ChatAnswers.endless();
      case MESSAGES -> MessagesAnswers.endless();
      case GEMINI -> GeminiAnswers.endless();
    };
  }

  /** Asks for so short a wait that an SDK's own retry comes at once. */
  private static Answer limited(Api api) {
    String body =
        switch (api) {
          case CHAT -> ChatAnswers.LIMITED;
          case MESSAGES -> MessagesAnswers.LIMITED;
          case GEMINI -> GeminiAnswers.LIMITED;
        };
    return Answer.whole(
        429, "application/json", body.getBytes(UTF_8), "retry-after-ms: 10", "retry-after: 1");
  }
}
