package io.crossfade.server.cli.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** What is done to one migration; the command's name is the management API's. */
@Command(mixinStandardHelpOptions = true)
abstract class VerbCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @ParentCommand private MigrationsCommand parent = new MigrationsCommand();

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      description = "Which migration; may be left out where there is only one.")
  private @Nullable String name;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the log of events.")
  private @Nullable String reason;

  @Override
  public Integer call() throws IOException, InterruptedException {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    if (reason != null) {
      body.put("reason", reason);
    }
    extend(body);
    return parent.act(name, spec.name(), body);
  }

  /** Adds what only this one takes. */
  void extend(ObjectNode body) {}

  @Command(name = "start", description = "Begins a migration that waits.")
  static final class Start extends VerbCommand {
    @Option(names = "--force", description = "Also where nothing has been analysed.")
    private boolean force;

    @Override
    void extend(ObjectNode body) {
      if (force) {
        body.put("force", true);
      }
    }
  }

  @Command(name = "pause", description = "Freezes the split.")
  static final class Pause extends VerbCommand {}

  @Command(name = "resume", description = "Goes on after a pause, or lifts a rollback.")
  static final class Resume extends VerbCommand {}

  @Command(name = "promote", description = "Goes to the next step without waiting for proof.")
  static final class Promote extends VerbCommand {}

  @Command(name = "confirm", description = "Agrees to the rollback that a gate asks for.")
  static final class Confirm extends VerbCommand {}

  @Command(name = "dismiss", description = "Refuses the rollback that a gate asks for.")
  static final class Dismiss extends VerbCommand {}

  @Command(name = "rollback", description = "Sends everything to the old side, at once.")
  static final class Rollback extends VerbCommand {}

  @Command(name = "abort", description = "Ends it; everything goes to the old side.")
  static final class Abort extends VerbCommand {}
}
