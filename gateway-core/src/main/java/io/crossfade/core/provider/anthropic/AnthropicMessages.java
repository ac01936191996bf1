package io.crossfade.core.provider.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.crossfade.core.chat.Marks;
import io.crossfade.core.chat.Message;
import io.crossfade.core.chat.Message.Role;
import io.crossfade.core.chat.Part;
import io.crossfade.core.json.JsonTrees;
import io.crossfade.core.translate.Losses;
import io.crossfade.core.translate.Turns;
import java.util.List;

/**
 * Prints a conversation: instructions in a field of their own, user and assistant in turn, the user
 * first, and no text that is empty.
 */
final class AnthropicMessages {
  /** Stands where a conversation begins with the assistant, which is refused. */
  private static final Message BEGINNING =
      new Message(Role.USER, List.of(new Part.Text("(The conversation begins.)")));

  private final AnthropicParts parts;

  AnthropicMessages(Losses losses) {
    this.parts = new AnthropicParts(losses);
  }

  void print(List<Message> messages, ObjectNode body) {
    List<Part> instructions = said(Turns.instructions(messages));
    List<Message> turns = Turns.alternating(messages.stream().map(this::said).toList());
    if (turns.isEmpty()) {
      turns = List.of(new Message(Role.USER, instructions));
    } else if (!instructions.isEmpty()) {
      body.set("system", content(instructions));
    }
    ArrayNode printed = body.putArray("messages");
    if (turns.getFirst().role() == Role.ASSISTANT) {
      printed.add(turn(BEGINNING));
    }
    turns.forEach(turn -> printed.add(turn(turn)));
  }

  private Message said(Message message) {
    return new Message(message.role(), said(message.content()), null, message.extras());
  }

  private List<Part> said(List<Part> content) {
    return content.stream().filter(parts::sayable).toList();
  }

  private ObjectNode turn(Message turn) {
    ObjectNode printed =
        JsonTrees.object().put("role", turn.role() == Role.ASSISTANT ? "assistant" : "user");
    printed.set("content", content(turn.content()));
    return printed;
  }

  private JsonNode content(List<Part> content) {
    boolean plain =
        content.size() == 1
            && content.getFirst() instanceof Part.Text text
            && text.marks().equals(Marks.NONE)
            && text.citations().isEmpty();
    return plain
        ? TextNode.valueOf(((Part.Text) content.getFirst()).text())
        : parts.blocks(content);
  }
}
