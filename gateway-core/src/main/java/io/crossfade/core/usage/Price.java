package io.crossfade.core.usage;

import org.jspecify.annotations.Nullable;

/**
 * Prices of one model, in US dollars per million tokens; 0 is free, null is unknown.
 *
 * @param input per million tokens of the prompt
 * @param output per million tokens of the answer, reasoning included
 * @param cachedInput per million tokens of the prompt read from a cache; as {@code input} where
 *     unknown
 * @param cacheWrite per million tokens of the prompt written to a cache; as {@code input} where
 *     unknown
 * @param longPrompts other prices for calls with a long prompt, or null
 */
public record Price(
    @Nullable Double input,
    @Nullable Double output,
    @Nullable Double cachedInput,
    @Nullable Double cacheWrite,
    @Nullable LongPrompts longPrompts) {

  private static final double MILLION = 1e6;

  /**
   * Prices of a whole call whose prompt is long.
   *
   * @param above tokens a prompt must have more than
   * @param price what the call costs then
   */
  public record LongPrompts(long above, Price price) {}

  /** Prices without a step for long prompts. */
  public Price(
      @Nullable Double input,
      @Nullable Double output,
      @Nullable Double cachedInput,
      @Nullable Double cacheWrite) {
    this(input, output, cachedInput, cacheWrite, null);
  }

  /** US dollars of a call; NaN where a price it needs is unknown, or its tokens are. */
  public double cost(Usage usage) {
    if (longPrompts != null && usage.prompt() > longPrompts.above) {
      return longPrompts.price.cost(usage);
    }
    long plain = usage.prompt() - usage.cached() - usage.cacheWrite();
    double sum =
        part(plain, input)
            + part(usage.cached(), cachedInput == null ? input : cachedInput)
            + part(usage.cacheWrite(), cacheWrite == null ? input : cacheWrite)
            + part(usage.completion(), output);
    return usage.known() ? sum / MILLION : Double.NaN;
  }

  private static double part(long tokens, @Nullable Double price) {
    if (tokens == 0) {
      return 0;
    }
    return price == null ? Double.NaN : tokens * price;
  }
}
