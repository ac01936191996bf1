package io.crossfade.core.config.read.declared;

import io.crossfade.core.config.ProviderConfig.CircuitLimits;
import io.crossfade.core.config.ProviderConfig.Http2;
import io.crossfade.core.config.ProviderConfig.Limits;
import io.crossfade.core.config.ProviderConfig.Retries;
import io.crossfade.core.config.ProviderConfig.Timeouts;
import io.crossfade.core.config.yaml.Keys;
import io.crossfade.core.config.yaml.Words;
import io.crossfade.core.config.yaml.YamlMap;
import io.crossfade.core.config.yaml.YamlNode;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How long, how often, how much at once and in which HTTP a provider is asked. */
public record ProviderLimits(
    Timeouts timeouts, Retries retries, Limits limits, CircuitLimits circuit, Http2 http2) {
  private static final Keys TIMEOUTS = Keys.of("connect", "first_byte", "idle", "total");
  private static final Keys RETRIES = Keys.of("max", "on", "max_wait");
  private static final Keys LIMITS = Keys.of("concurrent", "queue", "queue_wait");
  private static final Keys CIRCUIT = Keys.of("failures", "over", "open", "max_open");
  private static final List<String> RETRIED = List.of("connect", "429", "5xx");

  static ProviderLimits read(YamlMap provider) {
    return new ProviderLimits(
        timeouts(provider.map("timeouts", TIMEOUTS)),
        retries(provider.map("retries", RETRIES)),
        limits(provider.map("limits", LIMITS)),
        circuit(provider.get("circuit")),
        http2(provider.get("http2")));
  }

  /** The head of a plain answer comes after all of it, so only a set limit binds it. */
  private static Timeouts timeouts(@Nullable YamlMap map) {
    Timeouts standard = Timeouts.DEFAULT;
    if (map == null) {
      return standard;
    }
    long total = map.millis("total", standard.total());
    return new Timeouts(
        map.millis("connect", standard.connect()),
        map.millis("first_byte", standard.firstByteStream()),
        map.millis("first_byte", total),
        map.millis("idle", standard.idle()),
        total);
  }

  private static Limits limits(@Nullable YamlMap map) {
    Limits standard = Limits.DEFAULT;
    if (map == null) {
      return standard;
    }
    return new Limits(
        map.whole("concurrent", 1, 100_000, standard.concurrent()),
        map.whole("queue", 0, 100_000, standard.queue()),
        map.millis("queue_wait", standard.queueWaitMillis()));
  }

  private static CircuitLimits circuit(@Nullable YamlNode node) {
    CircuitLimits standard = CircuitLimits.DEFAULT;
    if (node == null) {
      return standard;
    }
    if (node.isText()) {
      return Words.oneOf(node, List.of("off")) == null ? standard : CircuitLimits.OFF;
    }
    YamlMap map = node.map(CIRCUIT);
    if (map == null) {
      return standard;
    }
    return new CircuitLimits(
        map.whole("failures", 1, 1_000, standard.failures()),
        map.millis("over", standard.overMillis()),
        map.millis("open", standard.openMillis()),
        map.millis("max_open", standard.maxOpenMillis()));
  }

  private static Http2 http2(@Nullable YamlNode node) {
    List<String> words = Arrays.stream(Http2.values()).map(Http2::label).toList();
    String word = node == null ? null : Words.oneOf(node, words);
    return word == null ? Http2.AUTO : Http2.valueOf(word.toUpperCase(Locale.ROOT));
  }

  private static Retries retries(@Nullable YamlMap map) {
    Retries standard = Retries.DEFAULT;
    if (map == null) {
      return standard;
    }
    return new Retries(
        map.whole("max", 0, 10, standard.max()),
        map.get("on") == null ? standard.on() : on(map.items("on")),
        maxWait(map.get("max_wait"), standard));
  }

  private static long maxWait(@Nullable YamlNode node, Retries standard) {
    Long millis = node == null ? null : node.millis(0);
    return millis == null ? standard.maxWaitMillis() : millis;
  }

  private static Set<String> on(List<YamlNode> items) {
    Set<String> on = new LinkedHashSet<>();
    for (YamlNode item : items) {
      String word = Words.oneOf(item, RETRIED);
      if (word != null) {
        on.add(word);
      }
    }
    return Set.copyOf(on);
  }
}
