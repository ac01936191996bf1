package io.crossfade.core.provider.bedrock;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.chat.Message;
import io.crossfade.core.chat.Message.Role;
import io.crossfade.core.chat.Part;
import io.crossfade.core.translate.Turns;
import java.util.List;

/**
 * Prints a conversation: instructions in a field of their own, user and assistant in turn, the user
 * first, and no text that is blank.
 */
record BedrockMessages(BedrockBlocks blocks) {
  /** Stands where a conversation begins with the assistant, which is refused. */
  private static final Message BEGINNING =
      new Message(Role.USER, List.of(new Part.Text("(The conversation begins.)")));

  void print(List<Message> messages, ObjectNode body) {
    List<Part> instructions = said(Turns.instructions(messages));
    List<Message> turns = Turns.alternating(messages.stream().map(this::said).toList());
    if (turns.isEmpty()) {
      turns = List.of(new Message(Role.USER, instructions));
    } else if (!instructions.isEmpty()) {
      body.set("system", blocks.all(instructions));
    }
    ArrayNode printed = body.putArray("messages");
    if (turns.getFirst().role() == Role.ASSISTANT) {
      print(BEGINNING, printed);
    }
    turns.forEach(turn -> print(turn, printed));
  }

  private Message said(Message message) {
    return new Message(message.role(), said(message.content()), null, message.extras());
  }

  private List<Part> said(List<Part> content) {
    return content.stream().filter(blocks::sayable).toList();
  }

  private void print(Message turn, ArrayNode printed) {
    printed
        .addObject()
        .put("role", turn.role() == Role.ASSISTANT ? "assistant" : "user")
        .set("content", blocks.all(turn.content()));
  }
}
