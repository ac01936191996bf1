package io.crossfade.server.real.scrape;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The queries of {@code docs/metrics.md}, as they stand there. */
record DocumentedQueries(String page, Map<String, String> byTitle) {
  private static final Path PAGE = Path.of("../docs/metrics.md");
  private static final Pattern QUERY =
      Pattern.compile("\\*\\*(?<title>[^*]+)\\*\\*.*?```promql\n(?<query>.*?)```", Pattern.DOTALL);

  static DocumentedQueries read() throws IOException {
    String page = Files.readString(PAGE);
    Map<String, String> queries = new LinkedHashMap<>();
    for (Matcher found = QUERY.matcher(page); found.find(); ) {
      queries.put(found.group("title"), found.group("query").strip());
    }
    return new DocumentedQueries(page, queries);
  }
}
