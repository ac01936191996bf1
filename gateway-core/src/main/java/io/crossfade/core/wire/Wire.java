package io.crossfade.core.wire;

/** A dialect: what a caller speaks, and what a provider understands. */
public enum Wire {
  /** OpenAI's API: chat, completions, embeddings, responses and all its other paths. */
  OPENAI,
  /** Anthropic's Messages API. */
  ANTHROPIC
}
