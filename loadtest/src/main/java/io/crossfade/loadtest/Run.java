package io.crossfade.loadtest;

import io.crossfade.loadtest.http.Prompt;
import io.crossfade.loadtest.net.Encryption;
import io.crossfade.loadtest.net.Pem;
import io.crossfade.loadtest.proxy.Crossfade;
import io.crossfade.loadtest.proxy.HaProxy;
import io.crossfade.loadtest.proxy.Nginx;
import io.crossfade.loadtest.proxy.Place;
import io.crossfade.loadtest.proxy.Target;
import io.crossfade.loadtest.result.Figures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * All targets side by side: in each round each measurement is taken on each of them in turn, so
 * that whatever else the machine does meets them alike.
 */
final class Run {
  private static final double MILLI = 1e6;
  private static final String NO_PREFIX = "";
  private static final String TLS = "tls ";

  private final Figures figures = new Figures();
  private final Plan plan;
  private final Path folder;
  private final String cores;
  private final List<Starter> proxies;
  private final Consumer<String> progress;

  /**
   * A run that is yet to start.
   *
   * @param folder for what the proxies write
   * @param cores the proxies run on
   * @param launcher the script that starts the gateway
   * @param progress hears what is being done
   */
  Run(Plan plan, Path folder, String cores, Path launcher, Consumer<String> progress) {
    this.plan = plan;
    this.folder = folder;
    this.cores = cores;
    this.proxies = List.of(Nginx::start, HaProxy::start, at -> Crossfade.start(at, launcher));
    this.progress = progress;
  }

  Figures measure() throws IOException, InterruptedException {
    if (plan.has(Part.REQUESTS) || plan.has(Part.STREAMS)) {
      plain();
    }
    if (plan.has(Part.TLS)) {
      encrypted();
    }
    if (plan.has(Part.PROCESS)) {
      fresh();
    }
    return figures;
  }

  private void plain() throws IOException {
    try (Ends ends = new Ends(null)) {
      List<Starter> all = new ArrayList<>(proxies);
      all.addFirst(_ -> ends.direct());
      try (Sides sides = Sides.start(ends, ends.place(folder, cores), all)) {
        Measurements measure = new Measurements(plan, ends, figures, NO_PREFIX);
        sides.forEach(
            side -> {
              progress.accept("warming " + side.target().name());
              measure.warm(side.target(), side.traffic());
            });
        for (int round = 1; round <= plan.rounds(); round++) {
          progress.accept("round %d of %d".formatted(round, plan.rounds()));
          round(measure, sides);
          sides.rotate();
        }
        sides.checkSplit();
      }
    }
  }

  private void round(Measurements measure, Sides sides) {
    if (plan.has(Part.REQUESTS)) {
      requests(measure, sides);
    }
    if (plan.has(Part.STREAMS)) {
      streams(measure, sides);
    }
  }

  private void requests(Measurements measure, Sides sides) {
    for (Prompt prompt : List.of(Plan.SMALL, Plan.MEDIUM, Plan.LARGE)) {
      int count = plan.requests().getOrDefault(prompt, 0);
      sides.forEach(side -> measure.requests(side.target(), side.traffic(), prompt, count));
    }
    sides.forEach(side -> measure.latency(side.target(), side.traffic()));
    added("open", sides);
  }

  private void streams(Measurements measure, Sides sides) {
    for (int streams : plan.streams()) {
      sides.forEach(side -> measure.streams(side.target(), side.traffic(), streams));
      added("event " + streams, sides);
    }
  }

  /** What a target adds to the direct way, in the round just measured. */
  private void added(String figure, Sides sides) {
    for (String percentile : Measurements.PERCENTILES.keySet()) {
      double direct = figures.of(figure + " " + percentile, Target.DIRECT).getLast();
      sides.forEach(
          side -> {
            String name = side.target().name();
            double value = figures.of(figure + " " + percentile, name).getLast();
            figures.add(figure + " added " + percentile, name, value - direct);
          });
    }
  }

  /** Small requests with TLS on both sides of the proxy. */
  private void encrypted() throws IOException, InterruptedException {
    progress.accept("TLS on both ends");
    try (Ends ends = new Ends(Encryption.with(Pem.make(folder)));
        Sides sides = Sides.start(ends, ends.place(folder, cores), proxies)) {
      Measurements measure = new Measurements(plan, ends, figures, TLS);
      sides.forEach(side -> measure.warmSmall(side.target(), side.traffic()));
      int count = plan.requests().getOrDefault(Plan.SMALL, 0);
      for (int round = 0; round < plan.rounds(); round++) {
        sides.forEach(side -> measure.requests(side.target(), side.traffic(), Plan.SMALL, count));
        sides.rotate();
      }
      sides.checkSplit();
    }
  }

  private void fresh() throws IOException {
    progress.accept("starting anew, for start time and memory");
    try (Ends ends = new Ends(null)) {
      Place place = ends.place(folder, cores);
      Measurements measure = new Measurements(plan, ends, figures, NO_PREFIX);
      for (int round = 0; round < plan.rounds(); round++) {
        for (Starter starter : proxies) {
          started(ends, () -> starter.start(place), measure);
        }
      }
    }
  }

  /** Starts a target. */
  private interface Start {
    Target now() throws IOException;
  }

  /** Twice, since memory that was once used is not given back. */
  private void started(Ends ends, Start start, Measurements measure) throws IOException {
    long begin = System.nanoTime();
    try (Target target = start.now()) {
      ends.awaitFirst(target);
      figures.add("start", target.name(), (System.nanoTime() - begin) / MILLI);
      measure.memory(target, ends.to(target));
    }
    try (Target target = start.now()) {
      ends.awaitFirst(target);
      if (target.name().equals(HaProxy.NAME)) {
        return; // wants two descriptors for each of 10,000, more than a user usually may have
      }
      measure.connections(target, ends.to(target));
    }
  }
}
