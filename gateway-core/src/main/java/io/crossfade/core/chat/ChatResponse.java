package io.crossfade.core.chat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A whole answer.
 *
 * @param id the provider gave it, or empty
 * @param model that answered, as the provider names it, or empty when it does not say
 * @param created Unix time in seconds, or 0 when the provider does not say
 * @param choices at least one
 * @param usage tokens spent
 * @param extras fields only its own dialect knows
 */
public record ChatResponse(
    String id, String model, long created, List<Choice> choices, Usage usage, Extras extras) {

  public ChatResponse {
    choices = List.copyOf(choices);
  }

  /** The same answer with the stamp in place of what the provider does not say. */
  public ChatResponse stamped(Stamp stamp) {
    return new ChatResponse(
        id.isEmpty() ? stamp.id() : id,
        model.isEmpty() ? stamp.model() : model,
        created == 0 ? stamp.created() : created,
        choices,
        usage,
        extras);
  }

  /**
   * One of the answers.
   *
   * @param index from 0
   * @param content what the model said and wants done, in order
   * @param finish why it is over
   * @param logprobs in OpenAI's form, or null
   * @param extras fields only its own dialect knows
   */
  public record Choice(
      int index, List<Part> content, Finish finish, @Nullable JsonNode logprobs, Extras extras) {
    public Choice {
      content = List.copyOf(content);
    }
  }
}
