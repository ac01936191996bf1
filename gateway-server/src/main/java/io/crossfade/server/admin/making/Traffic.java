package io.crossfade.server.admin.making;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.metrics.cost.CostKey;
import io.crossfade.metrics.cost.CostReport;
import io.crossfade.metrics.cost.CostSums;
import io.crossfade.server.admin.making.Places.Place;
import java.time.Instant;
import java.util.Map;

/**
 * What has been seen of one model's calls. Texts are not kept, so neither their features nor their
 * longest are known.
 *
 * @param since when counting began
 * @param until now
 * @param requests attempts at it
 * @param priced of those, how many have a price
 * @param input tokens of all
 * @param output tokens of all
 * @param dollars of those with a price
 */
public record Traffic(
    Instant since,
    Instant until,
    long requests,
    long priced,
    long input,
    long output,
    double dollars) {

  /** Adds up what went to one place, in whatever migration. */
  public static Traffic of(
      Place place, Map<CostKey, CostReport> reports, Instant since, Instant until) {
    Traffic sum = new Traffic(since, until, 0, 0, 0, 0, 0);
    for (Map.Entry<CostKey, CostReport> each : reports.entrySet()) {
      boolean here =
          each.getKey() instanceof CostKey.Place at
              && at.provider().equals(place.provider())
              && at.model().equals(place.model());
      sum = here ? sum.plus(each.getValue().sums()) : sum;
    }
    return sum;
  }

  private Traffic plus(CostSums more) {
    return new Traffic(
        since,
        until,
        requests + more.answers(),
        priced + more.answers() - more.unpriced(),
        input + more.promptTokens(),
        output + more.completionTokens(),
        dollars + more.dollars());
  }

  /** As the management API tells it; what cannot be known is null. */
  public ObjectNode json() {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("usage_period", since + "/" + until)
            .put("total_requests", requests);
    if (priced == 0 && requests > 0) {
      json.putNull("total_cost");
    } else {
      json.put("total_cost", dollars);
    }
    mean(json, "avg_input_tokens", input);
    mean(json, "avg_output_tokens", output);
    json.putNull("max_context_used").putNull("features_used");
    json.putObject("patterns").putNull("long_context").putNull("short_queries");
    return json;
  }

  private void mean(ObjectNode json, String name, long tokens) {
    if (requests == 0) {
      json.putNull(name);
    } else {
      json.put(name, (double) tokens / requests);
    }
  }
}
