package io.crossfade.loadtest.result;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** When and where a run took place: figures mean nothing without it. */
public final class Surroundings {
  private Surroundings() {}

  /** Read at the start of a run, in the order to print it. */
  public static Map<String, String> read() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    facts.put("commit", output("git", "describe", "--always", "--dirty"));
    facts.put("nginx", output("nginx", "-v").replace("nginx version: ", ""));
    facts.put("haproxy", output("haproxy", "-v").replaceAll("(?s) [0-9]{4}/.*", ""));
    facts.put("java", Runtime.version().toString());
    facts.put("kernel", System.getProperty("os.version"));
    facts.put("cpu", cpu());
    facts.put("cores of the machine", output("nproc", "--all"));
    facts.put("load average", loadAverage());
    return facts;
  }

  /** One, five and fifteen minutes. */
  public static String loadAverage() {
    return firstLine(Path.of("/proc/loadavg")).replaceAll(" [0-9]+/.*", "");
  }

  private static String cpu() {
    try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .findFirst()
          .map(line -> line.replaceAll(".*: ", ""))
          .orElse("unknown");
    } catch (IOException e) {
      return "unknown";
    }
  }

  private static String firstLine(Path file) {
    try {
      List<String> lines = Files.readAllLines(file);
      return lines.isEmpty() ? "unknown" : lines.getFirst();
    } catch (IOException e) {
      return "unknown";
    }
  }

  private static String output(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 ? text.strip() : "unknown";
    } catch (IOException e) {
      return "unknown";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "unknown";
    }
  }
}
