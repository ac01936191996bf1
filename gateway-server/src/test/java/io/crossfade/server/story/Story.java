package io.crossfade.server.story;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.crossfade.core.config.Config;
import io.crossfade.core.config.ConfigResult;
import io.crossfade.core.config.read.ConfigReader;
import io.crossfade.routing.migration.MigrationState;
import io.crossfade.routing.migration.Phase;
import io.crossfade.server.control.MigrationView;
import io.crossfade.server.gateway.Gateway;
import io.crossfade.server.gateway.GatewayOptions;
import io.crossfade.server.gateway.StartFailure;
import io.crossfade.server.testing.Await;
import io.crossfade.server.testing.FakeProvider;
import io.crossfade.server.testing.RawClient;
import io.crossfade.server.testing.RawResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A whole gateway between an old and a new provider, with a file that the test edits as an operator
 * would.
 */
public final class Story implements AutoCloseable {
  public static final String CHAT = "/v1/chat/completions";
  public static final String ASK =
      """
      {"model":"gpt-4o","messages":[{"role":"user","content":"Hi"}]}\
      """;
  public static final String STREAM =
      """
      {"model":"gpt-4o","stream":true,"messages":[{"role":"user","content":"Hi"}]}\
      """;

  /** What every file begins with; {@code OLD} and {@code NEXT} stand for the providers' ports. */
  public static final String PROVIDERS =
      """
      server: {listen: "127.0.0.1:0", admin: "127.0.0.1:0"}
      providers:
        old: {type: openai-compatible, base_url: "http://127.0.0.1:OLD/v1"}
        next:
          type: openai-compatible
          base_url: "http://127.0.0.1:NEXT/v1"
          timeouts: {first_byte: 1s, total: 8s}
      """;

  private static final String CALM = ", alert: {latency_p99_increase: 50}";

  private static final Duration LONG = Duration.ofSeconds(60);

  public final FakeProvider old = new FakeProvider(new Voice("I am the old one."));
  public final FakeProvider next = new FakeProvider(new Voice("I am the new one."));
  public final Path file;
  public final Path data;
  private final ByteArrayOutputStream access = new ByteArrayOutputStream();
  private @Nullable Gateway gateway;

  public Story(Path folder) {
    file = folder.resolve("gateway.yaml");
    data = folder.resolve("data");
  }

  /** A gateway that runs with one migration, named {@code move}. */
  public static Story of(Path folder, String migration) {
    Story story = new Story(folder);
    story.save(move(migration));
    story.start();
    return story;
  }

  /**
   * A whole file with one migration. Both sides share busy cores with the test, so unless it says
   * something about alerts none is raised for being a little slower.
   */
  public static String move(String settings) {
    return PROVIDERS
        + """
        migrations:
          - {name: move, from: old/gpt-4o, to: next/gpt-4.1, SETTINGS}
        """
            .replace("SETTINGS", settings.contains("alert:") ? settings : settings + CALM);
  }

  public String filled(String yaml) {
    return yaml.replace("OLD", port(old)).replace("NEXT", port(next));
  }

  private static String port(FakeProvider provider) {
    return String.valueOf(provider.address().getPort());
  }

  /** Saves the file as editors do: a new one in the old one's place. */
  public void save(String yaml) {
    try {
      Path draft = Files.writeString(file.resolveSibling("draft.yaml"), filled(yaml));
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void start() {
    try {
      gateway =
          Gateway.start(
              new GatewayOptions(file, data, Map.of(), new PrintStream(access, true, UTF_8), 2));
    } catch (StartFailure e) {
      throw new AssertionError("the gateway did not start", e);
    }
  }

  public void stop() {
    if (gateway != null) {
      gateway.close();
      gateway = null;
    }
  }

  public Gateway gateway() {
    return requireNonNull(gateway, "not started");
  }

  public InetSocketAddress address() {
    return gateway().dataAddress();
  }

  public Admin admin() {
    return new Admin(gateway().adminAddress(), data);
  }

  public MigrationView view(String migration) {
    return requireNonNull(gateway().migrations().views().get(migration), migration);
  }

  public MigrationState state(String migration) {
    return view(migration).state();
  }

  public MigrationState state() {
    return state("move");
  }

  public void await(Phase phase) {
    Await.until(() -> state().phase() == phase, LONG);
  }

  public void awaitSplit(int percent) {
    Await.until(() -> state().splitBuckets() == percent * 100);
  }

  /** Puts a text in force without a file. */
  public void apply(String yaml) {
    var _ = gateway().migrations().apply(read(yaml));
  }

  private Config read(String yaml) {
    return switch (ConfigReader.read("story.yaml", filled(yaml), Map.of())) {
      case ConfigResult.Valid valid -> valid.config();
      case ConfigResult.Invalid invalid -> throw new AssertionError(invalid.problems());
    };
  }

  /** One question on a connection of its own; {@code fields} are whole lines. */
  public RawResponse ask(String body, String... fields) {
    try (RawClient client = RawClient.to(address())) {
      return client.post(CHAT, body, fields).read();
    }
  }

  public RawResponse get(String target, String... fields) {
    try (RawClient client = RawClient.to(address())) {
      return client.get(target, fields).read();
    }
  }

  /** Everything the access log says so far. */
  public String accessLog() {
    return access.toString(UTF_8);
  }

  @Override
  public void close() {
    stop();
    old.close();
    next.close();
  }
}
