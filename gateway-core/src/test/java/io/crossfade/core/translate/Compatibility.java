package io.crossfade.core.translate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What recorded requests lose on their way to another API and back, field by field. */
final class Compatibility {
  static final String INTRODUCTION =
      """
      # Compatibility

      Requests recorded between applications and providers, translated to the other API and back again: what came back as it was (*kept*),
      what takes another form there (*mapped*), and what was left out and reported (*dropped*). The numbers count requests. A test writes this page from the
      recordings and fails when it is no longer true; what becomes of fields that no recording has is in [translation.md](translation.md).
      """;

  /** Fields that take another form on the way, and which. */
  private static final Map<Pattern, String> MAPPED =
      Map.of(
          Pattern.compile("(response_format\\.json_schema|text\\.format)\\.strict"),
          "schemas are always followed exactly there",
          Pattern.compile("messages.*document\\.(type|title|source\\..*)"),
          "documents of plain text become text, their title above it",
          Pattern.compile("output_config\\.effort"),
          "`reasoning_effort`, which comes back as a budget",
          Pattern.compile("reasoning\\.effort"),
          "a budget to think, which does not come back as an effort",
          Pattern.compile("input\\[\\][a-z_]+\\.(id|status)"),
          "names an item of an earlier answer, and asks for nothing",
          Pattern.compile("tools\\[\\]web_search.*"),
          "`web_search_options`, where there are such",
          Pattern.compile("include\\[\\]"),
          "thoughts come sealed in every answer",
          Pattern.compile("reasoning\\.(generate_)?summary"),
          "thoughts come in summary in every answer");

  private final String title;
  private final SortedMap<String, Row> rows = new TreeMap<>();
  private final SortedMap<String, Integer> refused = new TreeMap<>();
  private final SortedSet<String> silent = new TreeSet<>();
  private int requests;

  private static final class Row {
    private int kept;
    private int mapped;
    private int dropped;
    private String note = "";
  }

  Compatibility(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  void add(ThereAndBack trip) {
    requests++;
    if (trip.refused() != null) {
      refused.merge(trip.refused(), 1, Integer::sum);
      return;
    }
    for (String path : trip.asked()) {
      count(path, trip);
    }
  }

  private void count(String path, ThereAndBack trip) {
    Row row = rows.computeIfAbsent(path, _ -> new Row());
    String mapped = mapped(path);
    if (!trip.lost().contains(path)) {
      row.kept++;
    } else if (reported(path, trip)) {
      row.dropped++;
    } else if (mapped != null) {
      row.mapped++;
      row.note = mapped;
    } else {
      silent.add(path + " " + trip.reported());
    }
  }

  private static @Nullable String mapped(String path) {
    return MAPPED.entrySet().stream()
        .filter(entry -> entry.getKey().matcher(path).matches())
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(null);
  }

  /** Whether one of the names reported is the field's own, or of what it is part of. */
  private static boolean reported(String path, ThereAndBack trip) {
    return trip.reported().stream()
        .map(name -> name.substring(name.lastIndexOf('.') + 1))
        .anyMatch(name -> List.of(path.split("[.\\[\\]]+")).contains(name));
  }

  /** Fields that were lost and neither reported nor mapped. */
  SortedSet<String> silent() {
    return silent;
  }

  String print() {
    List<String> lines = new ArrayList<>();
    lines.add("## " + title);
    lines.add("");
    int answered = requests - refused.values().stream().mapToInt(Integer::intValue).sum();
    lines.add("%d requests, %d of them translated.".formatted(requests, answered));
    refused.forEach((field, count) -> lines.add("Refused for `%s`: %d.".formatted(field, count)));
    lines.add("");
    lines.add("| field | kept | mapped | dropped | |");
    lines.add("|---|---|---|---|---|");
    rows.forEach(
        (path, row) ->
            lines.add(
                "| `%s` | %d | %d | %d | %s |"
                    .formatted(path, row.kept, row.mapped, row.dropped, row.note)));
    return String.join("\n", lines) + "\n";
  }
}
