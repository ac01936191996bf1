package io.crossfade.server.gateway;

import io.crossfade.core.config.MigrationConfig;
import io.crossfade.core.config.Rollout.Strategy;
import io.crossfade.server.control.MigrationView;
import io.crossfade.server.upstream.HttpUpstream;
import java.time.Duration;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Keeps the old side of every {@code blue_green} migration within reach while it is watched: the
 * first calls after a rollback find connections that are open. Control thread only.
 */
final class WarmSides {
  /** Well below the time after which an idle connection closes. */
  private static final long PERIOD_NANOS = Duration.ofSeconds(5).toNanos();

  private long nextNanos = System.nanoTime();

  void refresh(Collection<MigrationView> migrations, Collection<HttpUpstream> upstreams) {
    long now = System.nanoTime();
    if (now - nextNanos >= 0) {
      nextNanos = now + PERIOD_NANOS;
      Set<String> kept = oldSides(migrations);
      upstreams.stream().filter(each -> kept.contains(each.name())).forEach(HttpUpstream::warm);
    }
  }

  /** Names of the providers that callers may come back to. */
  static Set<String> oldSides(Collection<MigrationView> migrations) {
    return migrations.stream()
        .filter(WarmSides::watched)
        .map(MigrationView::declared)
        .filter(Objects::nonNull)
        .filter(declared -> declared.rollout().strategy() == Strategy.BLUE_GREEN)
        .map(WarmSides::old)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static String old(MigrationConfig declared) {
    return declared.from().provider();
  }

  private static boolean watched(MigrationView view) {
    return switch (view.state().phase()) {
      case RUNNING, HOLDING, PAUSED, AWAITING_CONFIRMATION, HOLDBACK -> true;
      default -> false;
    };
  }
}
