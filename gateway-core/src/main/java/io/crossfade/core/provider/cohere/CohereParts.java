package io.crossfade.core.provider.cohere;

import static io.crossfade.core.provider.cohere.CohereRequests.DIALECT;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.chat.Field;
import io.crossfade.core.chat.Media;
import io.crossfade.core.chat.Part;
import io.crossfade.core.json.JsonTrees;
import io.crossfade.core.translate.Losses;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prints the content of a message: a plain text where it is one, else a list of blocks. */
record CohereParts(CohereDocuments documents, Losses losses) {

  /** The content, or null when there is nothing to say. */
  @Nullable JsonNode content(List<Part> content) {
    ArrayNode blocks = JsonTrees.object().arrayNode();
    for (Part part : content) {
      ObjectNode block = block(part);
      if (block != null) {
        part.marks().extras().into(block, DIALECT);
        blocks.add(block);
      }
    }
    JsonNode first = blocks.path(0);
    boolean plain = blocks.size() == 1 && first.size() == 2 && first.has("text");
    return blocks.isEmpty() ? null : plain ? first.path("text") : blocks;
  }

  private @Nullable ObjectNode block(Part part) {
    return switch (part) {
      case Part.Text text -> text(text.text());
      case Part.Refusal refusal -> text(refusal.text());
      case Part.Reasoning thought -> typed("thinking").put("thinking", thought.text());
      case Part.Document document -> text(documents.inPlace(document));
      case Part.Image image -> image(image);
      case Part.Opaque opaque -> opaque.raw() instanceof ObjectNode raw ? raw.deepCopy() : null;
      case Part.Audio _, Part.ToolCall _, Part.ToolResult _ -> null;
    };
  }

  private static @Nullable ObjectNode text(@Nullable String text) {
    return text == null || text.isEmpty() ? null : typed("text").put("text", text);
  }

  private @Nullable ObjectNode image(Part.Image image) {
    String url =
        switch (image.media()) {
          case Media.Link(String address) -> address;
          case Media.Inline(String type, String data) -> "data:" + type + ";base64," + data;
          case Media.Uploaded _, Media.Plain _ -> null;
        };
    if (url == null) {
      losses.lose(Field.IMAGE);
      return null;
    }
    ObjectNode block = typed("image_url");
    ObjectNode own = block.putObject("image_url").put("url", url);
    if (image.detail() != null) {
      own.put("detail", image.detail());
    }
    return block;
  }

  private static ObjectNode typed(String type) {
    return JsonTrees.object().put("type", type);
  }
}
