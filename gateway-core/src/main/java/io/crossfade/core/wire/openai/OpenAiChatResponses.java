package io.crossfade.core.wire.openai;

import static io.crossfade.core.wire.openai.OpenAiChatRequests.DIALECT;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.chat.ChatRequest;
import io.crossfade.core.chat.ChatResponse;
import io.crossfade.core.chat.ChatResponse.Choice;
import io.crossfade.core.chat.Field;
import io.crossfade.core.chat.Part;
import io.crossfade.core.chat.Usage;
import io.crossfade.core.json.JsonTrees;
import io.crossfade.core.translate.Losses;
import io.crossfade.core.translate.ResponsePrinter;
import java.util.List;

/**
 * Prints a whole {@code chat.completion}. Source: OpenAI API reference, "The chat completion
 * object".
 */
public final class OpenAiChatResponses implements ResponsePrinter {

  @Override
  public ObjectNode print(ChatResponse response, ChatRequest asked, Losses losses) {
    ObjectNode body = JsonTrees.object();
    body.put("id", response.id());
    body.put("object", "chat.completion");
    body.put("created", response.created());
    body.put("model", response.model());
    ArrayNode choices = body.putArray("choices");
    response.choices().forEach(choice -> choices.add(choice(choice, losses)));
    if (!response.usage().equals(Usage.UNKNOWN)) {
      body.set("usage", OpenAiUsage.print(response.usage()));
    }
    response.extras().into(body, DIALECT);
    return body;
  }

  private static ObjectNode choice(Choice choice, Losses losses) {
    ObjectNode printed = JsonTrees.object().put("index", choice.index());
    choice.extras().into(printed, DIALECT);
    ObjectNode message = message(choice.content(), losses);
    JsonNode more = choice.extras().get(DIALECT, "message");
    if (more instanceof ObjectNode rest) {
      message.setAll(rest);
    }
    printed.set("message", message);
    printed.set("logprobs", choice.logprobs());
    return printed.put("finish_reason", OpenAiFinish.print(choice.finish()));
  }

  private static ObjectNode message(List<Part> content, Losses losses) {
    Collected all = new Collected(losses);
    content.forEach(all::add);
    return all.message();
  }

  /** One message made of parts that stood apart: texts are one text here. */
  private static final class Collected {
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder refusal = new StringBuilder();
    private final StringBuilder reasoning = new StringBuilder();
    private final ArrayNode details = JsonTrees.object().arrayNode();
    private final ArrayNode calls = JsonTrees.object().arrayNode();
    private final ArrayNode annotations = JsonTrees.object().arrayNode();
    private final Losses losses;

    Collected(Losses losses) {
      this.losses = losses;
    }

    void add(Part part) {
      switch (part) {
        case Part.Text said -> text(said);
        case Part.Refusal refused -> refusal.append(refused.text());
        case Part.Reasoning thought -> thought(thought);
        case Part.ToolCall call -> calls.add(OpenAiCalls.whole(call));
        case Part.Opaque opaque -> opaque(opaque);
        case Part.Image _ -> losses.drop(Field.IMAGE, "content.image");
        case Part.Audio _ -> losses.drop(Field.AUDIO, "content.audio");
        case Part.Document _ -> losses.drop(Field.DOCUMENT, "content.document");
        case Part.ToolResult _ -> losses.drop(Field.PROVIDER_CONTENT, "content.tool_result");
      }
    }

    private void text(Part.Text said) {
      int start = text.length();
      text.append(said.text());
      said.citations()
          .forEach(
              citation ->
                  OpenAiCitations.print(citation, start, text.length())
                      .ifPresentOrElse(
                          annotations::add,
                          () -> losses.drop(Field.CITATIONS, "content.citations")));
    }

    private void thought(Part.Reasoning thought) {
      reasoning.append(thought.text());
      details.add(
          OpenAiReasoning.detail(
              thought.text(), thought.signature(), thought.hidden(), details.size()));
    }

    private void opaque(Part.Opaque opaque) {
      if (opaque.dialect().equals(DIALECT) && opaque.type().equals("tool_calls")) {
        calls.add(opaque.raw());
      } else {
        losses.drop(Field.PROVIDER_CONTENT, "content." + opaque.type());
      }
    }

    ObjectNode message() {
      ObjectNode message = JsonTrees.object().put("role", "assistant");
      message.put("content", text.isEmpty() && hasOther() ? null : text.toString());
      message.put("refusal", refusal.isEmpty() ? null : refusal.toString());
      if (!details.isEmpty()) {
        message.put("reasoning_content", reasoning.toString());
        message.set("reasoning_details", details);
      }
      putUnlessEmpty(message, "tool_calls", calls);
      putUnlessEmpty(message, "annotations", annotations);
      return message;
    }

    private boolean hasOther() {
      return !refusal.isEmpty() || !calls.isEmpty();
    }

    private static void putUnlessEmpty(ObjectNode message, String name, ArrayNode values) {
      if (!values.isEmpty()) {
        message.set(name, values);
      }
    }
  }
}
