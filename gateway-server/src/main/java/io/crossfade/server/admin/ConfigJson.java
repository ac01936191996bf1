package io.crossfade.server.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.chat.Field;
import io.crossfade.core.config.Config;
import io.crossfade.core.config.Deployments;
import io.crossfade.core.config.KeyConfig;
import io.crossfade.core.config.MigrationConfig;
import io.crossfade.core.config.MigrationConfig.StickyBy;
import io.crossfade.core.config.ModelConfig;
import io.crossfade.core.config.NotifyConfig;
import io.crossfade.core.config.NotifyConfig.NotifyTarget;
import io.crossfade.core.config.ProviderConfig;
import io.crossfade.core.config.RouteConfig;
import io.crossfade.core.config.Secret;
import io.crossfade.core.config.Secret.Identity;
import io.crossfade.core.config.ServerConfig;
import io.crossfade.core.config.TranslationConfig;
import io.crossfade.core.usage.Price;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The configuration in force, every default filled in, in the form of the file: written down as
 * YAML it means the same again. Secrets are the names of where they come from.
 */
final class ConfigJson {

  private ConfigJson() {}

  static ObjectNode of(Config config) {
    ObjectNode json = object();
    json.set("server", server(config.server()));
    json.put("store", config.store().toString());
    ObjectNode providers = json.putObject("providers");
    config.providers().forEach((name, provider) -> providers.set(name, provider(provider)));
    ObjectNode models = json.putObject("models");
    config.models().forEach((id, model) -> models.set(id, model(model)));
    ArrayNode routes = json.putArray("routes");
    config.routes().forEach(route -> routes.add(route(route)));
    ArrayNode migrations = json.putArray("migrations");
    config.migrations().forEach(migration -> migrations.add(told(migration, config.notices())));
    ArrayNode keys = json.putArray("keys");
    config.keys().forEach(key -> keys.add(key(key)));
    json.putObject("costs").set("tags", texts(config.costs().tags()));
    ObjectNode notify = json.putObject("notify");
    config.notices().targets().forEach((name, target) -> notify.set(name, target(target)));
    json.putObject("translation").set("refuse", texts(refused(config.translation())));
    Duration retention = config.retention();
    return json.put("response_headers", config.responseHeaders())
        .put("drain", millis(config.drainMillis()))
        .put("retention", retention == null ? "forever" : millis(retention.toMillis()));
  }

  private static List<String> refused(TranslationConfig translation) {
    return translation.refused().stream().sorted().map(Field::label).toList();
  }

  private static ObjectNode model(ModelConfig model) {
    ObjectNode json = object();
    json.set("aliases", texts(model.aliases()));
    if (model.price() != null) {
      json.set("price", price(model.price()));
    }
    return json;
  }

  private static ObjectNode price(Price price) {
    ObjectNode json = object();
    dollars(json, "input", price.input());
    dollars(json, "output", price.output());
    dollars(json, "cached_input", price.cachedInput());
    dollars(json, "cache_write", price.cacheWrite());
    if (price.longPrompts() != null) {
      json.set(
          "long_prompts",
          price(price.longPrompts().price()).put("above", price.longPrompts().above()));
    }
    return json;
  }

  private static void dollars(ObjectNode json, String name, @Nullable Double price) {
    if (price != null) {
      json.put(name, BigDecimal.valueOf(price));
    }
  }

  private static ObjectNode server(ServerConfig server) {
    ObjectNode json =
        object().put("listen", server.listen().toString()).put("admin", server.admin().toString());
    ServerConfig.Tls tls = server.tls();
    if (tls != null) {
      json.putObject("tls").put("cert", tls.cert().toString()).put("key", tls.key().toString());
    }
    secret(json, "admin_key", server.adminKey());
    return json;
  }

  private static ObjectNode provider(ProviderConfig provider) {
    ObjectNode json =
        object()
            .put("type", provider.type().label())
            .put("base_url", provider.baseUrl().toString());
    secret(json, "api_key", provider.apiKey());
    json.set("forward_headers", texts(provider.forwardHeaders()));
    ProviderConfig.Timeouts timeouts = provider.timeouts();
    ObjectNode limits =
        json.putObject("timeouts")
            .put("connect", millis(timeouts.connect()))
            .put("idle", millis(timeouts.idle()))
            .put("total", millis(timeouts.total()));
    if (timeouts.firstByte() == timeouts.firstByteStream()) {
      limits.put("first_byte", millis(timeouts.firstByte())); // else the default, which has two
    }
    ProviderConfig.Retries retries = provider.retries();
    ObjectNode again = json.putObject("retries").put("max", retries.max());
    again.set("on", texts(retries.on().stream().sorted().toList()));
    again.put("max_wait", millis(retries.maxWaitMillis()));
    json.putObject("limits")
        .put("concurrent", provider.limits().concurrent())
        .put("queue", provider.limits().queue())
        .put("queue_wait", millis(provider.limits().queueWaitMillis()));
    circuit(json, provider.circuit());
    json.put("http2", provider.http2().label());
    if (provider.asksUsage()) {
      json.put("usage", "ask");
    }
    present(json, "organization", provider.organization());
    present(json, "project", provider.project());
    ProviderConfig.Place place = provider.place();
    if (place != null) {
      present(json, "project", place.project());
      json.put("region", place.region());
    }
    if (provider.deployments() != null) {
      deployments(json, provider.deployments());
    }
    return json;
  }

