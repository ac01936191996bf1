package io.crossfade.core.translate;

import static io.crossfade.core.translate.ResponsesBack.DIALECT;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.chat.Citation;
import io.crossfade.core.chat.Media;
import io.crossfade.core.chat.Message;
import io.crossfade.core.chat.Message.Role;
import io.crossfade.core.chat.Part;
import io.crossfade.core.json.JsonTrees;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Prints a conversation as the items of OpenAI's responses. */
final class ItemsBack {
  private final ArrayNode items = JsonTrees.object().arrayNode();
  private @Nullable ArrayNode content;

  static void print(List<Message> messages, ObjectNode body) {
    ItemsBack all = new ItemsBack();
    for (Message message : messages) {
      if (message.role() == Role.SYSTEM && !body.has("instructions") && all.items.isEmpty()) {
        body.put("instructions", ((Part.Text) message.content().getFirst()).text());
      } else {
        all.add(message);
      }
    }
    body.set("input", all.items);
  }

  private void add(Message message) {
    content = null;
    String role =
        message.role() == Role.TOOL ? "user" : message.role().name().toLowerCase(Locale.ROOT);
    for (Part part : message.content()) {
      switch (part) {
        case Part.ToolCall call -> call(call);
        case Part.ToolResult result -> result(result);
        case Part.Reasoning thought -> thought(thought);
        case Part.Opaque opaque when message.role() == Role.ASSISTANT ->
            item(opaque.raw().deepCopy());
        default -> content(message, role).add(part(part, role.equals("assistant")));
      }
    }
  }

  private void item(ObjectNode item) {
    content = null;
    items.add(item);
  }

  private ArrayNode content(Message message, String role) {
    if (content == null) {
      ObjectNode item = items.addObject().put("type", "message").put("role", role);
      content = item.putArray("content");
      message.extras().into(item, DIALECT);
    }
    return content;
  }

  private void call(Part.ToolCall call) {
    ObjectNode item = JsonTrees.object().put("type", "function_call").put("call_id", call.id());
    item.put("name", call.name()).put("arguments", call.arguments());
    call.marks().extras().into(item, DIALECT);
    item(item);
  }

  private void result(Part.ToolResult result) {
    ObjectNode item = JsonTrees.object().put("type", "function_call_output");
    ArrayNode output = item.put("call_id", result.callId()).putArray("output");
    result.content().forEach(part -> output.add(part(part, false)));
    result.marks().extras().into(item, DIALECT);
    item(item);
  }

  private void thought(Part.Reasoning thought) {
    ObjectNode item = JsonTrees.object().put("type", "reasoning");
    if (!thought.text().isEmpty()) {
      item.putArray("summary").addObject().put("type", "summary_text").put("text", thought.text());
    }
    if (thought.signature() != null) {
      item.put("encrypted_content", thought.signature().givenTo(DIALECT));
    }
    item(item);
  }

  private static ObjectNode part(Part part, boolean said) {
    ObjectNode printed = JsonTrees.object();
    switch (part) {
      case Part.Text text -> text(text, printed.put("type", said ? "output_text" : "input_text"));
      case Part.Refusal refusal -> printed.put("type", "refusal").put("refusal", refusal.text());
      case Part.Image image -> {
        media(image.media(), "image_url", "image_url", printed.put("type", "input_image"));
        printed.put("detail", image.detail());
      }
      case Part.Audio audio -> {
        Media.Inline sound = (Media.Inline) audio.media();
        ObjectNode own = printed.put("type", "input_audio").putObject("input_audio");
        own.put("data", sound.base64()).put("format", sound.type().substring("audio/".length()));
      }
      case Part.Document document -> {
        media(document.media(), "file_url", "file_data", printed.put("type", "input_file"));
        printed.put("filename", document.title());
      }
      default -> printed.setAll((ObjectNode) ((Part.Opaque) part).raw());
    }
    part.marks().extras().into(printed, DIALECT);
    return printed;
  }

  private static void text(Part.Text text, ObjectNode printed) {
    printed.put("text", text.text());
    for (Citation citation : text.citations()) {
      citation.raw().into(printed.withArrayProperty("annotations").addObject(), DIALECT);
    }
  }

  private static void media(Media media, String link, String data, ObjectNode printed) {
    switch (media) {
      case Media.Inline(String type, String base64) ->
          printed.put(data, "data:" + type + ";base64," + base64);
      case Media.Link(String url) -> printed.put(link, url);
      case Media.Uploaded(String _, String id) -> printed.put("file_id", id);
      case Media.Plain(String text) -> printed.put(data, text);
    }
  }
}
