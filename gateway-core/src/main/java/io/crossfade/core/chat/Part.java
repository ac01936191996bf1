package io.crossfade.core.chat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One piece of a message. */
public sealed interface Part {

  /** What sticks to the part. */
  Marks marks();

  /** Text, with the sources it names. */
  record Text(String text, List<Citation> citations, Marks marks) implements Part {
    public Text {
      citations = List.copyOf(citations);
    }

    public Text(String text) {
      this(text, List.of(), Marks.NONE);
    }
  }

  /** The model's words for why it does not answer. */
  record Refusal(String text, Marks marks) implements Part {
    public Refusal(String text) {
      this(text, Marks.NONE);
    }
  }

  /**
   * A picture.
   *
   * @param detail how closely to look ({@code low}, {@code high}, {@code auto}), or null
   */
  record Image(Media media, @Nullable String detail, Marks marks) implements Part {}

  /** A sound; inline ones have types such as {@code audio/wav} and {@code audio/mpeg}. */
  record Audio(Media media, Marks marks) implements Part {}

  /**
   * A document, most often a PDF.
   *
   * @param title file name or title, or null
   * @param context what else the model should know of it, or null
   * @param cited whether the model is asked to cite it
   */
  record Document(
      Media media, @Nullable String title, @Nullable String context, boolean cited, Marks marks)
      implements Part {}

  /**
   * What the model thought.
   *
   * @param text a summary or the thought itself; empty where the provider hides it
   * @param signature the provider's seal, or null where he gives none
   * @param hidden whether the seal stands for words that are not shown
   */
  record Reasoning(String text, @Nullable Signature signature, boolean hidden, Marks marks)
      implements Part {}

  /**
   * The model wants a tool run.
   *
   * @param id names the call; its result refers to it
   * @param arguments a JSON text, never empty once the call is whole; models may write bad JSON
   * @param signature the provider's seal on this very call, or null
   */
  record ToolCall(
      String id, String name, String arguments, @Nullable Signature signature, Marks marks)
      implements Part {
    public ToolCall(String id, String name, String arguments) {
      this(id, name, arguments, null, Marks.NONE);
    }
  }

  /**
   * What a tool gave.
   *
   * @param callId id of the call it answers
   * @param error whether the tool failed
   */
  record ToolResult(String callId, List<Part> content, boolean error, Marks marks) implements Part {
    public ToolResult {
      content = List.copyOf(content);
    }
  }

  /**
   * Something only one dialect can say, as it came: a search the provider ran, an audio answer.
   *
   * @param dialect whose it is
   * @param type its name there, for reports
   */
  record Opaque(String dialect, String type, JsonNode raw) implements Part {
    @Override
    public Marks marks() {
      return Marks.NONE;
    }
  }
}
