package io.crossfade.core.provider.openai;

import static io.crossfade.core.provider.openai.OpenAiRequests.DIALECT;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.chat.Message;
import io.crossfade.core.chat.Message.Role;
import io.crossfade.core.chat.Part;
import io.crossfade.core.json.JsonTrees;
import io.crossfade.core.provider.openai.Quirks.Habit;
import io.crossfade.core.provider.openai.Quirks.Thoughts;
import io.crossfade.core.translate.Losses;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Prints the messages of a request. */
final class OpenAiMessages {
  private final Quirks quirks;
  private final OpenAiParts parts;
  private final ArrayNode printed = JsonTrees.object().arrayNode();

  OpenAiMessages(Quirks quirks, Losses losses) {
    this.quirks = quirks;
    this.parts = new OpenAiParts(quirks, losses);
  }

  ArrayNode print(List<Message> messages) {
    List<Part> pictures = new ArrayList<>();
    for (Message message : messages) {
      if (!holdsResult(message) && !pictures.isEmpty()) {
        printed.add(user(pictures));
        pictures.clear();
      }
      printed.add(message(message, pictures));
    }
    if (!pictures.isEmpty()) {
      printed.add(user(pictures));
    }
    return printed;
  }

  private static boolean holdsResult(Message message) {
    return message.content().size() == 1 && message.content().getFirst() instanceof Part.ToolResult;
  }

  /**
   * One message.
   *
   * @param pictures takes what a tool result may not hold, to follow as the user's
   */
  private ObjectNode message(Message message, List<Part> pictures) {
    ObjectNode own =
        holdsResult(message)
            ? result((Part.ToolResult) message.content().getFirst(), pictures)
            : said(message);
    if (message.name() != null) {
      own.put("name", message.name());
    }
    message.extras().into(own, DIALECT);
    return own;
  }

  private ObjectNode said(Message message) {
    ObjectNode own = role(message.role());
    if (message.role() == Role.ASSISTANT) {
      assistant(message.content(), own);
    } else {
      own.set("content", parts.content(message.content()));
    }
    return own;
  }

  private ObjectNode role(Role role) {
    Role known = role == Role.DEVELOPER && quirks.has(Habit.NO_DEVELOPER_ROLE) ? Role.SYSTEM : role;
    return JsonTrees.object().put("role", known.name().toLowerCase(Locale.ROOT));
  }

  /** What the model said goes into the content, all else into fields of its own. */
  private void assistant(List<Part> content, ObjectNode own) {
    List<Part> said = new ArrayList<>();
    ArrayNode calls = own.arrayNode();
    StringBuilder thoughts = new StringBuilder();
    StringBuilder refusal = new StringBuilder();
    for (Part part : content) {
      switch (part) {
        case Part.ToolCall call -> calls.add(call(call));
        case Part.Opaque opaque when opaque.type().equals("tool_calls") -> calls.add(opaque.raw());
        case Part.Reasoning thought when quirks.thoughts() == Thoughts.CONTENT -> said.add(thought);
        case Part.Reasoning thought -> thoughts.append(thought.text());
        case Part.Refusal refused when quirks.has(Habit.NO_REFUSALS) ->
            said.add(new Part.Text(refused.text()));
        case Part.Refusal refused -> refusal.append(refused.text());
        default -> said.add(part);
      }
    }
    own.set("content", said.isEmpty() ? own.nullNode() : parts.content(said));
    if (!refusal.isEmpty()) {
      own.put("refusal", refusal.toString());
    }
    if (!thoughts.isEmpty()) {
      own.put(
          quirks.thoughts() == Thoughts.REASONING ? "reasoning" : "reasoning_content",
          thoughts.toString());
    }
    if (!calls.isEmpty()) {
      own.set("tool_calls", calls);
    }
  }

  private ObjectNode call(Part.ToolCall call) {
    ObjectNode printed = JsonTrees.object().put("id", id(call.id())).put("type", "function");
    printed
        .putObject("function")
        .put("name", call.name())
        .put("arguments", call.arguments().isEmpty() ? "{}" : call.arguments());
    return printed;
  }

  private String id(String id) {
    return quirks.has(Habit.NINE_LETTER_CALL_IDS) ? CallIds.nineLetters(id) : id;
  }

  /**
   * Tool messages mostly hold text only: the rest follows in the user's name, which models
   * understand.
   */
  private ObjectNode result(Part.ToolResult result, List<Part> pictures) {
    List<Part> texts = new ArrayList<>();
    for (Part part : result.content()) {
      boolean stays = part instanceof Part.Text || quirks.has(Habit.PICTURES_IN_RESULTS);
      (stays ? texts : pictures).add(part);
    }
    ObjectNode own = role(Role.TOOL).put("tool_call_id", id(result.callId()));
    own.set("content", parts.content(texts));
    return own;
  }

  private ObjectNode user(List<Part> content) {
    ObjectNode own = role(Role.USER);
    own.set("content", parts.list(content));
    return own;
  }
}
