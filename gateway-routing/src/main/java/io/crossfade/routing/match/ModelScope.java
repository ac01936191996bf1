package io.crossfade.routing.match;

import io.crossfade.core.config.Glob;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A set of canonical model ids, given by ids and globs. */
public final class ModelScope {
  /** Every model, known or not. */
  public static final ModelScope ALL = of(List.of("*"));

  private final Set<String> ids;
  private final List<Glob> globs;

  private ModelScope(Set<String> ids, List<Glob> globs) {
    this.ids = ids;
    this.globs = globs;
  }

  /**
   * The models that any of the patterns names.
   *
   * @param patterns canonical ids or globs
   */
  public static ModelScope of(List<String> patterns) {
    return new ModelScope(
        patterns.stream()
            .filter(Predicate.not(Glob::isGlob))
            .collect(Collectors.toUnmodifiableSet()),
        patterns.stream().filter(Glob::isGlob).map(Glob::new).toList());
  }

  public boolean covers(String canonical) {
    if (ids.contains(canonical)) {
      return true;
    }
    for (int at = 0; at < globs.size(); at++) {
      if (globs.get(at).matches(canonical)) {
        return true;
      }
    }
    return false;
  }

  /** The ids that are spelled out. */
  public Set<String> ids() {
    return ids;
  }
}
