package io.crossfade.server.usage;

import io.crossfade.core.Call;
import io.crossfade.metrics.cost.Costs;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a call is for: the tags of its gateway key, and for names that the key leaves open those of
 * its field {@code x-crossfade-tags: team=search,feature=x}.
 */
final class CallTags {
  private static final String FIELD = "x-crossfade-tags";
  private static final int LONGEST = 1_024;
  private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");
  private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9._:@/+-]{1,64}");

  private CallTags() {}

  /**
   * Reads a call's tags.
   *
   * @param kept names of those that are told apart
   */
  static Map<String, String> of(Call call, List<String> kept) {
    if (kept.isEmpty()) {
      return Map.of();
    }
    Map<String, String> tags = new HashMap<>();
    String field = call.head().headers().get(FIELD);
    if (field != null && field.length() <= LONGEST) {
      COMMA.splitAsStream(field.strip()).forEach(tag -> add(tags, tag, kept));
    }
    call.trace().caller().tags().forEach(tags::put);
    return tags;
  }

  /** What callers make up at will is counted together. */
  private static void add(Map<String, String> tags, String tag, List<String> kept) {
    int equals = tag.indexOf('=');
    String name = equals < 0 ? "" : tag.substring(0, equals);
    if (kept.contains(name)) {
      String value = tag.substring(equals + 1);
      tags.put(name, VALUE.matcher(value).matches() ? value : Costs.OTHER);
    }
  }
}
