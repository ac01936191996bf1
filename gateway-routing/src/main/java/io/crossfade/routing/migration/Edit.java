package io.crossfade.routing.migration;

import io.crossfade.routing.migration.MigrationState.Back;
import io.crossfade.routing.migration.MigrationState.Deadlines;
import io.crossfade.routing.migration.MigrationState.Mute;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The next state while it is put together, and what has to be done about it. */
final class Edit {
  private final MigrationState old;
  private final Set<Effect> effects = EnumSet.noneOf(Effect.class);
  private Phase phase;
  private int step;
  private int stepEpoch;
  private int splitBuckets;
  private String reason;
  private String detail;
  private int epoch;
  private @Nullable Plan plan;
  private @Nullable Integer latchedSplit;
  private Deadlines deadlines;
  private @Nullable Back back;
  private @Nullable Mute mute;
  private @Nullable String settings;

  Edit(MigrationState old) {
    this.old = old;
    phase = old.phase();
    step = old.step();
    stepEpoch = old.stepEpoch();
    splitBuckets = old.splitBuckets();
    reason = old.reason();
    detail = old.detail();
    epoch = old.epoch();
    plan = old.plan();
    latchedSplit = old.latchedSplit();
    deadlines = old.deadlines();
    back = old.back();
    mute = old.mute();
    settings = old.settings();
  }

  /** Enters a state, with nothing left of what the old one was waiting for. */
  Edit enter(Phase next) {
    phase = next;
    back = null;
    return because("", "").due(null, null);
  }

  /** Enters a state that remembers the old one. */
  Edit interrupt(Phase next, Instant at) {
    Back interrupted =
        new Back(old.phase(), old.reason(), old.detail(), at, old.deadlines(), old.back());
    return enter(next).returningTo(interrupted);
  }

  /** Goes back to an interrupted state. */
  Edit restore(Back interrupted) {
    phase = interrupted.phase();
    deadlines = interrupted.deadlines();
    back = interrupted.behind();
    return because(interrupted.reason(), interrupted.detail());
  }

  Edit returningTo(@Nullable Back interrupted) {
    back = interrupted;
    return this;
  }

  Edit because(String code, String sentence) {
    reason = code;
    detail = sentence;
    return this;
  }

  Edit due(@Nullable Instant hold, @Nullable Instant timer) {
    deadlines = new Deadlines(hold, timer);
    return this;
  }

  Edit plan(@Nullable Plan next) {
    plan = next;
    return this;
  }

  Edit settings(@Nullable String asked) {
    settings = asked;
    return this;
  }

  Edit split(int buckets) {
    splitBuckets = buckets;
    return and(Effect.PUBLISH);
  }

  /** A stage begins: its split, and evidence that never mixes with the stage before. */
  Edit stage(int index, int buckets) {
    step = index;
    stepEpoch++;
    return split(buckets).and(Effect.NEW_STEP);
  }

  /** The plan changed around a stage that goes on. */
  Edit at(int index) {
    step = index;
    return this;
  }

  /** The stage takes longer, or shorter, wherever it waits. */
  Edit laterBy(Duration more) {
    deadlines = deadlines.heldFor(more);
    back = back == null ? null : back.heldFor(more);
    return this;
  }

  Edit newEpoch() {
    epoch++;
    latchedSplit = null;
    mute = null;
    return and(Effect.NEW_EPOCH);
  }

  /** The migration goes on where it is, and is weighed from here on. */
  Edit otherEvidence() {
    epoch++;
    return and(Effect.NEW_EPOCH);
  }

  Edit latch(int buckets) {
    latchedSplit = buckets;
    return this;
  }

  Edit mute(@Nullable Mute silence) {
    mute = silence;
    return this;
  }

  Edit and(Effect effect) {
    effects.add(effect);
    return this;
  }

  Set<Effect> effects() {
    return effects;
  }

  MigrationState done() {
    return new MigrationState(
        old.name(),
        old.seq() + 1,
        phase,
        step,
        stepEpoch,
        splitBuckets,
        reason,
        detail,
        epoch,
        plan,
        latchedSplit,
        deadlines,
        back,
        mute,
        settings);
  }
}
