package io.crossfade.core.config.yaml;

import java.util.List;
import java.util.stream.Stream;

/**
 * The keys one mapping may have.
 *
 * @param known what this version reads
 * @param notYet part of the format, but refused until something reads it
 */
public record Keys(List<String> known, List<String> notYet) {
  public Keys {
    known = List.copyOf(known);
    notYet = List.copyOf(notYet);
  }

  public static Keys of(String... known) {
    return new Keys(List.of(known), List.of());
  }

  public Keys notYet(String... names) {
    return new Keys(known, List.of(names));
  }

  /** Known or not yet. */
  public List<String> all() {
    return Stream.concat(known.stream(), notYet.stream()).toList();
  }
}
