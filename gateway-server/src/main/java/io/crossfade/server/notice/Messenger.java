package io.crossfade.server.notice;

import io.crossfade.core.config.NotifyConfig;
import io.crossfade.core.config.NotifyConfig.NotifyTarget;
import io.crossfade.core.config.NotifyConfig.Tell;
import io.crossfade.core.config.Secret;
import io.crossfade.metrics.judge.alert.Alert;
import io.crossfade.routing.migration.MigrationEvent;
import io.crossfade.server.control.MigrationView;
import io.crossfade.server.control.Migrations;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Puts what happens to migrations into the mailboxes of those who want to hear of it. Told on the
 * control thread, which it never holds up.
 */
public final class Messenger implements AutoCloseable {
  private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
  private static final Duration CONNECT = Duration.ofSeconds(5);

  private final Migrations migrations;
  private final Delivery delivery;
  private final BiConsumer<String, String> count;
  private final Map<String, Mailbox> mailboxes = new HashMap<>();
  private final Map<String, Set<String>> raised = new HashMap<>();
  private NotifyConfig config = NotifyConfig.NONE;

  /**
   * @param secrets current value of each secret
   * @param count takes a target's name and what became of a notice to it
   */
  public Messenger(
      Migrations migrations,
      Function<Secret, @Nullable String> secrets,
      BiConsumer<String, String> count) {
    this.migrations = migrations;
    this.count = count;
    HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    delivery = new Delivery(client, secrets);
  }

  /** Listens from now on. */
  public void begin() {
    migrations.snapshots().follow(snapshot -> configure(snapshot.config().notices()));
    migrations.onEvent(this::happened);
    migrations.onTick(this::compareAlerts);
  }

  /** A target that is no longer the same gets a new mailbox; what waits for the old one is lost. */
  private synchronized void configure(NotifyConfig next) {
    if (next.equals(config)) {
      return;
    }
    config = next;
    mailboxes
        .values()
        .removeIf(
            mailbox -> {
              boolean other = !mailbox.target().equals(next.targets().get(mailbox.target().name()));
              if (other) {
                mailbox.close();
              }
              return other;
            });
    next.targets()
        .values()
        .forEach(
            target ->
                mailboxes.computeIfAbsent(
                    target.name(), _ -> new Mailbox(target, delivery, FIRST_WAIT, count)));
  }

  private void happened(MigrationEvent event) {
    MigrationView view = migrations.views().get(event.migration());
    if (view != null) {
      Notices.of(event, view.state()).ifPresent(this::tell);
    }
  }

  /** An alert that is raised again with other numbers is still the same alert. */
  private void compareAlerts() {
    migrations.views().forEach(this::compareAlerts);
  }

  private void compareAlerts(String migration, MigrationView view) {
    Instant now = Instant.now();
    int split = view.state().splitBuckets();
    Set<String> before = raised.getOrDefault(migration, Set.of());
    Set<String> after = new TreeSet<>();
    for (Alert alert : view.judge().alerts()) {
      if (after.add(alert.label()) && !before.contains(alert.label())) {
        tell(Notices.raised(migration, alert, split, now));
      }
    }
    for (String label : before) {
      if (!after.contains(label)) {
        tell(Notices.cleared(migration, label, split, now));
      }
    }
    raised.put(migration, after);
  }

  private synchronized void tell(Notice notice) {
    for (NotifyTarget target : config.of(notice.migration())) {
      Mailbox mailbox = mailboxes.get(target.name());
      if (mailbox != null && (notice.trouble() || target.tell() == Tell.EVERYTHING)) {
        mailbox.put(notice);
      }
    }
  }

  @Override
  public synchronized void close() {
    mailboxes.values().forEach(Mailbox::close);
    delivery.client().shutdownNow();
  }
}
