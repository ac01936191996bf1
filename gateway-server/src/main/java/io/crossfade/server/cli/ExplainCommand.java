package io.crossfade.server.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.config.Config;
import io.crossfade.core.config.ConfigResult;
import io.crossfade.core.config.Problem;
import io.crossfade.server.cli.admin.AdminOption;
import io.crossfade.server.cli.admin.DataOption;
import io.crossfade.server.control.ConfigFile;
import io.crossfade.server.explain.DecisionJson;
import io.crossfade.server.explain.Queries;
import io.crossfade.server.explain.Question;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code gateway explain}: where one request goes, and why. */
@Command(
    name = "explain",
    description = "Prints where one request goes, and why: its bucket, its arm, its upstream.",
    mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {
  private static final int BAD_INPUT = 2;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private final ConfigOption config = new ConfigOption();
  @Mixin private final DataOption data = new DataOption();
  @Mixin private final AdminOption admin = new AdminOption();

  @Option(names = "--model", required = true, description = "Model as a caller names it.")
  private String model = "";

  @Option(names = "--id", required = true, description = "Request id as a caller sends it.")
  private String id = "";

  @Option(names = "--user", description = "Whom the body says the request is for.")
  private @Nullable String user;

  @Option(names = "--session", description = "Session of the request.")
  private @Nullable String session;

  @Option(names = "--key-id", paramLabel = "ID", description = "Id of the caller's gateway key.")
  private @Nullable String keyId;

  @Option(names = "--header", paramLabel = "'NAME: VALUE'", description = "A request header.")
  private List<String> headers = List.of();

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Question question = question();
    return admin.named() ? fromGateway(question) : fromFile(question);
  }

  private Question question() {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String header : headers) {
      int colon = header.indexOf(':');
      if (colon < 1) {
        throw new ParameterException(
            spec.commandLine(), "--header '%s' has no name; write 'NAME: VALUE'".formatted(header));
      }
      fields.put(
          header.substring(0, colon).strip().toLowerCase(Locale.ROOT),
          header.substring(colon + 1).strip());
    }
    return new Question(model, id, user, session, keyId, null, fields);
  }

  private int fromGateway(Question question) throws IOException, InterruptedException {
    ObjectNode decision = admin.client(data).get("/v1/management/explain" + Queries.of(question));
    print(decision, "the gateway at " + admin.url());
    return 0;
  }

  private int fromFile(Question question) {
    return switch (ConfigFile.of(config.file).read()) {
      case ConfigResult.Invalid(List<Problem> problems) -> {
        problems.forEach(spec.commandLine().getErr()::println);
        yield BAD_INPUT;
      }
      case ConfigResult.Valid(Config valid, List<Problem> warnings) -> {
        StoredRouting routing = StoredRouting.of(valid, data.folder());
        print(
            DecisionJson.of(routing.snapshot().explain(question.of(valid.keys())), question, valid),
            routing.source(config.file));
        yield 0;
      }
    };
  }

  private void print(ObjectNode decision, String source) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(decision.put("source", source).toPrettyString());
    } else {
      out.println(DecisionJson.lines(decision));
      out.println("%-18s %s".formatted("according to", source));
    }
  }
}
