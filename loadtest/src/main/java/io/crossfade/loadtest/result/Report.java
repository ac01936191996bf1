package io.crossfade.loadtest.result;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** A run as a file: surroundings, judged rows, and the raw values of every round. */
public final class Report {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Report() {}

  /** Writes a file named for the date; its path. */
  public static Path write(
      Path folder, Map<String, String> surroundings, List<Row> rows, Figures figures)
      throws IOException {
    ObjectNode report = JSON.createObjectNode();
    report.set("surroundings", JSON.valueToTree(surroundings));
    ArrayNode judged = report.putArray("rows");
    rows.forEach(row -> append(judged, row, figures));
    report.set("rounds", JSON.valueToTree(figures.all()));
    Files.createDirectories(folder);
    String name = surroundings.getOrDefault("date", "run").replace(":", "") + ".json";
    Path file = folder.resolve(name);
    JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), report);
    return file;
  }

  private static void append(ArrayNode to, Row row, Figures figures) {
    OptionalDouble value = row.judged(figures);
    if (value.isEmpty()) {
      return;
    }
    ObjectNode json =
        to.addObject()
            .put("what", row.what())
            .put("figure", row.figure())
            .put("unit", row.unit())
            .put("judged", value.getAsDouble());
    if (row.hasLimits()) {
      json.put("must", row.must())
          .put("moonshot", row.moonshot())
          .put("result", row.verdict(value.getAsDouble()));
    }
  }
}
