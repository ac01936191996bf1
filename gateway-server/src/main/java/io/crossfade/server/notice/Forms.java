package io.crossfade.server.notice;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.server.notice.Notice.What;
import java.util.Locale;

/** A notice in the words of whoever receives it. */
final class Forms {
  private static final String SOURCE = "crossfade";

  private Forms() {}

  /** Our own form. */
  static ObjectNode webhook(Notice notice) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("source", SOURCE)
        .put("migration", notice.migration())
        .put("kind", notice.what().name().toLowerCase(Locale.ROOT))
        .put("name", notice.name())
        .put("summary", notice.summary())
        .put("at", notice.at().toString())
        .put("traffic_on_target", notice.splitBuckets() / 100.0)
        .put("critical", notice.critical());
  }

  /** Slack's incoming webhooks; what could be markup there is escaped. */
  static ObjectNode slack(Notice notice) {
    String sign =
        switch (notice.what()) {
          case STEP -> ":arrow_forward:";
          case TROUBLE -> notice.critical() ? ":rotating_light:" : ":warning:";
          case ALERT -> ":warning:";
          case CLEARED -> ":white_check_mark:";
        };
    String text = notice.summary().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    return JsonNodeFactory.instance.objectNode().put("text", sign + " " + text);
  }

  /**
   * PagerDuty's <a href="https://developer.pagerduty.com/docs/events-api-v2-overview">Events API
   * v2</a>. What clears an alert, or goes on after trouble, resolves the incident it opened.
   */
  static ObjectNode pagerDuty(Notice notice, String routingKey) {
    boolean over = notice.what() == What.CLEARED;
    String incident =
        SOURCE + "/" + notice.migration() + (notice.alert() ? "/" + notice.name() : "");
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("routing_key", routingKey)
            .put("event_action", over ? "resolve" : "trigger")
            .put("dedup_key", incident);
    if (!over) {
      ObjectNode payload =
          json.putObject("payload")
              .put("summary", notice.summary())
              .put("source", SOURCE)
              .put("severity", notice.critical() ? "critical" : "warning")
              .put("timestamp", notice.at().toString());
      payload.set("custom_details", webhook(notice));
    }
    return json;
  }
}
