package io.crossfade.core.provider.bedrock;

import static io.crossfade.core.provider.bedrock.BedrockRequests.DIALECT;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.chat.Part;
import io.crossfade.core.chat.Signature;
import io.crossfade.core.json.JsonTrees;
import io.crossfade.core.provider.bedrock.BedrockModel.Family;
import java.util.Base64;

/**
 * Prints thoughts with their seals: Bedrock's own go back as they came, and those that Claude made
 * at Anthropic to Claude alone. What Anthropic hides is a text there and bytes here.
 */
final class BedrockSeals {
  /** Anthropic's dialect. */
  static final String OF_CLAUDE = "anthropic";

  private BedrockSeals() {}

  /** Whether a model knows the seal on a thought; one without a seal is worth nothing. */
  static boolean holds(Part.Reasoning thought, BedrockModel model) {
    Signature seal = thought.signature();
    return seal != null && (seal.issuer().equals(DIALECT) || model.family() == Family.CLAUDE);
  }

  /** The block of a thought whose seal {@link #holds}. */
  static ObjectNode print(Part.Reasoning thought) {
    ObjectNode block = JsonTrees.object();
    ObjectNode printed = block.putObject("reasoningContent");
    Signature seal = thought.signature();
    String value = seal == null ? "" : seal.value();
    if (!thought.hidden()) {
      printed.putObject("reasoningText").put("text", thought.text()).put("signature", value);
    } else if (seal != null && seal.issuer().equals(OF_CLAUDE)) {
      printed.put("redactedContent", Base64.getEncoder().encodeToString(value.getBytes(UTF_8)));
    } else {
      printed.put("redactedContent", value);
    }
    return block;
  }
}
