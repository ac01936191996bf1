package io.crossfade.core.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.fault.Fault;
import io.crossfade.core.fault.FaultKind;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.regex.Pattern;

/** A fault as the caller's own SDK expects to read it: as a body, or as a stream's last event. */
public final class ErrorBodies {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern CONTROLS = Pattern.compile("\\p{Cntrl}+");
  private static final int MAX_MESSAGE_CHARS = 1_000;

  private ErrorBodies() {}

  /** The body of an error answer, {@code application/json}; the caller releases it. */
  public static ByteBuf body(Wire wire, Fault fault) {
    ObjectNode body =
        switch (wire) {
          case OPENAI -> openAi(fault);
          case ANTHROPIC -> anthropic(fault);
        };
    return bytes(body, "", "");
  }

  /**
   * The last event of a stream that was cut after its commit; the caller releases it.
   *
   * @param sequenceNumber of the event, where the endpoint numbers its events (responses): one more
   *     than the last one sent
   */
  public static ByteBuf lastEvent(Endpoint endpoint, Fault fault, long sequenceNumber) {
    return switch (endpoint.wire()) {
      case ANTHROPIC -> bytes(anthropic(fault), "event: error\ndata: ", "\n\n");
      case OPENAI ->
          endpoint.kind() == Endpoint.Kind.RESPONSES
              ? bytes(responses(fault, sequenceNumber), "event: error\ndata: ", "\n\n")
              : bytes(openAi(fault), "data: ", "\n\n");
    };
  }

  /** Anthropic's name for an error of that kind and status. */
  static String anthropicType(FaultKind kind, int status) {
    if (kind == FaultKind.PROVIDER_OVERLOADED) {
      return "overloaded_error";
    }
    return switch (status) {
      case 401 -> "authentication_error";
      case 403 -> "permission_error";
      case 404 -> "not_found_error";
      case 413 -> "request_too_large";
      case 429 -> "rate_limit_error";
      case 504 -> "timeout_error";
      case 529 -> "overloaded_error";
      default -> status < 500 ? "invalid_request_error" : "api_error";
    };
  }

  private static ObjectNode openAi(Fault fault) {
    ObjectNode body = JSON.createObjectNode();
    body.putObject("error")
        .put("message", message(fault))
        .put("type", fault.kind().type())
        .put("param", fault.param())
        .put("code", fault.kind().code());
    return body;
  }

  private static ObjectNode anthropic(Fault fault) {
    ObjectNode body = JSON.createObjectNode().put("type", "error");
    body.putObject("error")
        .put("type", anthropicType(fault.kind(), fault.status()))
        .put("message", message(fault));
    return body;
  }

  private static ObjectNode responses(Fault fault, long sequenceNumber) {
    return JSON.createObjectNode()
        .put("type", "error")
        .put("code", fault.kind().code())
        .put("message", message(fault))
        .put("param", fault.param())
        .put("sequence_number", sequenceNumber);
  }

  private static String message(Fault fault) {
    String line = CONTROLS.matcher(fault.message()).replaceAll(" ");
    return line.length() <= MAX_MESSAGE_CHARS ? line : line.substring(0, MAX_MESSAGE_CHARS) + "...";
  }

  private static ByteBuf bytes(ObjectNode json, String before, String after) {
    return Unpooled.wrappedBuffer((before + json + after).getBytes(UTF_8));
  }
}
