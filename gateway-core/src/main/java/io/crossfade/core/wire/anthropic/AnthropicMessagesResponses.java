package io.crossfade.core.wire.anthropic;

import static io.crossfade.core.wire.anthropic.AnthropicMessagesRequests.DIALECT;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.chat.ChatRequest;
import io.crossfade.core.chat.ChatResponse;
import io.crossfade.core.chat.ChatResponse.Choice;
import io.crossfade.core.chat.Part;
import io.crossfade.core.json.JsonTrees;
import io.crossfade.core.translate.Losses;
import io.crossfade.core.translate.ResponsePrinter;

/** Prints a whole message. Source: Anthropic API reference, "Create a Message". */
public final class AnthropicMessagesResponses implements ResponsePrinter {

  @Override
  public ObjectNode print(ChatResponse response, ChatRequest asked, Losses losses) {
    Choice choice = response.choices().getFirst();
    ObjectNode body = JsonTrees.object();
    body.put("id", response.id());
    body.put("type", "message");
    body.put("role", "assistant");
    body.put("model", response.model());
    ArrayNode content = body.putArray("content");
    AnthropicBlocks blocks = new AnthropicBlocks(losses);
    boolean refused = false;
    for (Part part : choice.content()) {
      ObjectNode block = blocks.print(part);
      refused |= part instanceof Part.Refusal;
      if (block != null) {
        content.add(block);
      }
    }
    AnthropicFinish.print(choice.finish(), refused, body);
    body.set("usage", AnthropicUsage.print(response.usage()));
    response.extras().into(body, DIALECT);
    return body;
  }
}
