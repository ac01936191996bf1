package io.crossfade.server.cli;

import io.crossfade.core.config.Config;
import io.crossfade.core.config.ConfigResult;
import io.crossfade.core.config.Problem;
import io.crossfade.core.config.read.ConfigReader;
import io.crossfade.server.aws.AwsAccount;
import io.crossfade.server.cli.admin.DataOption;
import io.crossfade.server.control.ConfigFile;
import io.crossfade.server.explain.Itinerary;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code gateway check}: says everything that is wrong with a configuration file. */
@Command(
    name = "check",
    description = "Validates a configuration file; exit 0 when it may be used, 2 when not.",
    mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
  private static final int BAD_INPUT = 2;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private final ConfigOption config = new ConfigOption();

  @Mixin private final DataOption data = new DataOption();

  @Option(
      names = "--connect",
      description = "Also makes one tiny call per provider and model, to find a bad key or model.")
  private boolean connect;

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    String[] text = new String[1];
    ConfigFile file =
        new ConfigFile(
            config.file,
            (name, read) -> {
              text[0] = read;
              return ConfigReader.read(name, read, System.getenv());
            });
    return switch (file.read()) {
      case ConfigResult.Invalid(List<Problem> problems) -> {
        problems.forEach(out::println);
        yield BAD_INPUT;
      }
      case ConfigResult.Valid(Config valid, List<Problem> warnings) -> {
        warnings.forEach(warning -> out.println("warning: " + warning));
        out.println("%s is valid (configuration %s)".formatted(config.file, valid.hash()));
        valid.migrations().forEach(migration -> Itinerary.of(migration).forEach(out::println));
        StoredCheck.Found stored =
            new StoredCheck(config.file, text[0], valid).find(data.folder(), connect);
        stored.lines().forEach(out::println);
        int exit = connect ? connected(valid, out) : 0;
        yield stored.fits() ? exit : BAD_INPUT;
      }
    };
  }

  private static int connected(Config valid, PrintWriter out) throws InterruptedException {
    try (ProviderLine line = new ProviderLine(valid.providers(), System.getenv());
        AwsAccount account = new AwsAccount()) {
      account.prepare(valid);
      return new ConnectCheck(valid, out, line, account).run();
    }
  }
}
