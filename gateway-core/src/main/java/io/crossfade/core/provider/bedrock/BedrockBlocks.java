package io.crossfade.core.provider.bedrock;

import static io.crossfade.core.provider.bedrock.BedrockRequests.DIALECT;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.chat.Citation;
import io.crossfade.core.chat.Field;
import io.crossfade.core.chat.Marks;
import io.crossfade.core.chat.Part;
import io.crossfade.core.json.JsonTrees;
import io.crossfade.core.translate.Losses;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Prints content blocks. Source: Amazon Bedrock API Reference, "ContentBlock". */
record BedrockBlocks(BedrockModel model, BedrockMedia media, Losses losses) {
  private static final Pattern NOT_IN_IDS = Pattern.compile("[^a-zA-Z0-9_-]");
  private static final int LONGEST_ID = 64;

  /** Stands where a tool gave nothing, which cannot be said. */
  private static final String NOTHING = "(no output)";

  /** Whether a block can be made of it: texts must not be blank, and thoughts must be sealed. */
  boolean sayable(Part part) {
    return switch (part) {
      case Part.Text text -> !text.text().isBlank();
      case Part.Refusal refusal -> !refusal.text().isBlank();
      case Part.Reasoning thought -> sealed(thought);
      default -> true;
    };
  }

  private boolean sealed(Part.Reasoning thought) {
    boolean sealed = BedrockSeals.holds(thought, model);
    if (!sealed) {
      losses.lose(Field.REASONING);
    }
    return sealed;
  }

  /** The blocks, each with its cache marker behind it. */
  ArrayNode all(List<Part> content) {
    ArrayNode blocks = JsonTrees.object().arrayNode();
    for (Part part : content) {
      JsonNode block = sayable(part) ? block(part) : null;
      if (block != null) {
        blocks.add(block);
        mark(part.marks(), blocks);
      }
    }
    return blocks;
  }

  /** Adds the marker that what stands before it is worth caching. */
  void mark(Marks marks, ArrayNode blocks) {
    Marks.Cache cache = marks.cache();
    if (cache == null) {
      return;
    }
    if (!model.caches()) {
      losses.lose(Field.CACHE_MARK);
      return;
    }
    ObjectNode point = blocks.addObject().putObject("cachePoint").put("type", "default");
    if (cache.ttl() != null) {
      point.put("ttl", cache.ttl());
    }
  }

  private @Nullable JsonNode block(Part part) {
    return switch (part) {
      case Part.Text text -> text(text);
      case Part.Refusal refusal -> text(refusal.text());
      case Part.Image image -> media.image(image);
      case Part.Document document -> media.document(document);
      case Part.Reasoning thought -> BedrockSeals.print(thought);
      case Part.ToolCall call -> call(call);
      case Part.ToolResult result -> result(result);
      case Part.Opaque opaque -> opaque.raw();
      case Part.Audio _ -> null;
    };
  }

  private static ObjectNode text(String text) {
    return JsonTrees.object().put("text", text);
  }

  private ObjectNode text(Part.Text text) {
    List<Citation> own =
        text.citations().stream().filter(each -> each.raw().dialect().equals(DIALECT)).toList();
    if (own.size() < text.citations().size()) {
      losses.lose(Field.CITATIONS);
    }
    if (own.isEmpty()) {
      return text(text.text());
    }
    ObjectNode block = JsonTrees.object();
    ObjectNode cited = block.putObject("citationsContent");
    cited.putArray("content").add(text(text.text()));
    ArrayNode citations = cited.putArray("citations");
    own.forEach(citation -> citation.raw().into(citations.addObject(), DIALECT));
    return block;
  }

  private static ObjectNode call(Part.ToolCall call) {
    ObjectNode block = JsonTrees.object();
    ObjectNode printed = block.putObject("toolUse");
    printed.put("toolUseId", id(call.id())).put("name", call.name());
    printed.set("input", input(call.arguments()));
    return block;
  }

  /** An object is asked for here; what a model wrote instead of one is kept inside one. */
  private static JsonNode input(String arguments) {
    @Nullable JsonNode parsed =
        arguments.isEmpty() ? JsonTrees.object() : JsonTrees.parse(arguments);
    return parsed instanceof ObjectNode ? parsed : JsonTrees.object().put("arguments", arguments);
  }

  private ObjectNode result(Part.ToolResult result) {
    ObjectNode block = JsonTrees.object();
    ObjectNode printed = block.putObject("toolResult").put("toolUseId", id(result.callId()));
    ArrayNode content = all(result.content());
    if (content.isEmpty()) {
      content.addObject().put("text", NOTHING);
    }
    printed.set("content", content);
    if (result.error()) {
      printed.put("status", "error");
    }
    return block;
  }

  /** Other providers' ids may be longer, or hold characters that are refused here. */
  private static String id(String id) {
    String allowed = NOT_IN_IDS.matcher(id).replaceAll("_");
    if (allowed.length() <= LONGEST_ID) {
      return allowed;
    }
    String digest = "_%08x".formatted(id.hashCode());
    return allowed.substring(0, LONGEST_ID - digest.length()) + digest;
  }
}
