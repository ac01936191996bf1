package io.crossfade.core.config.read.migration;

import io.crossfade.core.config.Rollout.HoldBack;
import io.crossfade.core.config.Rollout.Stage;
import io.crossfade.core.config.read.declared.Declared;
import io.crossfade.core.config.yaml.Keys;
import io.crossfade.core.config.yaml.Words;
import io.crossfade.core.config.yaml.YamlMap;
import io.crossfade.core.config.yaml.YamlNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code schedule}, {@code phases} and {@code hold_back}: which share, and for how long. */
public final class StagesReader {
  private static final Keys PHASE = Keys.of("only", "models", "split", "hold");
  private static final Pattern STEP = Pattern.compile("(\\S+(?: %)?)(?:\\s+(\\S+))?");
  private static final Pattern HELD = Pattern.compile("(\\S+(?: %)?)\\s+for\\s+(\\S+)");
  private static final int ALL = 10_000;
  private static final int HALF = 5_000;

  private final CohortReader cohorts;
  private final Declared declared;

  StagesReader(CohortReader cohorts, Declared declared) {
    this.cohorts = cohorts;
    this.declared = declared;
  }

  /** Steps that grow; what is held back is never the candidate's, so it does not count. */
  List<Stage> schedule(YamlNode node, HoldBack held) {
    List<YamlNode> items = node.items();
    if (items == null) {
      return List.of();
    }
    if (items.isEmpty()) {
      node.error(node.path() + " lists no step", "write it like [1% 1h, 25% 4h, 100%]");
    }
    List<Stage> stages = new ArrayList<>();
    int before = 0;
    for (YamlNode item : items) {
      Stage stage = step(item);
      if (stage != null) {
        before = grown(item, stage, before, ALL - held.buckets());
        stages.add(stage);
      }
    }
    warnOfALeap(node, stages);
    return stages;
  }

  private static @Nullable Stage step(YamlNode item) {
    String text = item.text();
    if (text == null) {
      return null;
    }
    Matcher step = STEP.matcher(text.strip());
    if (!step.matches()) {
      item.error(
          "%s is not a share and a time".formatted(item.path()), "write it like 25% 4h, or 100%");
      return null;
    }
    Integer buckets = item.buckets(step.group(1));
    String hold = step.group(2);
    Long millis = hold == null ? Long.valueOf(0) : item.millis(hold, 1);
    return buckets == null || millis == null ? null : new Stage(buckets, Duration.ofMillis(millis));
  }

  private static int grown(YamlNode item, Stage stage, int before, int most) {
    int share = Math.min(stage.splitBuckets(), most);
    if (share <= before) {
      String held = share < stage.splitBuckets() ? ", with what is held back" : "";
      item.error(
          "%s is no larger than the step before it%s".formatted(item.path(), held),
          before == 0 ? "begin above 0%" : "let every step grow, or remove it");
    }
    return share;
  }

  private static void warnOfALeap(YamlNode node, List<Stage> stages) {
    if (!stages.isEmpty() && stages.getLast().splitBuckets() < HALF) {
      node.warning(
          "after its last step everything moves at once", "end with a larger step, such as 100%");
    }
  }

  /** Groups or models, one after the other; the share of each is its own. */
  List<Stage> phases(YamlNode node) {
    List<YamlNode> items = node.items();
    if (items == null) {
      return List.of();
    }
    if (items.isEmpty()) {
      node.error(node.path() + " lists no phase", "write at least one like {split: 5%, hold: 4h}");
    }
    List<Stage> stages = new ArrayList<>();
    for (YamlNode item : items) {
      YamlMap map = item.map(PHASE);
      if (map != null) {
        stages.add(phase(map));
      }
    }
    return stages;
  }

  private Stage phase(YamlMap map) {
    YamlNode split = map.require("split", "25%");
    Integer buckets = split == null ? null : split.buckets();
    if (split != null && buckets != null && buckets == 0) {
      split.error(split.path() + " gives the candidate nothing", "write a share above 0%");
    }
    return new Stage(
        buckets == null ? ALL : buckets,
        Duration.ofMillis(map.millis("hold", 0)),
        cohorts.only(map.get("only")),
        models(map));
  }

  private List<String> models(YamlMap map) {
    YamlNode node = map.get("models");
    List<String> models = Words.texts(map.items("models"));
    if (node != null && models.isEmpty()) {
      node.error(node.path() + " lists none", "name at least one, or remove the key");
    }
    return models.stream().map(declared::canonical).distinct().toList();
  }

  HoldBack holdBack(@Nullable YamlNode node) {
    String text = node == null ? null : node.text();
    if (node == null || text == null) {
      return HoldBack.NONE;
    }
    Matcher held = HELD.matcher(text.strip());
    if (!held.matches()) {
      node.error(node.path() + " is not a share and a time", "write it like 5% for 7d");
      return HoldBack.NONE;
    }
    Integer buckets = node.buckets(held.group(1));
    Long millis = node.millis(held.group(2), 1);
    if (buckets == null || millis == null) {
      return HoldBack.NONE;
    }
    if (buckets == 0 || buckets > HALF) {
      node.error(node.path() + " is not above 0% and up to 50%", "write it like 5% for 7d");
      return HoldBack.NONE;
    }
    return new HoldBack(buckets, Duration.ofMillis(millis));
  }
}
