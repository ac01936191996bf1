package io.crossfade.core.chat;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Tokens spent; null where the provider does not say.
 *
 * @param input all tokens of the prompt, those read from and written to a cache included
 * @param output all tokens of the answer, those of reasoning included
 * @param cacheRead of the input, read from a cache
 * @param cacheWrite of the input, written to a cache
 * @param reasoning of the output, spent on thinking
 * @param extras counters only their own dialect knows
 */
public record Usage(
    @Nullable Long input,
    @Nullable Long output,
    @Nullable Long cacheRead,
    @Nullable Long cacheWrite,
    @Nullable Long reasoning,
    Extras extras) {
  public static final Usage UNKNOWN = new Usage(null, null, null, null, null, Extras.NONE);

  /**
   * This usage with each counter that {@code later} gives in place of the earlier one: the last
   * value counts, they never add up.
   */
  public Usage revisedBy(Usage later) {
    return new Usage(
        last(later.input, input),
        last(later.output, output),
        last(later.cacheRead, cacheRead),
        last(later.cacheWrite, cacheWrite),
        last(later.reasoning, reasoning),
        later.extras.isEmpty() ? extras : later.extras);
  }

  /** Input and output; a count that is not known is 0 here. */
  public long total() {
    return orZero(input) + orZero(output);
  }

  /** The count, or 0 where the provider does not say. */
  public static long orZero(@Nullable Long count) {
    return Objects.requireNonNullElse(count, 0L);
  }

  private static @Nullable Long last(@Nullable Long later, @Nullable Long earlier) {
    return later == null ? earlier : later;
  }
}
