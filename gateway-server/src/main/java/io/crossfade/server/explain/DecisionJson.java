package io.crossfade.server.explain;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.Target;
import io.crossfade.core.config.Config;
import io.crossfade.core.config.ProviderConfig;
import io.crossfade.routing.Decision;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** One routing decision, told whole: as JSON, and as lines for a terminal. */
public final class DecisionJson {
  private static final double BUCKETS_PER_PERCENT = 100.0;
  private static final int MAX_SANE_ID = 128;

  private DecisionJson() {}

  /** Field by field, in the order in which the decision was made. */
  public static ObjectNode of(Decision decision, Question question, Config config) {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("model_as_named", decision.asNamed())
            .put("model", decision.model())
            .put("migration", decision.migration());
    Decision.Placement placement = decision.placement();
    if (placement != null) {
      put(json, placement);
    }
    json.put("arm", decision.arm().label());
    Target target = decision.target();
    if (target != null) {
      put(json, target, config);
    }
    json.put("why", decision.why());
    if (!sane(question.requestId())) {
      json.put("request_id_note", "callers sending this id get a new one; only sane ids are kept");
    }
    return json;
  }

  /** The same, one aligned line a field. */
  public static String lines(ObjectNode decision) {
    Map<String, String> fields = new LinkedHashMap<>();
    decision.properties().forEach(field -> fields.put(field.getKey(), field.getValue().asText()));
    return fields.entrySet().stream()
        .map(field -> "%-18s %s".formatted(field.getKey().replace('_', ' '), field.getValue()))
        .collect(Collectors.joining(System.lineSeparator()));
  }

  private static void put(ObjectNode json, Decision.Placement placement) {
    json.put("cohort_key", placement.key())
        .put("cohort_key_source", placement.keySource())
        .put("cohort_key_missing", placement.keyMissing())
        .put("salt", placement.salt())
        .put("input_length", placement.inputLength())
        .put("hash", placement.hash())
        .put("bucket", placement.bucket())
        .put("split", placement.splitBuckets() / BUCKETS_PER_PERCENT)
        .put("candidate_buckets", placement.candidateBuckets())
        .put("moves_at", placement.movesAt());
  }

  private static void put(ObjectNode json, Target target, Config config) {
    ProviderConfig provider = config.providers().get(target.provider());
    json.put("provider", target.provider())
        .put("upstream_url", provider == null ? null : provider.baseUrl().toString())
        .put("upstream_model", target.model());
  }

  private static boolean sane(String id) {
    return id.length() <= MAX_SANE_ID && id.matches("[A-Za-z0-9._:@/+=-]+");
  }
}
