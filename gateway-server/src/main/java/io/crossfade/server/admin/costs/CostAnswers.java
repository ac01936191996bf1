package io.crossfade.server.admin.costs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.metrics.cost.CostSums;
import io.crossfade.metrics.cost.DayCost;
import io.crossfade.server.admin.web.AdminResponse;
import io.crossfade.server.explain.Queries;
import io.crossfade.server.store.StoreException;
import io.crossfade.server.usage.CostArchive;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Answers {@code GET /v1/management/costs}. Costs are US dollars; null where no price is known,
 * which is not the same as free.
 *
 * @param archive of all costs
 */
public record CostAnswers(CostArchive archive) {

  /** Answers; blocks where earlier days are asked for. */
  public AdminResponse answer(@Nullable String query) {
    Map<String, String> asked = Queries.parameters(query);
    Optional<Grouping> grouping = Grouping.of(asked.getOrDefault("group_by", "migration,arm"));
    Optional<Days> days = Days.of(asked.getOrDefault("range", "today"), archive.today());
    if (grouping.isEmpty()) {
      return refused(
          "group_by takes some of migration, arm, provider, model; or tenant; or tag:NAME;"
              + " each with or without day");
    }
    if (days.isEmpty()) {
      return refused(
          "range takes today, yesterday, 7d, 30d, month, last_month, or FIRST..LAST as"
              + " 2027-01-01..2027-01-31, of at most 400 days");
    }
    try {
      return AdminResponse.json(200, body(grouping.get(), days.get()));
    } catch (StoreException e) {
      return AdminResponse.error(503, "store_unavailable", e.getMessage() + "; ask for today");
    }
  }

  private static AdminResponse refused(String what) {
    return AdminResponse.error(400, "invalid_parameter", what);
  }

  private ObjectNode body(Grouping grouping, Days days) {
    Map<Map<String, String>, CostSums> groups = new LinkedHashMap<>();
    for (DayCost cost : archive.between(days.from(), days.to())) {
      grouping.groupOf(cost).ifPresent(group -> groups.merge(group, cost.sums(), CostSums::plus));
    }
    Map<Map<String, String>, Double> months = grouping.byDay() ? Map.of() : months(grouping);
    ObjectNode body =
        JsonNodeFactory.instance
            .objectNode()
            .put("from", days.from().toString())
            .put("to", days.to().toString())
            .put("currency", "USD");
    ArrayNode data = JsonNodeFactory.instance.arrayNode();
    groups.entrySet().stream()
        .sorted(Comparator.comparing(group -> List.copyOf(group.getKey().values()).toString()))
        .forEach(group -> data.add(one(group.getKey(), group.getValue(), months)));
    ObjectNode total = sums(groups.values().stream().reduce(CostSums.NONE, CostSums::plus));
    body.set("total", month(total, months.values().stream().reduce(Double::sum).orElse(null)));
    body.set("data", data);
    return body;
  }

  /** Projections of groups whose every part has one. */
  private Map<Map<String, String>, Double> months(Grouping grouping) {
    Map<Map<String, String>, Double> months = new HashMap<>();
    archive
        .reports()
        .forEach(
            (key, report) ->
                grouping
                    .groupOf(key)
                    .ifPresent(group -> months.merge(group, report.projectedMonth(), Double::sum)));
    return months;
  }

  private static ObjectNode one(
      Map<String, String> group, CostSums sums, Map<Map<String, String>, Double> months) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ObjectNode names = json.putObject("group");
    group.forEach(names::put);
    json.setAll(sums(sums));
    return month(json, months.get(group));
  }

  private static ObjectNode sums(CostSums sums) {
    boolean known = sums.answers() > sums.unpriced() || sums.answers() == 0;
    return JsonNodeFactory.instance
        .objectNode()
        .put("answers", sums.answers())
        .put("unpriced", sums.unpriced())
        .put("prompt_tokens", sums.promptTokens())
        .put("completion_tokens", sums.completionTokens())
        .put("cost", known ? (Double) sums.dollars() : null)
        .put("cost_per_request", finite(sums.perAnswer()));
  }

  private static ObjectNode month(ObjectNode json, @Nullable Double dollars) {
    return json.put("projected_month", dollars == null ? null : finite(dollars));
  }

  private static @Nullable Double finite(double dollars) {
    return Double.isFinite(dollars) ? dollars : null;
  }
}
