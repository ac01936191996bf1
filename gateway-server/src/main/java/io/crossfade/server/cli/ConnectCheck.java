package io.crossfade.server.cli;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.crossfade.core.Target;
import io.crossfade.core.config.Config;
import io.crossfade.core.config.ProviderConfig;
import io.crossfade.core.config.Secret;
import io.crossfade.core.config.Secret.Identity;
import io.crossfade.core.fault.SecretMask;
import io.crossfade.core.http.Headers;
import io.crossfade.core.wire.Wire;
import io.crossfade.core.wire.path.Operation;
import io.crossfade.server.aws.AwsAccount;
import io.crossfade.server.cli.ProviderLine.Answer;
import io.crossfade.server.cli.ProviderLine.Question;
import io.crossfade.server.credential.Issuers;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One tiny call per provider and model that the file names, so that traffic need not find out. */
final class ConnectCheck {
  private static final int BAD_INPUT = 2;
  private static final int MAX_TOLD = 300;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Config config;
  private final PrintWriter out;
  private final ProviderLine line;
  private final AwsAccount account;

  ConnectCheck(Config config, PrintWriter out, ProviderLine line, AwsAccount account) {
    this.config = config;
    this.out = out;
    this.line = line;
    this.account = account;
  }

  int run() throws InterruptedException {
    boolean good = true;
    for (Target target : ConnectTargets.of(config)) {
      good &= isGood(target);
    }
    return good ? 0 : BAD_INPUT;
  }

  private boolean isGood(Target target) throws InterruptedException {
    ProviderConfig provider = config.providers().get(target.provider());
    String reason = reasonToSkip(provider, target);
    if (provider == null || reason != null) {
      out.println("skipped %s: %s".formatted(target, reason));
      return true;
    }
    String problem = problem(provider, target.model());
    out.println(
        problem == null ? "ok      " + target : "failed  %s: %s".formatted(target, problem));
    return problem == null;
  }

  private static @Nullable String reasonToSkip(@Nullable ProviderConfig provider, Target target) {
    if (provider == null || provider.apiKey() instanceof Secret.Caller) {
      return "callers bring their own keys";
    }
    return target.model() == null && provider.type().wire().isEmpty()
        ? "its API has no list of models that proves a key; name a model"
        : null;
  }

  /** What is wrong with a model at a provider, or null. */
  private @Nullable String problem(ProviderConfig provider, @Nullable String model)
      throws InterruptedException {
    String key;
    try {
      key = key(provider.apiKey());
    } catch (IOException e) {
      return "no credential (%s)".formatted(SecretMask.sanitise(reason(e)));
    }
    try {
      if (model == null) {
        return toldOf(ask(provider, key, new Asked("/v1/models", null, "")), key);
      }
      return provider.type().wire().isPresent()
          ? problem(provider, key, model)
          : translated(provider, key, model);
    } catch (IOException e) {
      return "no answer (%s); check base_url and the network".formatted(hidden(reason(e), key));
    }
  }

  private @Nullable String translated(ProviderConfig provider, String key, String model)
      throws IOException, InterruptedException {
    Question question = TranslatedProbe.of(provider, key, model, account.signerOf(provider));
    String token = question.headers().get("x-amz-security-token");
    return toldOf(line.ask(provider.name(), question), token == null ? key : token);
  }

  private @Nullable String problem(ProviderConfig provider, String key, String model)
      throws IOException, InterruptedException {
    Probe probe = Probe.first(wire(provider), model);
    Answer answer = ask(provider, key, probe, model);
    Optional<Probe> instead =
        isRefusal(answer) ? probe.instead(answer.body()) : Optional.<Probe>empty();
    if (instead.isPresent()) {
      probe = instead.get();
      answer = ask(provider, key, probe, model);
    }
    return isRefusal(answer) && probe.isAsGoodAsAnswered(answer.body())
        ? null
        : toldOf(answer, key);
  }

  /** The model does not take this call, whoever makes it. */
  private static boolean isRefusal(Answer answer) {
    return answer.status() == 400 || answer.status() == 404;
  }

  private static @Nullable String toldOf(Answer answer, String key) {
    int status = answer.status();
    if (status >= 200 && status < 300) {
      return json(answer.body()).isObject()
          ? null
          : "status %d, but not with JSON; check base_url".formatted(status);
    }
    String fix =
        switch (status) {
          case 400 -> "check the model id";
          case 401, 403 -> "check api_key, or the account used without one, and its rights";
          case 404 -> "check the model id and base_url";
          case 429 -> "the key is known, but its limit is reached";
          default -> status < 400 ? "check base_url" : "look at the provider's status";
        };
    return "status %d (%s); %s".formatted(status, shortened(hidden(said(answer.body()), key)), fix);
  }

  /** The sentence in an error body, or a body without one. */
  private static String said(String body) {
    String sentence = json(body).path("error").path("message").asText();
    return sentence.isEmpty() ? body : sentence;
  }

  private static String shortened(String text) {
    return text.length() > MAX_TOLD ? text.substring(0, MAX_TOLD) + "…" : text;
  }

  private static JsonNode json(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      return JSON.missingNode();
    }
  }

  private static String hidden(String text, String key) {
    return SecretMask.sanitise(key.isEmpty() ? text : text.replace(key, "***"));
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private Answer ask(ProviderConfig provider, String key, Probe probe, String model)
      throws IOException, InterruptedException {
    String id = requireNonNullElse(provider.idOf(model), model);
    return ask(provider, key, new Asked(probe.path(), id, probe.body(id).toString()));
  }

  /** A call of the data port. */
  private record Asked(String path, @Nullable String model, String body) {}

  private Answer ask(ProviderConfig provider, String key, Asked asked)
      throws IOException, InterruptedException {
    Wire wire = wire(provider);
    Headers fields = Headers.of("content-type", "application/json", "accept-encoding", "identity");
    wire.required().forEach(fields::add);
    if (!key.isEmpty()) {
      Headers credential = provider.credential(key);
      fields.add(credential.name(0), credential.value(0));
    }
    add(fields, "openai-organization", provider.organization());
    add(fields, "openai-project", provider.project());
    String target =
        provider.baseUrl().getRawPath()
            + provider.locate(Operation.of(asked.path(), null), asked.model()).target();
    return line.ask(provider.name(), new Question(target, fields, asked.body()));
  }

  private static void add(Headers fields, String name, @Nullable String value) {
    if (value != null) {
      fields.add(name, value);
    }
  }

  private static Wire wire(ProviderConfig provider) {
    return provider.type().wire().orElse(Wire.OPENAI);
  }

  /** The key to send; empty for none. */
  private static String key(Secret secret) throws IOException, InterruptedException {
    return switch (secret) {
      case Secret.Value(String variable, String value) -> value;
      case Secret.InFile(String path) -> Files.readString(Path.of(path)).strip();
      case Secret.Issued(Identity to) -> token(to);
      case Secret.Caller _, Secret.Absent _ -> "";
    };
  }

  private static String token(Identity identity) throws IOException, InterruptedException {
    String secret = identity instanceof Identity.EntraApp app ? key(app.secret()) : "";
    try (Issuers issuers = new Issuers(System.getenv(), _ -> secret)) {
      return issuers.of(identity).issue().credential();
    }
  }
}
