package io.crossfade.server.real.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.crossfade.core.wire.Wire;
import io.crossfade.server.testing.Cassette;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/** Which answers reach the caller unchanged, and what becomes of the few that do not. */
final class Rules {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern BAD_KEY = Pattern.compile("(incorrect|invalid) (x-)?api[ -]key");
  private static final Pattern SECRETS = Pattern.compile("\\b(sk|org|proj)[-_][\\w-]{3,}");

  private Rules() {}

  static Expected of(Exchange exchange) {
    Cassette tape = exchange.tape();
    if (tape.status() >= 300) {
      return refused(exchange, tape.status());
    }
    boolean stream = tape.isStream() && type(tape).startsWith("text/event-stream");
    return stream ? StreamRules.of(exchange) : answered(exchange);
  }

  private static String type(Cassette tape) {
    return Objects.requireNonNullElse(tape.headers().get("content-type"), "");
  }

  private static Expected refused(Exchange exchange, int status) {
    String said = text(exchange);
    boolean badKey = status == 400 && BAD_KEY.matcher(said.toLowerCase(Locale.ROOT)).find();
    if (status == 401 || status == 402 || status == 403 || badKey) {
      return new Expected.Ours(
          502, "provider_auth_failed", "what a provider says about our keys is not for callers");
    }
    if (hasShapeOf(exchange.wire(), json(said))) {
      return Expected.same(
          status,
          SECRETS.matcher(said).replaceAll("***"),
          "an error of the wire's own shape passes");
    }
    return inOurWords(status);
  }

  private static Expected inOurWords(int status) {
    String why = "an error of no known shape is told in our own words";
    return switch (status) {
      case 429, 498 -> new Expected.Ours(429, "rate_limit_exceeded", why);
      case 404 -> new Expected.Ours(404, "model_not_found", why);
      case 503, 529 -> new Expected.Ours(status, "provider_overloaded", why);
      case 408, 504 -> new Expected.Ours(504, "provider_error", why);
      default ->
          status < 500
              ? new Expected.Ours(status, "invalid_request", why)
              : new Expected.Ours(502, "provider_error", why);
    };
  }

  /** OpenAI's imitators leave out what they do not have; the message is always there. */
  private static boolean hasShapeOf(Wire wire, JsonNode body) {
    JsonNode error = body.path("error");
    boolean anthropic = body.path("type").asText().equals("error");
    return error.path("message").isTextual() && anthropic == (wire == Wire.ANTHROPIC);
  }

  private static Expected answered(Exchange exchange) {
    JsonNode body = json(text(exchange));
    if (exchange.isAnswer() && (!body.isObject() || body.hasNonNull("error"))) {
      return new Expected.Ours(
          502, "bad_provider_response", "an error, or no JSON, under a status of success");
    }
    return Expected.same(exchange.tape().status(), text(exchange), "an answer passes as it is");
  }

  private static String text(Exchange exchange) {
    return new String(exchange.tape().body(), UTF_8);
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }
}
