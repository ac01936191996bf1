package io.crossfade.core.chat;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a caller asks of a model, in nobody's dialect.
 *
 * @param dialect of the wire it came by
 * @param model id to send
 * @param messages oldest first, instructions among them where they stood
 * @param tools the model may ask for
 * @param toolChoice or null when not said
 * @param format of the answer's text, or null when not said
 * @param thinking how much of it
 * @param options plain settings
 * @param streaming how the answer is wanted
 * @param extras fields only its own dialect knows
 */
public record ChatRequest(
    String dialect,
    String model,
    List<Message> messages,
    List<Tool> tools,
    @Nullable ToolChoice toolChoice,
    @Nullable OutputFormat format,
    Thinking thinking,
    Options options,
    Streaming streaming,
    Extras extras) {

  public ChatRequest {
    messages = List.copyOf(messages);
    tools = List.copyOf(tools);
  }

  /**
   * How the answer is wanted.
   *
   * @param on event by event, not whole
   * @param withUsage the tokens spent are asked for as well; whole answers always have them
   * @param extras fields only its own dialect knows
   */
  public record Streaming(boolean on, boolean withUsage, Extras extras) {
    public static final Streaming OFF = new Streaming(false, false, Extras.NONE);
    public static final Streaming ON = new Streaming(true, true, Extras.NONE);
  }

  /** Whether the answer is wanted event by event. */
  public boolean stream() {
    return streaming.on();
  }

  /** The same request to another model. */
  public ChatRequest to(String otherModel) {
    return new ChatRequest(
        dialect,
        otherModel,
        messages,
        tools,
        toolChoice,
        format,
        thinking,
        options,
        streaming,
        extras);
  }

  /** The same request with other settings. */
  public ChatRequest with(Options others) {
    return new ChatRequest(
        dialect, model, messages, tools, toolChoice, format, thinking, others, streaming, extras);
  }
}
