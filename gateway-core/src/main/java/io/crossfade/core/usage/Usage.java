package io.crossfade.core.usage;

import java.util.Locale;

/**
 * Tokens of one answer and of the request behind it. Parts are never more than their whole,
 * whatever a provider says: providers have reported more cached tokens than prompt tokens.
 *
 * @param source who says so
 * @param prompt all tokens of the request, those read from and written to a cache included
 * @param completion all tokens of the answer, reasoning included
 * @param cached of the prompt, how many were read from the provider's prompt cache
 * @param cacheWrite of the prompt, how many were written to it
 * @param reasoning of the completion, how many the caller does not see as text
 * @param audioIn of the prompt, how many stand for sound
 * @param audioOut of the completion, how many stand for sound
 */
public record Usage(
    Source source,
    long prompt,
    long completion,
    long cached,
    long cacheWrite,
    long reasoning,
    long audioIn,
    long audioOut) {

  /** Who says how many tokens there were; a metric label. */
  public enum Source {
    /** There was no answer that costs anything. */
    NONE,
    /** The provider. */
    REPORTED,
    /** Nobody, so they are guessed from the text. */
    ESTIMATED,
    /** Nobody, and there is nothing to guess from. */
    MISSING;

    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Of an attempt without an answer. */
  public static final Usage NONE = empty(Source.NONE);

  /** Of an answer nothing is known about. */
  public static final Usage MISSING = empty(Source.MISSING);

  public Usage {
    cached = Math.min(cached, prompt);
    cacheWrite = Math.min(cacheWrite, prompt - cached);
    reasoning = Math.min(reasoning, completion);
    audioIn = Math.min(audioIn, prompt);
    audioOut = Math.min(audioOut, completion);
  }

  private static Usage empty(Source source) {
    return new Usage(source, 0, 0, 0, 0, 0, 0, 0);
  }

  /** A guess from texts alone. */
  public static Usage estimated(long prompt, long completion) {
    return new Usage(Source.ESTIMATED, prompt, completion, 0, 0, 0, 0, 0);
  }

  /** Whether there are numbers. */
  public boolean known() {
    return source == Source.REPORTED || source == Source.ESTIMATED;
  }

  /** All tokens, of request and answer. */
  public long total() {
    return prompt + completion;
  }

  /**
   * The same for an answer that broke off before its provider had counted it.
   *
   * @param seen tokens of the answer that have come, guessed
   */
  public Usage cutShort(long seen) {
    return seen <= completion
        ? this
        : new Usage(
            Source.ESTIMATED, prompt, seen, cached, cacheWrite, reasoning, audioIn, audioOut);
  }
}
