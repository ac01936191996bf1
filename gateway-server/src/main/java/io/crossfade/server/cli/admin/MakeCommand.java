package io.crossfade.server.cli.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Makes a migration at a running gateway, or settles one that has not begun. */
@Command(mixinStandardHelpOptions = true)
abstract class MakeCommand implements Callable<Integer> {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  @ParentCommand private MigrationsCommand parent = new MigrationsCommand();

  @Option(names = "--to", paramLabel = "TARGET", description = "New model, or provider/model.")
  private @Nullable String target;

  @Option(
      names = "--set",
      paramLabel = "FIELD=VALUE",
      description =
          "A field of the management API or a key of the file, such as canary_percentage=5.")
  private Map<String, String> fields = Map.of();

  final MigrationsCommand parent() {
    return parent;
  }

  /** What is asked for; a value is JSON where it can be, else a text. */
  final ObjectNode body() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    if (target != null) {
      body.put("target_model", target);
    }
    fields.forEach((name, value) -> body.set(name, value(value)));
    return body;
  }

  private static JsonNode value(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return JsonNodeFactory.instance.textNode(text);
    }
  }

  @Command(name = "create", description = "Makes one that stands in no file; start begins it.")
  static final class Create extends MakeCommand {
    @Parameters(paramLabel = "SOURCE", description = "Old model, or provider/model.")
    private String source = "";

    @Option(names = "--name", description = "Default: the source, -to- and the target.")
    private @Nullable String name;

    @Option(
        names = "--no-analyze",
        description = "Leaves out what is known of the source's traffic.")
    private boolean blind;

    @Override
    public Integer call() throws IOException, InterruptedException {
      ObjectNode body = body().put("source_model", source).put("analyze", !blind);
      if (name != null) {
        body.put("name", name);
      }
      return parent().created(body);
    }
  }

  @Command(name = "configure", description = "Settles one that was made and has not begun.")
  static final class Configure extends MakeCommand {
    @Parameters(paramLabel = "NAME", description = "Which migration.")
    private String name = "";

    @Override
    public Integer call() throws IOException, InterruptedException {
      return parent().configured(name, body());
    }
  }
}
