package io.crossfade.core.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossfade.core.fault.Fault;
import org.jspecify.annotations.Nullable;

/**
 * One event of a streamed answer: {@code Started (Opened Delta* Closed | Finished | Counted |
 * Other)* Ended}, or {@code Failed} as the last.
 *
 * <p>Parts are numbered from 0 within each choice, in the order they open. Of one choice's parts
 * the last one opened is the only one open, but pieces may still come for one that is closed.
 */
public sealed interface ChatEvent {

  /**
   * The answer has begun.
   *
   * @param id the provider gave it, or empty
   * @param model that answers, as the provider names it, or empty when it does not say
   * @param created Unix time in seconds, or 0 when the provider does not say
   * @param usage what is known of it already
   * @param extras fields only its own dialect knows
   */
  record Started(String id, String model, long created, Usage usage, Extras extras)
      implements ChatEvent {

    /** The same event with the stamp in place of what the provider does not say. */
    public Started stamped(Stamp stamp) {
      return new Started(
          id.isEmpty() ? stamp.id() : id,
          model.isEmpty() ? stamp.model() : model,
          created == 0 ? stamp.created() : created,
          usage,
          extras);
    }
  }

  /** A part begins; {@code part} says what is known of it, the rest comes in pieces. */
  record Opened(int choice, int index, Part part) implements ChatEvent {}

  /** More of a part. */
  record Delta(int choice, int index, Piece piece) implements ChatEvent {}

  /** A part is whole. */
  record Closed(int choice, int index) implements ChatEvent {}

  /** A choice is whole. */
  record Finished(int choice, Finish finish) implements ChatEvent {}

  /** Tokens spent so far; the last value of each counter counts. */
  record Counted(Usage usage) implements ChatEvent {}

  /** The provider says that nothing more comes. */
  record Ended() implements ChatEvent {}

  /** The provider reports a failure, and nothing more comes. */
  record Failed(Fault fault) implements ChatEvent {}

  /** An event only one dialect knows, a ping perhaps; others leave it out. */
  record Other(String dialect, String name, JsonNode raw) implements ChatEvent {}

  /** Whether this is part of the answer itself, so that the first such event commits the stream. */
  default boolean isContent() {
    return switch (this) {
      case Opened(int _, int _, Part part) -> says(part);
      case Delta(int _, int _, Piece piece) -> !piece.isEmpty();
      case Started _, Closed _, Finished _, Counted _, Ended _, Failed _, Other _ -> false;
    };
  }

  private static boolean says(Part part) {
    return switch (part) {
      case Part.Text text -> !text.text().isEmpty();
      case Part.Refusal refusal -> !refusal.text().isEmpty();
      case Part.Reasoning reasoning -> !reasoning.text().isEmpty() || reasoning.hidden();
      default -> true;
    };
  }

  /** A piece of a part, to be added to what came before. */
  sealed interface Piece {

    /** Whether it adds nothing. */
    default boolean isEmpty() {
      return switch (this) {
        case Words(String text, JsonNode _) -> text.isEmpty();
        case Arguments(String json) -> json.isEmpty();
        case Signed _, Cited _ -> false;
      };
    }

    /**
     * More text of a text, a refusal or a reasoning.
     *
     * @param logprobs of these tokens in OpenAI's form, or null
     */
    record Words(String text, @Nullable JsonNode logprobs) implements Piece {
      public Words(String text) {
        this(text, null);
      }
    }

    /** More of a tool call's arguments. */
    record Arguments(String json) implements Piece {}

    /** The seal of a reasoning or a tool call. */
    record Signed(Signature signature) implements Piece {}

    /** One more source of a text. */
    record Cited(Citation citation) implements Piece {}
  }
}
