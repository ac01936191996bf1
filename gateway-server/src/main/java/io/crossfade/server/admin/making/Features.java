package io.crossfade.server.admin.making;

import io.crossfade.core.catalog.Model;
import java.util.LinkedHashMap;
import java.util.Map;

/** What models can do, in the words of the management API. */
final class Features {
  /** Names of the management API by the catalogue's capability. */
  private static final Map<String, String> NAMES = new LinkedHashMap<>();

  static {
    NAMES.put("tools", "function_calling");
    NAMES.put("vision", "vision");
    NAMES.put("json_schema", "json_schema");
    NAMES.put("reasoning", "reasoning");
    NAMES.put("prompt_caching", "prompt_caching");
    NAMES.put("streaming", "streaming");
  }

  private Features() {}

  /** All that are compared, in order. */
  static Iterable<String> names() {
    return NAMES.keySet();
  }

  static boolean has(Model model, String feature) {
    return model.capabilities().contains(NAMES.getOrDefault(feature, feature));
  }
}
