package io.crossfade.server.cli.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * {@code gateway migrations …}: what an operator asks and does at a running gateway. Where there is
 * only one migration its name may be left out.
 */
@Command(
    name = "migrations",
    description = "Shows and drives the migrations of a running gateway.",
    mixinStandardHelpOptions = true,
    subcommands = {
      MakeCommand.Create.class,
      MakeCommand.Configure.class,
      VerbCommand.Start.class,
      VerbCommand.Pause.class,
      VerbCommand.Resume.class,
      VerbCommand.Promote.class,
      VerbCommand.Confirm.class,
      VerbCommand.Dismiss.class,
      VerbCommand.Rollback.class,
      VerbCommand.Abort.class,
      HelpCommand.class
    })
public final class MigrationsCommand implements Runnable {
  private static final ObjectMapper READER = new ObjectMapper();
  private static final String NAME = "Which migration; may be left out where there is only one.";

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private final AdminOption admin = new AdminOption();
  @Mixin private final DataOption data = new DataOption();

  @Option(
      names = "--json",
      negatable = true,
      scope = ScopeType.INHERIT,
      description = "Prints JSON; so it does where the output is no terminal, unless --no-json.")
  private @Nullable Boolean json;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "say what to do, for example: gateway migrations list");
  }

  @Command(description = "Prints a line per migration.", mixinStandardHelpOptions = true)
  int list() throws IOException, InterruptedException {
    JsonNode all = client().all();
    return print(all, MigrationLines.table(all.path("data")));
  }

  @Command(description = "Prints everything about one.", mixinStandardHelpOptions = true)
  int show(
      @Parameters(arity = "0..1", paramLabel = "NAME", description = NAME) @Nullable String name)
      throws IOException, InterruptedException {
    JsonNode one = client().one(client().named(name));
    return print(one, MigrationLines.details(one));
  }

  @Command(
      description = "Prints what is intended, and where it stands.",
      mixinStandardHelpOptions = true)
  int plan(
      @Parameters(arity = "0..1", paramLabel = "NAME", description = NAME) @Nullable String name)
      throws IOException, InterruptedException {
    String one = client().named(name);
    JsonNode now = client().one(one);
    JsonNode inForce = client().declared(one);
    JsonNode declared = inForce.isEmpty() ? now.path("settings") : inForce;
    ObjectNode both = JsonNodeFactory.instance.objectNode();
    both.set("declared", declared);
    both.set("progress", now.path("progress"));
    return print(both, MigrationLines.plan(declared, now));
  }

  @Command(description = "Prints what has happened, oldest first.", mixinStandardHelpOptions = true)
  int events(
      @Parameters(arity = "0..1", paramLabel = "NAME", description = NAME) @Nullable String name,
      @Option(names = "--follow", description = "Goes on as things happen, until Ctrl-C.")
          boolean follow)
      throws IOException, InterruptedException {
    String one = client().named(name);
    if (follow) {
      followed(one);
      return 0;
    }
    JsonNode events = client().events(one);
    return print(
        events,
        Stream.of(events.path("data")).flatMap(JsonNode::valueStream).map(MigrationLines::event));
  }

  @Command(description = "Moves the share of the new side.", mixinStandardHelpOptions = true)
  int split(
      @Parameters(paramLabel = "NAME", description = "Which migration.") String name,
      @Parameters(paramLabel = "PERCENT", description = "0% to 100%, two decimals at most.")
          String percent)
      throws IOException, InterruptedException {
    if (!percent.matches("[0-9]{1,3}(\\.[0-9]{1,2})?%")) {
      throw new ParameterException(
          spec.subcommands().get("split"), "'%s' is no percentage; write 25%%".formatted(percent));
    }
    double value = Double.parseDouble(percent.substring(0, percent.length() - 1));
    return changed(client().split(name, value));
  }

  int created(ObjectNode body) throws IOException, InterruptedException {
    ObjectNode made = client().create(body);
    return print(
        made, Stream.concat(MigrationLines.details(made), MigrationLines.recommendations(made)));
  }

  int configured(String name, ObjectNode body) throws IOException, InterruptedException {
    return changed(client().configure(name, body));
  }

  int act(@Nullable String name, String verb, ObjectNode body)
      throws IOException, InterruptedException {
    return changed(client().act(client().named(name), verb, body));
  }

  private int changed(ObjectNode now) {
    if (!now.path("durable").asBoolean(true)) {
      spec.commandLine()
          .getErr()
          .println("done, but not on disk yet: the store is in trouble; see the gateway's log");
    }
    return print(now, MigrationLines.details(now));
  }

  /** A gateway that restarts is followed further, from the event last seen. */
  private void followed(String name) throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    String[] last = new String[1];
    while (true) {
      try {
        client()
            .follow(
                name,
                last[0],
                data -> {
                  JsonNode event = read(data);
                  last[0] = event.path("seq").asText();
                  out.println(asJson() ? data : MigrationLines.event(event));
                  out.flush();
                });
      } catch (IOException e) {
        if (last[0] == null) {
          throw e;
        }
      }
      TimeUnit.SECONDS.sleep(1);
    }
  }

  private static JsonNode read(String text) {
    try {
      return READER.readTree(text);
    } catch (IOException e) {
      return READER.missingNode();
    }
  }

  private MigrationsClient client() throws IOException {
    return new MigrationsClient(admin.client(data));
  }

  private int print(JsonNode whole, Stream<String> lines) {
    PrintWriter out = spec.commandLine().getOut();
    if (asJson()) {
      out.println(whole.toPrettyString());
    } else {
      lines.forEach(out::println);
    }
    return 0;
  }

  private boolean asJson() {
    return json == null
        ? !Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false)
        : json;
  }
}
