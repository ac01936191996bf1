package io.crossfade.core.config.read.migration;

import io.crossfade.core.config.MigrationConfig.StickyBy;
import io.crossfade.core.config.Rollout;
import io.crossfade.core.config.Rollout.Advance;
import io.crossfade.core.config.Rollout.HoldBack;
import io.crossfade.core.config.Rollout.Stage;
import io.crossfade.core.config.Rollout.Strategy;
import io.crossfade.core.config.yaml.Keys;
import io.crossfade.core.config.yaml.Words;
import io.crossfade.core.config.yaml.YamlMap;
import io.crossfade.core.config.yaml.YamlNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads how a migration moves: its strategy, its stages, and what each has to prove. */
public final class RolloutReader {
  private static final Keys CONVERSATIONS = Keys.of("finish_where_started", "max_age");
  private static final Keys INSUFFICIENT = Keys.of("advance_after");
  private static final List<String> STRATEGIES =
      List.of("instant", "canary", "blue_green", "phased");
  private static final List<String> ADVANCES = List.of("proof", "strict", "guard");
  private static final Pattern TIMES = Pattern.compile("[1-9][0-9]?x");
  private static final Duration HYPERCARE = Duration.ofHours(24);
  private static final int ALL = 10_000;
  private static final int MOST_REQUESTS = 100_000_000;

  private final StagesReader stages;

  RolloutReader(StagesReader stages) {
    this.stages = stages;
  }

  Rollout read(YamlMap map, StickyBy stickyBy) {
    Strategy strategy = strategy(map.get("strategy"));
    boolean fixed = strategy == Strategy.CANARY && map.get("schedule") == null;
    HoldBack held = stages.holdBack(map.get("hold_back"));
    refuseWhatDoesNotFit(map, strategy, fixed);
    boolean hypercare = !fixed && (atOnce(strategy) || map.get("hypercare") != null);
    YamlNode start = map.get("execute_at");
    return new Rollout(
        strategy,
        fixed,
        stages(map, strategy, held),
        held,
        hypercare,
        advance(map.get("advance")),
        map.whole("min_requests", 1, MOST_REQUESTS, Rollout.MIN_REQUESTS),
        advanceAfter(map.get("on_insufficient")),
        start == null ? null : start.instant(),
        conversations(map, stickyBy));
  }

  private static Strategy strategy(@Nullable YamlNode node) {
    String text = node == null ? null : node.text();
    if (node == null || text == null) {
      return Strategy.CANARY;
    }
    if (text.equals("shadow")) {
      node.error("strategy shadow is not available yet", "write canary");
      return Strategy.CANARY;
    }
    String word = Words.oneOf(node, STRATEGIES);
    return word == null || !STRATEGIES.contains(word)
        ? Strategy.CANARY
        : Strategy.valueOf(word.toUpperCase(Locale.ROOT));
  }

  private static boolean atOnce(Strategy strategy) {
    return strategy == Strategy.INSTANT || strategy == Strategy.BLUE_GREEN;
  }

  /** Each strategy has one way to say how much moves when; what another would read is refused. */
  private static void refuseWhatDoesNotFit(YamlMap map, Strategy strategy, boolean fixed) {
    String word = strategy.name().toLowerCase(Locale.ROOT);
    if (strategy != Strategy.CANARY) {
      refuse(map, "split", "strategy %s has no split of its own".formatted(word));
      refuse(map, "schedule", "strategy %s has no schedule".formatted(word));
    } else if (!fixed) {
      refuse(map, "split", "a schedule says which split comes when");
    }
    if (strategy != Strategy.PHASED) {
      refuse(map, "phases", "phases belong to strategy phased, this is %s".formatted(word));
    }
    if (fixed) {
      String why = "a fixed split does not move by itself, so nothing reads this";
      List.of("hypercare", "advance", "min_requests", "on_insufficient")
          .forEach(key -> refuse(map, key, why));
    }
  }

