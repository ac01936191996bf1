package io.crossfade.server.cli;

import io.crossfade.server.cli.admin.MigrationsCommand;
import io.crossfade.server.gateway.Version;
import io.crossfade.server.store.StoreException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
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
      MigrationsCommand.class,
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
        .setExecutionExceptionHandler(CrossfadeCommand::failed)
        .execute(arguments);
  }

  /** What the surroundings refuse is said in a sentence; only bugs show where they happened. */
  private static int failed(Exception failure, CommandLine command, ParseResult arguments)
      throws Exception {
    if (failure instanceof IOException || failure instanceof StoreException) {
      command.getErr().println(command.getColorScheme().errorText(told(failure)));
      return ExitCode.SOFTWARE;
    }
    throw failure;
  }

  /** File system exceptions carry the bare path as their message. */
  private static String told(Exception failure) {
    return failure instanceof FileSystemException || failure.getMessage() == null
        ? failure.toString()
        : failure.getMessage();
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say what to do, for example: gateway demo");
  }
}
