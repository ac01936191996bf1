package io.crossfade.loadtest;

import io.crossfade.loadtest.provider.LoadProvider;
import io.crossfade.loadtest.proxy.Crossfade;
import io.crossfade.loadtest.proxy.Target;
import io.crossfade.loadtest.result.Figures;
import io.crossfade.loadtest.result.Page;
import io.crossfade.loadtest.result.Report;
import io.crossfade.loadtest.result.Surroundings;
import io.crossfade.loadtest.result.Table;
import io.crossfade.loadtest.soak.Soak;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
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
  private static final Path LAUNCHER = Path.of("gateway").toAbsolutePath();
  private static final int QUICK_ROUNDS = 2;
  private static final int FULL_ROUNDS = 5;

  @Option(names = "--quick", description = "Fewer and shorter rounds.")
  private boolean quick;

  @Option(names = "--rounds", paramLabel = "N", description = "Rounds; default: 5, quick 2.")
  private int rounds;

  @Option(
      names = "--only",
      paramLabel = "PART",
      split = ",",
      description = "Parts to measure, of ${COMPLETION-CANDIDATES}; default: all.")
  private Set<Part> only = EnumSet.allOf(Part.class);

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

  @Option(
      names = "--soak",
      paramLabel = "MINUTES",
      description = "Measures nothing, but looks for what grows under steady load.")
  private int soakMinutes;

  public static void main(String[] args) {
    System.exit(new CommandLine(new Main()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    if (soakMinutes > 0) {
      return soak();
    }
    Map<String, String> surroundings = Surroundings.read();
    surroundings.forEach((name, value) -> System.out.printf("%s: %s%n", name, value));
    Figures figures = measure();
    surroundings.put("load average at the end", Surroundings.loadAverage());
    System.out.printf("load average at the end: %s%n%n", Surroundings.loadAverage());
    System.out.println(Table.of(Rows.ALL, figures));
    Rows.LEFT_OUT.forEach(row -> System.out.println("left out: " + row));
    Path json = Report.write(results, surroundings, Rows.ALL, figures);
    System.out.println(json);
    System.out.println(Page.write(json, surroundings, Rows.ALL, figures));
    return 0;
  }

  private int soak() throws IOException {
    Path folder = Files.createTempDirectory("crossfade-soak");
    try (Ends ends = new Ends(null);
        Target gateway = Crossfade.start(ends.place(folder, cores), LAUNCHER)) {
      ends.awaitFirst(gateway);
      ends.pace(
          new LoadProvider.Pace(
              Soak.EVENTS_PER_SECOND * Soak.WINDOW_SECONDS,
              TimeUnit.SECONDS.toNanos(1) / Soak.EVENTS_PER_SECOND));
      List<String> wrong =
          new Soak(gateway, ends.to(gateway), Main::progress)
              .run(soakMinutes, Plan.SMALL, Plan.STREAM);
      wrong.forEach(System.out::println);
      System.out.println(wrong.isEmpty() ? "nothing grows" : "the gateway grows under steady load");
      return wrong.isEmpty() ? 0 : 1;
    }
  }

  private Figures measure() throws Exception {
    Plan plan =
        quick
            ? Plan.quick(rounds > 0 ? rounds : QUICK_ROUNDS, rate)
            : Plan.full(rounds > 0 ? rounds : FULL_ROUNDS, rate);
    Path folder = Files.createTempDirectory("crossfade-load");
    return new Run(plan.with(only), folder, cores, LAUNCHER, Main::progress).measure();
  }

  private static void progress(String what) {
    System.err.printf("loadtest: %s (load average %s)%n", what, Surroundings.loadAverage());
  }
}