  private static void identity(ObjectNode provider, Identity identity) {
    switch (identity) {
      case Identity.EntraApp app -> {
        ObjectNode json = provider.putObject("credentials");
        json.put("tenant", app.tenant()).put("client_id", app.clientId());
        secret(json, "client_secret", app.secret());
        json.put("authority", app.authority().toString());
      }
      case Identity.EntraWorkload _ -> provider.put("credentials", "workload_identity");
      case Identity.EntraManaged(String id, _) when id != null ->
          provider.putObject("credentials").put("managed_identity", id);
      case Identity.EntraManaged _ -> provider.put("credentials", "managed_identity");
      case Identity.GoogleAccount(String file) ->
          provider.put("credentials", file == null ? "default" : file);
    }
  }

  private static void deployments(ObjectNode provider, Deployments deployments) {
    present(provider, "api_version", deployments.apiVersion());
    present(provider, "deployment", deployments.fixed());
    if (!deployments.byModel().isEmpty()) {
      ObjectNode byModel = provider.putObject("deployment");
      new TreeMap<>(deployments.byModel()).forEach(byModel::put);
    }
  }

  private static void circuit(ObjectNode provider, ProviderConfig.CircuitLimits circuit) {
    if (circuit.failures() == 0) {
      provider.put("circuit", "off");
    } else {
      provider
          .putObject("circuit")
          .put("failures", circuit.failures())
          .put("over", millis(circuit.overMillis()))
          .put("open", millis(circuit.openMillis()))
          .put("max_open", millis(circuit.maxOpenMillis()));
    }
  }

  private static ObjectNode route(RouteConfig route) {
    ObjectNode json = object().put("model", route.model()).put("to", route.to().toString());
    json.set("fallback", texts(route.fallback().stream().map(Object::toString).toList()));
    return json;
  }

  private static ObjectNode migration(MigrationConfig migration) {
    ObjectNode json =
        object()
            .put("name", migration.name())
            .put("from", migration.from().toString())
            .put("to", migration.to().toString());
    if (!migration.models().isEmpty()) {
      json.set("models", texts(migration.models()));
    }
    if (!migration.only().isEmpty()) {
      json.set("only", only(migration.only()));
    }
    json.put("sticky_by", stickyBy(migration.stickyBy()));
    RolloutJson.write(migration.rollout(), json);
    json.put("fallback", migration.fallbackToControl() ? "control" : "none")
        .put("salt", migration.salt());
    ObjectNode rollback = json.putObject("rollback");
    rollback
        .put("mode", migration.rollback().mode().name().toLowerCase(Locale.ROOT))
        .put("error_rate", percent(migration.rollback().errorRate()))
        .put("count_rate_limited", migration.rollback().countRateLimited())
        .put("latency_p99_increase", migration.rollback().latencyIncrease())
        .put("ttft_increase", migration.rollback().ttftIncrease())
        .put("cost_increase", migration.rollback().cost().increase());
    if (migration.rollback().cost().billIncrease() != null) {
      rollback.put("bill_increase", migration.rollback().cost().billIncrease());
    }
    json.putObject("alert")
        .put("error_rate", percent(migration.alert().errorRate()))
        .put("latency_p99_increase", migration.alert().latencyIncrease())
        .put("cost_per_token_increase", migration.rollback().cost().perTokenAlert())
        .put("unavailable", millis(migration.alert().unavailable().toMillis()));
    return json.put("allow_mixed_embeddings", migration.allowMixedEmbeddings());
  }

  static ObjectNode only(List<MigrationConfig.Rule> rules) {
    ObjectNode json = object();
    for (MigrationConfig.Rule rule : rules) {
      String header = rule.header();
      ObjectNode place = header == null ? json : json.withObjectProperty("header");
      String name = header == null ? rule.subject().name().toLowerCase(Locale.ROOT) : header;
      place.set(name, texts(rule.values()));
    }
    return json;
  }

  private static String stickyBy(StickyBy by) {
    String source = by.source().name().toLowerCase(Locale.ROOT);
    return by.header() == null ? source : source + ":" + by.header();
  }

  private static ObjectNode told(MigrationConfig migration, NotifyConfig notices) {
    ObjectNode json = migration(migration);
    List<String> names = notices.migrations().get(migration.name());
    if (names != null) {
      json.set("notify", texts(names));
    }
    return json;
  }

  private static ObjectNode target(NotifyTarget target) {
    ObjectNode json = object();
    secret(json, target.form().name().toLowerCase(Locale.ROOT), target.secret());
    secret(json, "secret", target.signingKey());
    if (target.url() != null) {
      json.put("url", target.url().toString());
    }
    return json.put("tell", target.tell().name().toLowerCase(Locale.ROOT));
  }

  private static ObjectNode key(KeyConfig key) {
    ObjectNode json = object().put("id", key.id());
    secret(json, "key", key.key());
    present(json, "tenant", key.tenant());
    json.set("may", texts(key.may().stream().sorted().toList()));
    ObjectNode tags = json.putObject("tags");
    key.tags().forEach(tags::put);
    return json;
  }

  private static void secret(ObjectNode json, String name, @Nullable Secret secret) {
    switch (secret) {
      case Secret.Value value -> json.put(name, value.toString());
      case Secret.InFile(String path) -> json.put(name, "file:" + path);
      case Secret.Caller() -> json.put(name, "caller");
      case Secret.Absent() -> {}
      case Secret.Issued(Identity to) -> identity(json, to);
      case null -> {}
    }
  }

  private static void present(ObjectNode json, String name, @Nullable String value) {
    if (value != null) {
      json.put(name, value);
    }
  }

  static ArrayNode texts(Collection<String> values) {
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    values.forEach(json::add);
    return json;
  }

  private static String percent(double rate) {
    return BigDecimal.valueOf(rate).movePointRight(2).stripTrailingZeros().toPlainString() + "%";
  }

  static String millis(long millis) {
    return millis % 1_000 == 0 ? millis / 1_000 + "s" : millis + "ms";
  }

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
