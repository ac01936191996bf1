package io.crossfade.loadtest;

import io.crossfade.loadtest.result.Figures;
import io.crossfade.loadtest.result.Report;
import io.crossfade.loadtest.result.Surroundings;
import io.crossfade.loadtest.result.Table;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code loadtest/run}: measures the gateway beside nginx and says what holds. */
@Command(
    name = "loadtest/run",
    description = {
      "Measures Crossfade beside plain nginx with the same traffic, in interleaved rounds.",
      "A wrong, missing or damaged answer ends the run without a result."
    },
    mixinStandardHelpOptions = true)
public final class Main implements Callable<Integer> {
  private static final int QUICK_ROUNDS = 2;
  private static final int FULL_ROUNDS = 5;

  @Option(names = "--quick", description = "Fewer and shorter rounds.")
  private boolean quick;

  @Option(names = "--rounds", paramLabel = "N", description = "Rounds; default: 5, quick 2.")
  private int rounds;

  @Option(
      names = "--rate",
      paramLabel = "RPS",
      description = "Requests a second where latency is measured; default: ${DEFAULT-VALUE}.")
  private int rate = 2_000;

  @Option(
      names = "--proxy-core",
      paramLabel = "CORE",
      description = "Core the proxies run on, not the one of this program; default: 0.")
  private String cores = "0";

  @Option(
      names = "--results",
      paramLabel = "DIR",
      description = "Where JSON and HTML go; default: ${DEFAULT-VALUE}.")
  private Path results = Path.of("loadtest/results");

  public static void main(String[] args) {
    System.exit(new CommandLine(new Main()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    Map<String, String> surroundings = Surroundings.read();
    surroundings.forEach((name, value) -> System.out.printf("%s: %s%n", name, value));
    Figures figures = measure();
    surroundings.put("load average at the end", Surroundings.loadAverage());
    System.out.printf("load average at the end: %s%n%n", Surroundings.loadAverage());
    System.out.println(Table.of(Rows.ALL, figures));
    Rows.LEFT_OUT.forEach(row -> System.out.println("left out: " + row));
    System.out.println(Report.write(results, surroundings, Rows.ALL, figures));
    return 0;
  }

  private Figures measure() throws Exception {
    Plan plan =
        quick
            ? Plan.quick(rounds > 0 ? rounds : QUICK_ROUNDS, rate)
            : Plan.full(rounds > 0 ? rounds : FULL_ROUNDS, rate);
    Path folder = Files.createTempDirectory("crossfade-load");
    Path launcher = Path.of("gateway").toAbsolutePath();
    return new Run(plan, folder, cores, launcher, Main::progress).measure();
  }

  private static void progress(String what) {
    System.err.printf("loadtest: %s (load average %s)%n", what, Surroundings.loadAverage());
  }
}
