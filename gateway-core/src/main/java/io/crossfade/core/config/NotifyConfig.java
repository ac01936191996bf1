package io.crossfade.core.config;

import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who is told what happens to migrations.
 *
 * @param targets by name, in file order
 * @param migrations names of targets by migration; one that is not named here tells all of them
 */
public record NotifyConfig(
    Map<String, NotifyTarget> targets, Map<String, List<String>> migrations) {
  public static final NotifyConfig NONE = new NotifyConfig(Map.of(), Map.of());

  public NotifyConfig {
    targets = Collections.unmodifiableMap(new LinkedHashMap<>(targets));
    migrations = Collections.unmodifiableMap(new LinkedHashMap<>(migrations));
  }

  /** Where notices go, in the form that is understood there. */
  public enum Form {
    /** Our own JSON, signed where a key is given. */
    WEBHOOK,
    /** An incoming webhook of Slack, or of whoever speaks like it. */
    SLACK,
    /** An Events API v2 integration. */
    PAGERDUTY
  }

  /** How much a target wants to hear. */
  public enum Tell {
    EVERYTHING,
    TROUBLE
  }

  /**
   * One receiver.
   *
   * @param name of the target; a metric label
   * @param form what it understands
   * @param secret its URL, which for many receivers is a key; for PagerDuty the routing key
   * @param url PagerDuty's address; null where the secret is the address
   * @param signingKey for the signature of a webhook, or null for none
   * @param tell how much it wants to hear
   */
  public record NotifyTarget(
      String name,
      Form form,
      Secret secret,
      @Nullable URI url,
      @Nullable Secret signingKey,
      Tell tell) {}

  /** The targets that hear of a migration. */
  public List<NotifyTarget> of(String migration) {
    List<String> names = migrations.get(migration);
    return targets.values().stream()
        .filter(target -> names == null || names.contains(target.name()))
        .toList();
  }
}
