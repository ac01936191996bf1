package io.crossfade.loadtest.soak;

import io.crossfade.loadtest.proxy.Program;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a gateway holds at one point of time, after a collection of its garbage. */
final class Sample {
  static final String HEAP = "heap after GC, kB";
  static final String DIRECT = "direct memory, kB";
  static final String DESCRIPTORS = "descriptors";
  static final String THREADS = "threads";

  private static final Pattern USED = Pattern.compile("(?:total|generation).*? used (\\d+)K");
  private static final Pattern OTHER =
      Pattern.compile("Other \\(reserved=\\d+KB, committed=(\\d+)KB");

  private Sample() {}

  /** Values by name; needs a gateway that tracks its native memory. */
  static Map<String, Double> of(Program program) throws IOException {
    long pid = program.pid();
    jcmd(pid, "GC.run");
    Map<String, Double> values = new LinkedHashMap<>();
    values.put(HEAP, sum(USED, jcmd(pid, "GC.heap_info")));
    values.put(DIRECT, sum(OTHER, jcmd(pid, "VM.native_memory", "summary")));
    values.put(DESCRIPTORS, entries(Path.of("/proc/" + pid + "/fd")));
    values.put(THREADS, entries(Path.of("/proc/" + pid + "/task")));
    return values;
  }

  private static double sum(Pattern pattern, String text) {
    double sum = 0;
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      sum += Double.parseDouble(matcher.group(1));
    }
    return sum;
  }

  private static double entries(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.count();
    }
  }

  private static String jcmd(long pid, String... command) throws IOException {
    String program = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    String[] whole =
        Stream.concat(Stream.of(program, String.valueOf(pid)), Stream.of(command))
            .toArray(String[]::new);
    Process process = new ProcessBuilder(whole).redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
