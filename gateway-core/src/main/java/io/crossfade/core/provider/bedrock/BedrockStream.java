package io.crossfade.core.provider.bedrock;

import static io.crossfade.core.provider.bedrock.BedrockRequests.DIALECT;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.chat.ChatEvent;
import io.crossfade.core.chat.ChatEvent.Piece;
import io.crossfade.core.chat.Extras;
import io.crossfade.core.chat.Marks;
import io.crossfade.core.chat.Part;
import io.crossfade.core.chat.Signature;
import io.crossfade.core.chat.Usage;
import io.crossfade.core.fault.Fault;
import io.crossfade.core.fault.FaultKind;
import io.crossfade.core.fault.Result;
import io.crossfade.core.json.JsonTrees;
import io.crossfade.core.translate.OpenParts;
import io.crossfade.core.translate.ProviderStream;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;

/**
 * Reads a streamed answer: texts and thoughts begin without notice, tokens come behind the end.
 * Source: Amazon Bedrock API Reference, "ConverseStream", "Response Elements".
 */
public final class BedrockStream implements ProviderStream {
  private static final Part TEXT = new Part.Text("");
  private static final Part THOUGHT = new Part.Reasoning("", null, false, Marks.NONE);

  private final EventFrames frames = new EventFrames();
  private final OpenParts parts = new OpenParts(0);
  private boolean failed;
  private boolean sawContent;

  /** Whether the block that is open is the provider's own affair. */
  private boolean opaque;

  private boolean callWithoutArguments;

  @Override
  public boolean streams(String mediaType) {
    return mediaType.equals("application/vnd.amazon.eventstream");
  }

  @Override
  public void piece(ByteBuf piece, Consumer<ChatEvent> events) {
    frames.add(piece);
    for (Message message = next(); message != null; message = next()) {
      read(message, events);
    }
    Fault broken = frames.fault();
    if (broken != null) {
      fail(broken, events);
    }
  }

  private @Nullable Message next() {
    return failed ? null : frames.next();
  }

  /** Half a message is no failure of its own: the stream broke off, and its end says so. */
  @Override
  public void end(Consumer<ChatEvent> events) {}

  @Override
  public void release() {
    frames.release();
  }

  private void read(Message message, Consumer<ChatEvent> events) {
    Result<ObjectNode> payload = JsonTrees.object(Unpooled.wrappedBuffer(message.getPayload()));
    ObjectNode data = payload instanceof Result.Ok<ObjectNode>(ObjectNode tree) ? tree : null;
    String kind = header(message, ":message-type");
    if (!kind.equals("event")) {
      ObjectNode told = data == null ? JsonTrees.object() : data;
      fail(BedrockErrors.inStream(problem(message), told, sawContent), events);
    } else if (data == null) {
      fail(unreadable(), events);
    } else {
      event(header(message, ":event-type"), data, events);
    }
  }

  /** Modeled failures are exceptions with a body, others errors in headers alone. */
  private static BedrockErrors.Problem problem(Message message) {
    String type = header(message, ":exception-type");
    return new BedrockErrors.Problem(
        type.isEmpty() ? header(message, ":error-code") : type, header(message, ":error-message"));
  }

  private static String header(Message message, String name) {
    Map<String, HeaderValue> headers = message.getHeaders();
    HeaderValue value = headers.get(name);
    return value == null ? "" : value.getString();
  }

  private void event(String type, ObjectNode data, Consumer<ChatEvent> events) {
    switch (type) {
      case "messageStart" ->
          events.accept(new ChatEvent.Started("", "", 0, Usage.UNKNOWN, Extras.NONE));
      case "contentBlockStart" -> open(data.path("start"), events);
      case "contentBlockDelta" -> more(data, events);
      case "contentBlockStop" -> close(events);
      case "messageStop" -> events.accept(new ChatEvent.Finished(0, BedrockAnswers.finish(data)));
      case "metadata" -> {
        events.accept(new ChatEvent.Counted(BedrockAnswers.usage(data.path("usage"))));
        events.accept(new ChatEvent.Ended());
      }
      default -> events.accept(new ChatEvent.Other(DIALECT, type, data));
    }
  }

  private void open(JsonNode start, Consumer<ChatEvent> events) {
    sawContent = true;
    JsonNode call = start.path("toolUse");
    opaque = !call.isObject() || BedrockAnswers.isProviders(call);
    callWithoutArguments = !opaque;
    parts.open(opaque ? BedrockAnswers.opaque(start) : BedrockAnswers.call(call, ""), events);
  }

  private void more(ObjectNode data, Consumer<ChatEvent> events) {
    JsonNode delta = data.path("delta");
    sawContent = true;
    if (opaque) {
      events.accept(new ChatEvent.Other(DIALECT, "contentBlockDelta", data));
    } else if (delta.has("text")) {
      parts.words(TEXT, new Piece.Words(delta.path("text").asText()), events);
    } else if (delta.has("toolUse")) {
      String json = delta.path("toolUse").path("input").asText();
      callWithoutArguments &= json.isEmpty();
      parts.add(new Piece.Arguments(json), events);
    } else if (delta.has("reasoningContent")) {
      thought(delta.path("reasoningContent"), events);
    } else if (delta.has("citation")) {
      parts.words(TEXT, new Piece.Cited(BedrockAnswers.citation(delta.path("citation"))), events);
    } else {
      events.accept(new ChatEvent.Other(DIALECT, "contentBlockDelta", data));
    }
  }

  private void thought(JsonNode delta, Consumer<ChatEvent> events) {
    if (delta.has("redactedContent")) {
      parts.open(BedrockAnswers.redacted(delta), events);
      return;
    }
    if (delta.has("text")) {
      parts.words(THOUGHT, new Piece.Words(delta.path("text").asText()), events);
    }
    Signature seal = BedrockAnswers.seal(delta.path("signature").asText());
    if (seal != null) {
      parts.words(THOUGHT, new Piece.Signed(seal), events);
    }
  }

  /** No arguments are an empty object, in every dialect but this one's streams. */
  private void close(Consumer<ChatEvent> events) {
    if (callWithoutArguments) {
      parts.add(new Piece.Arguments("{}"), events);
    }
    callWithoutArguments = false;
    opaque = false;
    parts.close(events);
  }

  private void fail(Fault fault, Consumer<ChatEvent> events) {
    if (!failed) {
      failed = true;
      events.accept(new ChatEvent.Failed(fault));
    }
  }

  private static Fault unreadable() {
    return Fault.of(
        FaultKind.STREAM_BROKEN_OFF,
        "a message of the stream was not a JSON object",
        "provider's stream",
        "try again later");
  }
}
