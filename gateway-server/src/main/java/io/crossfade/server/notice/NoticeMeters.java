package io.crossfade.server.notice;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.BiConsumer;

/** Counts what became of notices, by target and result. */
public record NoticeMeters(MeterRegistry registry) implements BiConsumer<String, String> {

  @Override
  public void accept(String target, String result) {
    registry.counter("crossfade.notices", "target", target, "result", result).increment();
  }
}
