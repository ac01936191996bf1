package io.crossfade.metrics.judge.evidence;

import org.jspecify.annotations.Nullable;

/** Matched blocks one after the other, for tests that keep their own evidence. */
public final class MatchedBlock {
  private final Block block = new Block();

  /**
   * Takes in one tick's differences.
   *
   * @return the block that closed by it, or null while it is open
   */
  public @Nullable Counts tick(Counts more, Tick tick) {
    block.add(more, tick);
    if (block.closesMatched(tick)) {
      Counts closed = block.counts();
      block.discard();
      return closed;
    }
    if (block.staleOneArmed(tick)) {
      block.discard();
    }
    return null;
  }

  /** A new split: what was gathered under the old one is not comparable. */
  public void discard() {
    block.discard();
  }
}
