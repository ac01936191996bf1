package io.crossfade.loadtest;

import io.crossfade.loadtest.client.Traffic;
import io.crossfade.loadtest.proxy.Place;
import io.crossfade.loadtest.proxy.Target;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/** All targets at once, each with the callers it has. */
final class Sides implements AutoCloseable {
  private static final double LEAST_SHARE = 0.03;
  private static final double MOST_SHARE = 0.07;

  private final List<Side> sides = new ArrayList<>();

  /** One target with the callers it has. */
  record Side(Target target, Traffic traffic) {}

  /** Starts them one after the other; all answer when this returns. */
  static Sides start(Ends ends, Place place, List<Starter> starters) throws IOException {
    Sides started = new Sides();
    try {
      for (Starter starter : starters) {
        Target target = starter.start(place);
        started.sides.add(new Side(target, ends.to(target)));
        ends.awaitFirst(target);
      }
      return started;
    } catch (IOException | RuntimeException e) {
      started.close();
      throw e;
    }
  }

  List<Side> all() {
    return sides;
  }

  void forEach(Consumer<Side> action) {
    sides.forEach(action);
  }

  /** Another one comes first from now on, so that none is always measured after the same one. */
  void rotate() {
    Collections.rotate(sides, 1);
  }

  /** All must have split alike, or they did not do the same work. */
  void checkSplit() {
    for (Side side : sides) {
      Traffic traffic = side.traffic();
      double share = (double) traffic.candidates().sum() / traffic.answered().sum();
      if (side.target().isProxy() && (share < LEAST_SHARE || share > MOST_SHARE)) {
        throw new IllegalStateException(
            "%s sent %.1f %% to the candidate, not 5 %%"
                .formatted(side.target().name(), 100 * share));
      }
    }
  }

  @Override
  public void close() {
    sides.forEach(side -> side.target().close());
  }
}
