package io.crossfade.server.cli;

import io.crossfade.server.gateway.Version;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line as a whole; everything it can do is a subcommand. */
@Command(
    name = "gateway",
    description =
        "Carries live LLM traffic from an old model or provider to a new one, and back by itself.",
    mixinStandardHelpOptions = true,
    versionProvider = CrossfadeCommand.Build.class,
    subcommands = {
      ServeCommand.class,
      CheckCommand.class,
      ExplainCommand.class,
      DemoCommand.class,
      HelpCommand.class
    })
public final class CrossfadeCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Which build this is, for {@code --version}. */
  static final class Build implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"crossfade " + Version.CURRENT};
    }
  }

  /** Runs one command line; returns the exit status. */
  public static int run(String... arguments) {
    return new CommandLine(new CrossfadeCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .execute(arguments);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say what to do, for example: gateway demo");
  }
}