  private static void refuse(YamlMap map, String key, String why) {
    YamlNode node = map.get(key);
    if (node != null) {
      node.error(why, "remove %s".formatted(key));
    }
  }

  private List<Stage> stages(YamlMap map, Strategy strategy, HoldBack held) {
    YamlNode steps = map.get("schedule");
    YamlNode phases = strategy == Strategy.PHASED ? map.require("phases", PHASES) : null;
    List<Stage> read =
        switch (strategy) {
          case INSTANT, BLUE_GREEN -> List.of(new Stage(ALL, Duration.ZERO));
          case PHASED -> phases == null ? List.of() : stages.phases(phases);
          case CANARY -> steps == null ? List.of(fixed(map)) : stages.schedule(steps, held);
        };
    List<Stage> watched = watched(map, read, atOnce(strategy));
    return watched.isEmpty() ? List.of(new Stage(0, Duration.ZERO)) : watched;
  }

  private static final String PHASES = "[{split: 5%, hold: 4h}, {split: 100%}]";

  private static Stage fixed(YamlMap map) {
    YamlNode split = map.require("split", "5%");
    Integer buckets = split == null ? null : split.buckets();
    return new Stage(buckets == null ? 0 : buckets, Duration.ZERO);
  }

  /** The last stage is watched for as long as {@code hypercare} says. */
  private static List<Stage> watched(YamlMap map, List<Stage> read, boolean always) {
    YamlNode node = map.get("hypercare");
    if (read.isEmpty() || (node == null && !always)) {
      return read;
    }
    Stage last = read.getLast();
    if (node != null && !last.hold().isZero()) {
      node.error("the last stage has a time of its own", "give it no time, or remove hypercare");
    }
    Duration care = Duration.ofMillis(map.millis("hypercare", HYPERCARE.toMillis()));
    List<Stage> stages = new ArrayList<>(read);
    stages.set(read.size() - 1, new Stage(last.splitBuckets(), care, last.only(), last.models()));
    return stages;
  }

  private static Advance advance(@Nullable YamlNode node) {
    String word = node == null ? null : Words.oneOf(node, ADVANCES);
    return word == null || !ADVANCES.contains(word)
        ? Advance.PROOF
        : Advance.valueOf(word.toUpperCase(Locale.ROOT));
  }

  /** {@code hold}, or {@code {advance_after: 3x}}. */
  private static int advanceAfter(@Nullable YamlNode node) {
    if (node == null) {
      return 0;
    }
    if (node.isText()) {
      if (!"hold".equals(node.text())) {
        node.error(
            "'%s' is unknown here".formatted(node.shown()), "write hold, or {advance_after: 3x}");
      }
      return 0;
    }
    YamlMap map = node.map(INSUFFICIENT);
    YamlNode after = map == null ? null : map.require("advance_after", "3x");
    String times = after == null ? null : after.text();
    if (after == null || times == null) {
      return 0;
    }
    if (TIMES.matcher(times).matches()) {
      return Integer.parseInt(times.substring(0, times.length() - 1));
    }
    after.error(after.path() + " is not a multiple from 1x to 99x", "write it like 3x");
    return 0;
  }

  private static Duration conversations(YamlMap migration, StickyBy stickyBy) {
    YamlNode node = migration.get("conversations");
    YamlMap map = node == null ? null : node.map(CONVERSATIONS);
    if (node == null || map == null) {
      return Duration.ZERO;
    }
    boolean finish = map.flag("finish_where_started", false);
    Duration age = Duration.ofMillis(map.millis("max_age", HYPERCARE.toMillis()));
    if (finish && stickyBy.source() == StickyBy.Source.REQUEST_ID) {
      node.error(
          "no conversation is known while every request counts for itself",
          "set sticky_by to session, user, key or header:NAME");
    }
    return finish ? age : Duration.ZERO;
  }
}
