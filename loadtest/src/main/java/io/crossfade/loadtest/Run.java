package io.crossfade.loadtest;

import io.crossfade.loadtest.client.Traffic;
import io.crossfade.loadtest.http.Prompt;
import io.crossfade.loadtest.result.Figures;
import io.crossfade.loadtest.target.Crossfade;
import io.crossfade.loadtest.target.FirstAnswer;
import io.crossfade.loadtest.target.Nginx;
import io.crossfade.loadtest.target.Place;
import io.crossfade.loadtest.target.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/**
 * All targets side by side: in each round each measurement is taken on each of them in turn, so
 * that whatever else the machine does meets them alike.
 */
final class Run {
  private static final double MILLI = 1e6;

  private final Figures figures = new Figures();
  private final Plan plan;
  private final Ends ends;
  private final Place place;
  private final Path launcher;
  private final Measurements measure;

  /**
   * @param launcher the script that starts the gateway
   */
  Run(Plan plan, Ends ends, Place place, Path launcher) {
    this.plan = plan;
    this.ends = ends;
    this.place = place;
    this.launcher = launcher;
    this.measure = new Measurements(plan, ends, figures);
  }

  /** One target with the callers it has. */
  private record Side(Target target, Traffic traffic) {}

  Figures measure(Consumer<String> progress) throws IOException {
    try (Target direct = ends.direct();
        Target nginx = Nginx.start(place);
        Target crossfade = Crossfade.start(place, launcher)) {
      List<Side> sides = new ArrayList<>(List.of(side(direct), side(nginx), side(crossfade)));
      for (Side side : sides) {
        progress.accept("warming " + side.target().name());
        FirstAnswer.await(side.target(), Plan.SMALL);
        measure.warm(side.target(), side.traffic());
      }
      for (int round = 1; round <= plan.rounds(); round++) {
        progress.accept("round %d of %d".formatted(round, plan.rounds()));
        round(sides);
        Collections.rotate(sides, 1);
      }
      sides.forEach(Run::checkSplit);
    }
    progress.accept("starting anew, for start time and memory");
    for (int round = 0; round < plan.rounds(); round++) {
      fresh(place);
    }
    return figures;
  }

  private Side side(Target target) {
    return new Side(target, ends.to(target));
  }

  private void round(List<Side> sides) {
    for (Prompt prompt : List.of(Plan.SMALL, Plan.MEDIUM, Plan.LARGE)) {
      int count = plan.requests().getOrDefault(prompt, 0);
      sides.forEach(side -> measure.requests(side.target(), side.traffic(), prompt, count));
    }
    sides.forEach(side -> measure.latency(side.target(), side.traffic()));
    added("open", sides);
    for (int streams : plan.streams()) {
      sides.forEach(side -> measure.streams(side.target(), side.traffic(), streams));
      added("event " + streams, sides);
    }
  }

  /** What a target adds to the direct way, in the round just measured. */
  private void added(String figure, List<Side> sides) {
    for (String percentile : List.of("p50", "p99")) {
      double direct = figures.of(figure + " " + percentile, "direct").getLast();
      for (Side side : sides) {
        String name = side.target().name();
        double value = figures.of(figure + " " + percentile, name).getLast();
        figures.add(figure + " added " + percentile, name, value - direct);
      }
    }
  }

  /** The gateway and nginx must have split alike, or they did not do the same work. */
  private static void checkSplit(Side side) {
    Traffic traffic = side.traffic();
    double share = (double) traffic.candidates().sum() / traffic.answered().sum();
    boolean proxied = !side.target().name().equals("direct");
    if (proxied && (share < 0.03 || share > 0.07)) {
      throw new IllegalStateException(
          "%s sent %.1f %% to the candidate, not 5 %%"
              .formatted(side.target().name(), 100 * share));
    }
  }

  private void fresh(Place at) throws IOException {
    started(() -> Nginx.start(at));
    started(() -> Crossfade.start(at, launcher));
  }

  /** Starts a target. */
  private interface Starter {
    Target start() throws IOException;
  }

  private void started(Starter starter) throws IOException {
    long start = System.nanoTime();
    try (Target target = starter.start()) {
      FirstAnswer.await(target, Plan.SMALL);
      figures.add("start", target.name(), (System.nanoTime() - start) / MILLI);
      measure.memory(target, ends.to(target));
    }
  }
}
