package io.crossfade.metrics.judge.advance;

import io.crossfade.metrics.judge.evidence.Counts;
import io.crossfade.metrics.judge.evidence.MatchedBlock;
import io.crossfade.metrics.judge.evidence.Memory;
import io.crossfade.metrics.judge.evidence.Tick;
import io.crossfade.metrics.judge.evidence.Watch;
import io.crossfade.metrics.window.Sums;
import java.util.Arrays;
import java.util.function.Function;

/** Gathers the {@link SpeedProof} of one level over the blocks of a step. */
final class SpeedWatch implements Watch {
  private final Function<Sums, Counts> level;
  private final long typicalNeed;
  private final MatchedBlock block = new MatchedBlock();
  private SpeedProof proof = SpeedProof.NONE;
  private long units;

  /**
   * @param level units over the candidate's threshold at the whole limit
   * @param typicalNeed candidate units such a proof usually takes
   */
  SpeedWatch(Function<Sums, Counts> level, long typicalNeed) {
    this.level = level;
    this.typicalNeed = typicalNeed;
  }

  @Override
  public void tick(Tick tick) {
    Counts closed = block.tick(level.apply(tick.fresh()), tick);
    if (closed != null) {
      proof = proof.plus(closed);
      units += closed.n1();
    }
  }

  @Override
  public void stepStarted() {
    block.discard();
    proof = SpeedProof.NONE;
    units = 0;
  }

  void save(Memory memory, String name) {
    memory.put(name, proof.nats().stream().mapToDouble(Double::doubleValue).toArray());
    memory.put(name + ".units", (double) units);
  }

  void load(Memory memory, String name) {
    double[] nats = memory.get(name, SpeedProof.NONE.nats().size());
    proof = new SpeedProof(Arrays.stream(nats).boxed().toList());
    units = (long) memory.get(name + ".units", 1)[0];
  }

  SpeedProof proof() {
    return proof;
  }

  /**
   * Candidate units the whole proof takes if it goes on as so far: as usual until enough is known.
   */
  long need() {
    double perUnit = proof.best() / Math.max(units, 1);
    boolean known = units >= typicalNeed / 4 && perUnit > 0;
    return known ? (long) Math.ceil(SpeedProof.nearlyEnough() / perUnit) : typicalNeed;
  }
}
