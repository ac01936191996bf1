package io.crossfade.server.real.sdk;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.crossfade.server.testing.Answer;
import io.crossfade.server.testing.SeenRequest;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/** A provider of both wires that does what the end of the model's name says. */
final class SdkProvider implements Function<SeenRequest, Answer> {
  static final String HELLO = "Grüße, 世界 🌍";

  private final AtomicBoolean refusedOnce = new AtomicBoolean();

  @Override
  public Answer apply(SeenRequest request) {
    String model = request.json().path("model").asText();
    boolean anthropic = request.target().startsWith("/v1/messages");
    return switch (model.substring(model.indexOf('-') + 1)) {
      case "bad-request" -> anthropic ? MessagesAnswers.badRequest() : ChatAnswers.badRequest();
      case "unknown" -> anthropic ? MessagesAnswers.unknown() : ChatAnswers.unknown();
      case "limited" -> limited(anthropic);
      case "limited-once" ->
          refusedOnce.getAndSet(true) ? answer(anthropic, request) : limited(anthropic);
      case "endless" -> anthropic ? MessagesAnswers.endless() : ChatAnswers.endless();
      default -> answer(anthropic, request);
    };
  }

  private static Answer answer(boolean anthropic, SeenRequest request) {
    return anthropic ? MessagesAnswers.to(request) : ChatAnswers.to(request);
  }

  /** Asks for so short a wait that an SDK's own retry comes at once. */
  private static Answer limited(boolean anthropic) {
    String body = anthropic ? MessagesAnswers.LIMITED : ChatAnswers.LIMITED;
    return Answer.whole(429, "application/json", body.getBytes(UTF_8), "retry-after-ms: 10");
  }
}
