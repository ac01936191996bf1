package io.crossfade.server.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.Target;
import io.crossfade.core.config.Config;
import io.crossfade.core.config.MigrationConfig;
import io.crossfade.core.config.ProviderConfig;
import io.crossfade.core.config.RouteConfig;
import io.crossfade.core.config.Secret;
import io.crossfade.core.fault.SecretMask;
import io.crossfade.core.wire.Wire;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One tiny call per provider and model that the file names, so that traffic need not find out. */
final class ConnectCheck {
  private static final int BAD_INPUT = 2;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Config config;
  private final PrintWriter out;
  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(Duration.ofSeconds(5))
          .version(HttpClient.Version.HTTP_1_1)
          .build();

  ConnectCheck(Config config, PrintWriter out) {
    this.config = config;
    this.out = out;
  }

  int run() {
    boolean good = true;
    for (Target target : targets()) {
      String problem = problem(target);
      out.println(problem == null ? "ok      " + target : "failed  %s: %s".formatted(target, problem));
      good &= problem == null;
    }
    return good ? 0 : BAD_INPUT;
  }

  /** Every provider, with every model the file sends there. */
  private Set<Target> targets() {
    Set<Target> targets = new LinkedHashSet<>();
    for (MigrationConfig migration : config.migrations()) {
      targets.add(migration.from());
      targets.add(migration.to());
    }
    for (RouteConfig route : config.routes()) {
      targets.add(route.to());
      targets.addAll(route.fallback());
    }
    config.providers().keySet().stream()
        .filter(name -> targets.stream().noneMatch(target -> target.provider().equals(name)))
        .forEach(name -> targets.add(new Target(name, null)));
    return targets;
  }

  /** What is wrong with a target, or null. */
  private @Nullable String problem(Target target) {
    ProviderConfig provider = config.providers().get(target.provider());
    if (provider == null) {
      return "no such provider";
    }
    if (provider.apiKey() instanceof Secret.Caller) {
      return null;
    }
    try {
      HttpResponse<String> answer =
          client.send(request(provider, target.model()), HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() < 300 ? null : told(answer);
    } catch (IOException e) {
      return "no answer (%s); check base_url and the network".formatted(reason(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }

  private static String told(HttpResponse<String> answer) {
    String said = SecretMask.sanitise(answer.body());
    String fix =
        switch (answer.statusCode()) {
          case 401, 403 -> "check api_key";
          case 404 -> "check the model id and base_url";
          case 429 -> "the key works, but its limit is reached";
          default -> "look at the provider's status";
        };
    return "status %d: %s; %s".formatted(answer.statusCode(), said, fix);
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private HttpRequest request(ProviderConfig provider, @Nullable String model) throws IOException {
    boolean anthropic = provider.type().wire().filter(Wire.ANTHROPIC::equals).isPresent();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(provider, model, anthropic)).timeout(PATIENCE);
    String key = key(provider.apiKey());
    if (key != null) {
      request.header(anthropic ? "x-api-key" : "authorization", anthropic ? key : "Bearer " + key);
    }
    if (anthropic) {
      request.header("anthropic-version", "2023-06-01");
    }
    return model == null
        ? request.GET().build()
        : request
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(tiny(model).toString(), UTF_8))
            .build();
  }

  private static URI uri(ProviderConfig provider, @Nullable String model, boolean anthropic) {
    String path = model == null ? "/models" : anthropic ? "/messages" : "/chat/completions";
    return URI.create(provider.baseUrl() + (anthropic ? "/v1" : "") + path);
  }

  private static ObjectNode tiny(String model) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("model", model);
    body.put("max_tokens", 1);
    body.putArray("messages").addObject().put("role", "user").put("content", "hi");
    return body;
  }

  private static @Nullable String key(Secret secret) throws IOException {
    return switch (secret) {
      case Secret.Value(String variable, String value) -> value;
      case Secret.InFile(String path) -> Files.readString(Path.of(path)).strip();
      case Secret.Caller _, Secret.Absent _ -> null;
    };
  }
}
