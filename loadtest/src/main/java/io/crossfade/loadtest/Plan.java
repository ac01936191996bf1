package io.crossfade.loadtest;

import io.crossfade.loadtest.http.Prompt;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How much is measured.
 *
 * @param rounds times each target takes its turn
 * @param warmRequests sent through each target before anything counts
 * @param requests of a closed loop, by prompt
 * @param connections of closed and open loops
 * @param rate of the open loop, requests per second
 * @param openSeconds how long the open loop lasts
 * @param streams side by side
 * @param streamSeconds how long events are counted
 * @param parts what is measured at all
 */
record Plan(
    int rounds,
    int warmRequests,
    Map<Prompt, Integer> requests,
    int connections,
    int rate,
    int openSeconds,
    List<Integer> streams,
    int streamSeconds,
    Set<Part> parts) {
  static final Prompt SMALL = new Prompt(1_200, false);
  static final Prompt MEDIUM = new Prompt(30_000, false);
  static final Prompt LARGE = new Prompt(300_000, false);
  static final Prompt STREAM = new Prompt(1_200, true);

  static Plan full(int rounds, int rate) {
    return new Plan(
        rounds,
        300_000,
        Map.of(SMALL, 40_000, MEDIUM, 12_000, LARGE, 2_000),
        32,
        rate,
        6,
        List.of(1, 100, 1_000),
        5,
        EnumSet.allOf(Part.class));
  }

  /** Less of everything. */
  static Plan quick(int rounds, int rate) {
    return new Plan(
        rounds,
        150_000,
        Map.of(SMALL, 15_000, MEDIUM, 5_000, LARGE, 800),
        32,
        rate,
        3,
        List.of(1, 1_000),
        2,
        EnumSet.allOf(Part.class));
  }

  /** The same for some parts only. */
  Plan with(Set<Part> some) {
    return new Plan(
        rounds,
        warmRequests,
        requests,
        connections,
        rate,
        openSeconds,
        streams,
        streamSeconds,
        EnumSet.copyOf(some));
  }

  boolean has(Part part) {
    return parts.contains(part);
  }

  /** Events per second in one of so many streams: enough to be counted, however few streams. */
  static int eventsPerSecond(int streams) {
    return Math.max(20, 1_000 / streams);
  }
}
