package io.crossfade.metrics.judge.evidence;

/** One level of a gate: an open block and the evidence of those that closed. */
public final class Level {
  private final EProcess process;
  private final boolean matched;
  private final Block block = new Block();

  private Level(Hypothesis hypothesis, boolean matched) {
    this.process = new EProcess(hypothesis);
    this.matched = matched;
  }

  /** Compares the arms, so a block needs both. */
  public static Level matched(Attribution attribution) {
    return new Level(attribution, true);
  }

  /** Tests the candidate of the counts alone. */
  public static Level alone(Absolute absolute) {
    return new Level(absolute, false);
  }

  /**
   * Takes in one tick's differences.
   *
   * @return whether a block closed, so that the evidence is of everything until now
   */
  public boolean tick(Counts more, Tick tick) {
    block.add(more, tick);
    boolean closes = matched ? block.closesMatched(tick) : block.closesAlone();
    if (closes) {
      process.close(block.counts(), tick.releasedMass());
    }
    if (closes || (matched && block.staleOneArmed(tick))) {
      block.discard();
    }
    return closes;
  }

  /** A new split: what was gathered under the old one is not comparable. */
  public void stepStarted() {
    block.discard();
  }

  /** Notes the closed blocks; the open one is too young to be missed. */
  public void save(Memory memory, String name) {
    process.save(memory, name);
  }

  public void load(Memory memory, String name) {
    process.load(memory, name);
  }

  public double evidence() {
    return process.evidence();
  }

  public double threshold() {
    return process.threshold();
  }

  public boolean settled() {
    return process.settled();
  }
}
