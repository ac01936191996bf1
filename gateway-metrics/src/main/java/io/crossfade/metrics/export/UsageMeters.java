package io.crossfade.metrics.export;

import io.crossfade.core.usage.Usage;
import io.crossfade.core.usage.Usage.Source;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.EnumMap;
import java.util.Map;

/** Tokens and cost of one combination of labels; made when the first answer costs something. */
final class UsageMeters {
  private final Map<Source, Counter> sources = new EnumMap<>(Source.class);
  private final Counter prompt;
  private final Counter completion;
  private final Counter cached;
  private final Counter cacheWrite;
  private final Counter reasoning;
  private final Counter audio;
  private final Counter cost;
  private final Counter unpriced;

  UsageMeters(MeterRegistry registry, Tags tags) {
    for (Source source : new Source[] {Source.REPORTED, Source.ESTIMATED, Source.MISSING}) {
      sources.put(
          source,
          Counter.builder("crossfade.usage")
              .description("Answers by who says how many tokens they took")
              .tags(tags.and("source", source.label()))
              .register(registry));
    }
    prompt = tokens(registry, tags, "prompt");
    completion = tokens(registry, tags, "completion");
    cached = tokens(registry, tags, "cached");
    cacheWrite = tokens(registry, tags, "cache_write");
    reasoning = tokens(registry, tags, "reasoning");
    audio = tokens(registry, tags, "audio");
    cost =
        Counter.builder("crossfade.cost.usd")
            .description("What answers cost in US dollars, by the prices in force")
            .tags(tags)
            .register(registry);
    unpriced =
        Counter.builder("crossfade.unpriced.answers")
            .description("Answers whose price nobody knows, and which no cost includes")
            .tags(tags)
            .register(registry);
  }

  private static Counter tokens(MeterRegistry registry, Tags tags, String type) {
    return Counter.builder("crossfade.tokens")
        .description("Tokens of prompts and answers, and some parts of both")
        .tags(tags.and("type", type))
        .register(registry);
  }

  void used(Usage usage, double dollars) {
    Counter source = sources.get(usage.source());
    if (source == null) {
      return;
    }
    source.increment();
    add(prompt, usage.prompt());
    add(completion, usage.completion());
    add(cached, usage.cached());
    add(cacheWrite, usage.cacheWrite());
    add(reasoning, usage.reasoning());
    add(audio, usage.audioIn() + usage.audioOut());
    if (Double.isNaN(dollars)) {
      unpriced.increment();
    } else {
      cost.increment(dollars);
    }
  }

  private static void add(Counter counter, long tokens) {
    if (tokens > 0) {
      counter.increment((double) tokens);
    }
  }
}
