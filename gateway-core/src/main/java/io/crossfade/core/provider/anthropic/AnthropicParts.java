package io.crossfade.core.provider.anthropic;

import static io.crossfade.core.provider.anthropic.AnthropicRequests.DIALECT;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.chat.Field;
import io.crossfade.core.chat.Marks;
import io.crossfade.core.chat.Media;
import io.crossfade.core.chat.Part;
import io.crossfade.core.json.JsonTrees;
import io.crossfade.core.translate.Losses;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Prints content blocks. */
record AnthropicParts(Losses losses) {
  private static final Pattern NOT_IN_IDS = Pattern.compile("[^a-zA-Z0-9_-]");

  /** Whether a block can be made of it: texts must not be empty, and thoughts must be sealed. */
  boolean sayable(Part part) {
    return switch (part) {
      case Part.Text text -> !text.text().isEmpty();
      case Part.Refusal refusal -> !refusal.text().isEmpty();
      case Part.Reasoning thought -> sealed(thought);
      case Part.Document document -> readable(document);
      default -> true;
    };
  }

  private boolean sealed(Part.Reasoning thought) {
    if (thought.signature() == null) {
      losses.lose(Field.REASONING);
    }
    return thought.signature() != null;
  }

  private boolean readable(Part.Document document) {
    boolean readable =
        !(document.media() instanceof Media.Inline(String type, String _))
            || type.equals("application/pdf")
            || type.startsWith("text/");
    if (!readable) {
      losses.lose(Field.DOCUMENT);
    }
    return readable;
  }

  ArrayNode blocks(List<Part> content) {
    ArrayNode blocks = JsonTrees.object().arrayNode();
    content.stream()
        .filter(this::sayable)
        .forEach(part -> blocks.add(marked(block(part), part.marks())));
    return blocks;
  }

  static JsonNode marked(JsonNode printed, Marks marks) {
    if (printed instanceof ObjectNode block) {
      Marks.Cache cache = marks.cache();
      if (cache != null) {
        ObjectNode control = block.putObject("cache_control").put("type", "ephemeral");
        if (cache.ttl() != null) {
          control.put("ttl", cache.ttl());
        }
      }
      marks.extras().into(block, DIALECT);
    }
    return printed;
  }

  private JsonNode block(Part part) {
    return switch (part) {
      case Part.Text text -> text(text);
      case Part.Refusal refusal -> typed("text").put("text", refusal.text());
      case Part.Image image -> typed("image").set("source", source(image.media()));
      case Part.Document document -> document(document);
      case Part.Reasoning thought -> thought(thought);
      case Part.ToolCall call -> call(call);
      case Part.ToolResult result -> result(result);
      case Part.Opaque opaque -> opaque.raw();
      case Part.Audio _ -> typed("text").put("text", "");
    };
  }

  private static ObjectNode typed(String type) {
    return JsonTrees.object().put("type", type);
  }

  private static ObjectNode text(Part.Text text) {
    ObjectNode block = typed("text").put("text", text.text());
    if (!text.citations().isEmpty()) {
      ArrayNode citations = block.putArray("citations");
      text.citations().forEach(citation -> citation.raw().into(citations.addObject(), DIALECT));
    }
    return block;
  }

  private static ObjectNode source(Media media) {
    return switch (media) {
      case Media.Inline(String type, String data) when type.startsWith("text/") ->
          plain(new String(Base64.getMimeDecoder().decode(data), UTF_8));
      case Media.Inline(String type, String data) ->
          typed("base64").put("media_type", type).put("data", data);
      case Media.Link(String url) -> typed("url").put("url", url);
      case Media.Uploaded(String _, String id) -> typed("file").put("file_id", id);
      case Media.Plain(String text) -> plain(text);
    };
  }

  private static ObjectNode plain(String text) {
    return typed("text").put("media_type", "text/plain").put("data", text);
  }

  private static ObjectNode document(Part.Document document) {
    ObjectNode block = typed("document");
    block.set("source", source(document.media()));
    if (document.title() != null) {
      block.put("title", document.title());
    }
    if (document.context() != null) {
      block.put("context", document.context());
    }
    if (document.cited()) {
      block.putObject("citations").put("enabled", true);
    }
    return block;
  }

  private static ObjectNode thought(Part.Reasoning thought) {
    String seal = thought.signature() == null ? "" : thought.signature().value();
    return thought.hidden()
        ? typed("redacted_thinking").put("data", seal)
        : typed("thinking").put("thinking", thought.text()).put("signature", seal);
  }

  private static ObjectNode call(Part.ToolCall call) {
    ObjectNode block = typed("tool_use").put("id", id(call.id())).put("name", call.name());
    block.set("input", input(call.arguments()));
    return block;
  }

  /** An object is asked for here; what a model wrote instead of one is kept inside one. */
  private static JsonNode input(String arguments) {
    @Nullable JsonNode parsed =
        arguments.isEmpty() ? JsonTrees.object() : JsonTrees.parse(arguments);
    return parsed instanceof ObjectNode ? parsed : JsonTrees.object().put("arguments", arguments);
  }

  private ObjectNode result(Part.ToolResult result) {
    ObjectNode block = typed("tool_result").put("tool_use_id", id(result.callId()));
    boolean plain =
        result.content().size() == 1
            && result.content().getFirst() instanceof Part.Text text
            && text.marks().equals(Marks.NONE);
    if (plain) {
      block.put("content", ((Part.Text) result.content().getFirst()).text());
    } else if (!result.content().isEmpty()) {
      block.set("content", blocks(result.content()));
    }
    if (result.error()) {
      block.put("is_error", true);
    }
    return block;
  }

  /** Other providers' ids may hold characters that are refused here. */
  private static String id(String id) {
    return NOT_IN_IDS.matcher(id).replaceAll("_");
  }
}
