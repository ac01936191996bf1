package io.crossfade.server.control.crash;

import io.crossfade.core.config.Config;
import io.crossfade.core.config.ConfigResult;
import io.crossfade.core.config.read.ConfigReader;
import io.crossfade.routing.migration.MigrationState;
import io.crossfade.routing.migration.Signal;
import io.crossfade.server.control.Answer;
import io.crossfade.server.control.Migrations;
import io.crossfade.server.control.OperatorRequest;
import io.crossfade.server.control.judging.Checkpoints;
import io.crossfade.server.store.EventLog;
import io.crossfade.server.store.EventLogs;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Random;

/**
 * A process of store and controller alone, in which an operator changes one migration without end.
 * Says {@code ask} before each change and {@code ack SEQ PHASE SPLIT} once it is answered.
 */
final class Operator {
  static final String NAME = "move";

  private static final String FILE =
      """
      providers:
        old: {type: openai-compatible, base_url: "http://127.0.0.1:1/v1"}
        next: {type: openai-compatible, base_url: "http://127.0.0.1:2/v1"}
      migrations:
        - {name: move, from: old/gpt-4o, to: next/gpt-4.1, split: 5%}
      """;

  private Operator() {}

  /** Arguments: the store's address, a seed, and after how many changes to end; never without. */
  public static void main(String[] args) {
    say("boot");
    Random random = new Random(Long.parseLong(args[1]));
    Config file = read("store: " + args[0] + "\n" + FILE);
    EventLog log = EventLogs.open(file.store(), Path.of(""));
    Migrations.Ports ports = new Migrations.Ports(log, 1, Checkpoints.NONE);
    Migrations migrations = Migrations.start(ports, file, _ -> {});
    say("up");
    long turns = args.length < 3 ? Long.MAX_VALUE : Long.parseLong(args[2]);
    for (long turn = 0; turn < turns; turn++) {
      say("ask");
      Signal signal = next(Objects.requireNonNull(migrations.views().get(NAME)).state(), random);
      Answer answer = migrations.act(new OperatorRequest(NAME, signal, "ada")).join();
      if (answer instanceof Answer.Changed(MigrationState now, boolean durable) && durable) {
        say("ack %d %s %d".formatted(now.seq(), now.phase(), now.splitBuckets()));
      } else {
        say("odd " + answer);
      }
    }
    migrations.close();
    log.close();
  }

  private static Config read(String yaml) {
    return switch (ConfigReader.read("gateway.yaml", yaml, System.getenv())) {
      case ConfigResult.Valid valid -> valid.config();
      case ConfigResult.Invalid invalid -> throw new AssertionError(invalid.problems());
    };
  }

  /** Something the state takes. */
  private static Signal next(MigrationState now, Random random) {
    return switch (now.phase()) {
      case PAUSED, ROLLED_BACK -> new Signal.Resume("go on");
      default ->
          switch (random.nextInt(4)) {
            case 0 -> new Signal.Pause("lunch");
            case 1 -> new Signal.OperatorRollback("no");
            default -> new Signal.SetSplit(random.nextInt(10_000), false);
          };
    };
  }

  private static void say(String line) {
    System.out.print(line + "\n");
    System.out.flush();
  }
}
