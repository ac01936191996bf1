package io.crossfade.core.wire.responses;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.chat.ChatRequest;
import io.crossfade.core.chat.ChatResponse;
import io.crossfade.core.chat.ChatResponse.Choice;
import io.crossfade.core.chat.Field;
import io.crossfade.core.chat.Part;
import io.crossfade.core.json.JsonTrees;
import io.crossfade.core.translate.Losses;
import io.crossfade.core.translate.ResponsePrinter;
import org.jspecify.annotations.Nullable;

/** Prints a whole {@code response}. Source: OpenAI API reference, "The response object". */
public final class ResponsesAnswers implements ResponsePrinter {

  @Override
  public ObjectNode print(ChatResponse response, ChatRequest asked, Losses losses) {
    ResponsesIds ids = ResponsesIds.of(response.id());
    Choice choice = response.choices().getFirst();
    Collected all = new Collected(ids, choice, losses);
    choice.content().forEach(all::add);
    return new ResponsesFrame(asked, ids, response.model(), response.created())
        .whole(choice.finish(), all.output(), response.usage());
  }

  /** The items, of which the last one is incomplete where the answer is. */
  private static final class Collected {
    private final ArrayNode items = JsonTrees.object().arrayNode();
    private final ResponsesIds ids;
    private final Losses losses;
    private final Choice choice;
    private @Nullable ArrayNode message;
    private boolean anyText;

    Collected(ResponsesIds ids, Choice choice, Losses losses) {
      this.ids = ids;
      this.choice = choice;
      this.losses = losses;
    }

    void add(Part part) {
      switch (part) {
        case Part.Text said -> content().add(text(said));
        case Part.Refusal refused -> content().add(ResponsesItems.refusal(refused.text()));
        case Part.Reasoning thought -> item(thought(thought));
        case Part.ToolCall call -> item(call(call));
        case Part.Opaque opaque -> losses.drop(Field.PROVIDER_CONTENT, "content." + opaque.type());
        case Part.Image _ -> losses.drop(Field.IMAGE, "content.image");
        case Part.Audio _ -> losses.drop(Field.AUDIO, "content.audio");
        case Part.Document _ -> losses.drop(Field.DOCUMENT, "content.document");
        case Part.ToolResult _ -> losses.drop(Field.PROVIDER_CONTENT, "content.tool_result");
      }
    }

    /** The content of the message that goes on. */
    private ArrayNode content() {
      if (message == null) {
        message = items.arrayNode();
        items.add(
            ResponsesItems.message(ids.message(items.size()), ResponsesFinish.COMPLETED, message));
      }
      return message;
    }

    private void item(ObjectNode item) {
      message = null;
      items.add(item);
    }

    private ObjectNode text(Part.Text said) {
      ArrayNode annotations = items.arrayNode();
      said.citations()
          .forEach(
              citation ->
                  ResponsesItems.annotation(citation, said.text().length())
                      .ifPresentOrElse(
                          annotations::add,
                          () -> losses.drop(Field.CITATIONS, "content.citations")));
      ArrayNode logprobs = ResponsesItems.logprobs(anyText ? null : choice.logprobs());
      anyText = true;
      return ResponsesItems.text(said.text(), annotations, logprobs);
    }

    private ObjectNode thought(Part.Reasoning thought) {
      return ResponsesReasoning.print(
          ids.reasoning(items.size()), thought.text(), thought.signature(), thought.hidden());
    }

    private ObjectNode call(Part.ToolCall call) {
      String arguments = call.arguments().isEmpty() ? "{}" : call.arguments();
      return ResponsesItems.call(
          ids.call(items.size()), ResponsesFinish.COMPLETED, call, arguments);
    }

    ArrayNode output() {
      if (!items.isEmpty()
          && items.get(items.size() - 1) instanceof ObjectNode last
          && last.has("status")) {
        last.put("status", ResponsesFinish.status(choice.finish()));
      }
      return items;
    }
  }
}
