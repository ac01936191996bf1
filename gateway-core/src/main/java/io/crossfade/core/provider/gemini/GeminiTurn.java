package io.crossfade.core.provider.gemini;

import static io.crossfade.core.provider.gemini.GeminiRequests.DIALECT;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.chat.Field;
import io.crossfade.core.chat.Part;
import io.crossfade.core.chat.Signature;
import io.crossfade.core.json.JsonTrees;
import io.crossfade.core.translate.Losses;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Prints one turn of the model. Seals travel as hidden thoughts ahead of what they seal, and some
 * wires move thoughts to the front: so they go to the calls that follow, in order, and those that
 * are too many go into empty texts, as Gemini's own streams have them. Source: Gemini API, "Thought
 * signatures".
 */
final class GeminiTurn {
  /** Stands for the seal of a call that another model made; Google's word for it. */
  private static final String ANOTHER_MODELS = "skip_thought_signature_validator";

  private final GeminiParts parts;
  private final Losses losses;
  private final List<Part> content;
  private final ArrayNode printed = JsonTrees.object().arrayNode();
  private final Deque<String> seals = new ArrayDeque<>();
  private long callsAhead;

  GeminiTurn(GeminiParts parts, Losses losses, List<Part> content) {
    this.parts = parts;
    this.losses = losses;
    this.content = content;
    this.callsAhead = content.stream().filter(Part.ToolCall.class::isInstance).count();
  }

  /**
   * Prints it.
   *
   * @param wantsSeals whether the model refuses a turn whose first call has no seal
   */
  ArrayNode print(boolean wantsSeals) {
    boolean first = true;
    for (Part part : content) {
      switch (part) {
        case Part.Reasoning thought -> keep(thought);
        case Part.ToolCall call -> {
          printed.add(call(call, first && wantsSeals ? ANOTHER_MODELS : null));
          first = false;
        }
        default -> parts.add(part, printed);
      }
    }
    flush(0);
    return printed;
  }

  /** The words of a thought need not come back, only its seal. */
  private void keep(Part.Reasoning thought) {
    if (thought.signature() == null) {
      losses.lose(Field.REASONING);
    } else {
      seals.add(thought.signature().value());
    }
  }

  private ObjectNode call(Part.ToolCall call, @Nullable String otherwise) {
    flush(callsAhead--);
    Signature own = call.signature();
    String seal = own == null ? seals.poll() : own.value();
    ObjectNode part = JsonTrees.object();
    ObjectNode function = part.putObject("functionCall").put("id", call.id());
    function.put("name", call.name());
    function.set("args", arguments(call.arguments()));
    if (seal != null || otherwise != null) {
      part.put("thoughtSignature", seal == null ? otherwise : seal);
    }
    call.marks().extras().into(part, DIALECT);
    return part;
  }

  private void flush(long keep) {
    while (seals.size() > keep) {
      printed.addObject().put("text", "").put("thoughtSignature", seals.poll());
    }
  }

  /** An object is asked for here; what a model wrote instead of one is kept inside one. */
  private static ObjectNode arguments(String json) {
    if (json.isEmpty()) {
      return JsonTrees.object();
    }
    return JsonTrees.parse(json) instanceof ObjectNode object
        ? object
        : JsonTrees.object().put("arguments", json);
  }
}
