package io.crossfade.server.notice;

import io.crossfade.metrics.judge.alert.Alert;
import io.crossfade.routing.migration.MigrationEvent;
import io.crossfade.routing.migration.MigrationState;
import io.crossfade.routing.migration.Phase;
import io.crossfade.server.notice.Notice.What;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What is said about events and alerts: the templates. */
final class Notices {
  private static final Set<Phase> BAD =
      Set.of(Phase.ROLLED_BACK, Phase.HOLDING, Phase.AWAITING_CONFIRMATION, Phase.ABORTED);

  private Notices() {}

  /** Empty for what concerns nobody: a restart, a file read again, the same state as before. */
  static Optional<Notice> of(MigrationEvent event, MigrationState now) {
    Phase to = Phase.of(event.to()).orElse(Phase.NONE);
    boolean still = event.from().equals(event.to()) && !event.event().equals("SetSplit");
    boolean advanced = event.event().equals("Advance") || event.event().equals("Promote");
    if (to == Phase.NONE || to == Phase.DRAFT || (still && !advanced)) {
      return Optional.empty();
    }
    What what = BAD.contains(to) ? What.TROUBLE : after(event);
    return Optional.of(
        new Notice(
            event.migration(),
            what,
            event.event(),
            sentence(event, to, now),
            event.at(),
            event.splitBuckets(),
            false,
            to == Phase.ROLLED_BACK || to == Phase.AWAITING_CONFIRMATION));
  }

  private static What after(MigrationEvent event) {
    Phase from = Phase.of(event.from()).orElse(Phase.NONE);
    return BAD.contains(from) ? What.CLEARED : What.STEP;
  }

  private static String sentence(MigrationEvent event, Phase to, MigrationState now) {
    String share = percent(event.splitBuckets());
    String what =
        switch (to) {
          case RUNNING -> "runs with %s on the new side".formatted(share);
          case HOLDING -> "holds at %s".formatted(share);
          case PAUSED -> "is paused at %s".formatted(share);
          case ROLLED_BACK -> "was rolled back: everything goes to the old side";
          case AWAITING_CONFIRMATION ->
              "asks for a rollback: confirm or dismiss it, or it happens within five minutes";
          case HOLDBACK -> "is at its last step, %s".formatted(share);
          case COMPLETED -> "is completed";
          case ABORTED -> "was aborted: everything goes to the old side";
          case SCHEDULED -> "is scheduled";
          case SHADOWING -> "copies calls to the new side";
          case ANALYZED, DRAFT, NONE -> "is " + to.label();
        };
    return "migration %s %s (%s by %s%s)"
        .formatted(event.migration(), what, event.event(), event.actor(), because(event, now));
  }

  /** The state may have gone on since; then its reason is another event's. */
  private static String because(MigrationEvent event, MigrationState now) {
    if (now.seq() != event.seq() || now.reason().isEmpty()) {
      return "";
    }
    return now.detail().isEmpty()
        ? "; " + now.reason()
        : "; %s: %s".formatted(now.reason(), now.detail());
  }

  static Notice raised(String migration, Alert alert, int splitBuckets, Instant at) {
    String summary =
        "migration %s: alert %s: %s".formatted(migration, alert.label(), alert.reason());
    return new Notice(
        migration, What.ALERT, alert.label(), summary, at, splitBuckets, true, alert.critical());
  }

  static Notice cleared(String migration, String alert, int splitBuckets, Instant at) {
    String summary = "migration %s: alert %s is over".formatted(migration, alert);
    return new Notice(migration, What.CLEARED, alert, summary, at, splitBuckets, true, false);
  }

  static String percent(int buckets) {
    return buckets % 100 == 0
        ? buckets / 100 + "%"
        : String.format(Locale.ROOT, "%.2f%%", buckets / 100.0);
  }
}
