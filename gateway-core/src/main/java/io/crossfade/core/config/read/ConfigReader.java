package io.crossfade.core.config.read;

import io.crossfade.core.catalog.Catalog;
import io.crossfade.core.config.Config;
import io.crossfade.core.config.ConfigResult;
import io.crossfade.core.config.CostConfig;
import io.crossfade.core.config.Fingerprint;
import io.crossfade.core.config.KeyConfig;
import io.crossfade.core.config.ServerConfig;
import io.crossfade.core.config.read.declared.Declared;
import io.crossfade.core.config.read.declared.ModelsReader;
import io.crossfade.core.config.read.declared.NotifyReader;
import io.crossfade.core.config.read.declared.ProvidersReader;
import io.crossfade.core.config.read.migration.MigrationsReader;
import io.crossfade.core.config.yaml.Addresses;
import io.crossfade.core.config.yaml.Keys;
import io.crossfade.core.config.yaml.Place;
import io.crossfade.core.config.yaml.Problems;
import io.crossfade.core.config.yaml.YamlMap;
import io.crossfade.core.config.yaml.YamlNode;
import io.crossfade.core.config.yaml.YamlText;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a configuration file whole: either everything in it holds, or every problem is reported.
 * Pure, and done in bounded time on any text.
 */
public final class ConfigReader {
  private static final Keys KEYS =
      Keys.of(
              "server",
              "store",
              "providers",
              "models",
              "routes",
              "migrations",
              "keys",
              "notify",
              "costs",
              "translation",
              "response_headers",
              "drain",
              "retention")
          .notYet("shared");

  private static final long DRAIN_MILLIS = 30_000;
  private static final Duration RETENTION = Duration.ofDays(400);

  private ConfigReader() {}

  /**
   * Reads a file's text.
   *
   * @param fileName how problems name the file
   * @param environment variables that {@code ${NAME}} may stand for
   */
  public static ConfigResult read(String fileName, String text, Map<String, String> environment) {
    Problems problems = new Problems(fileName);
    YamlNode root = YamlText.read(text, environment, problems);
    YamlMap file = root == null ? null : root.map(KEYS);
    Config config = file == null ? null : config(file, problems);
    return config == null || problems.hasErrors()
        ? new ConfigResult.Invalid(problems.errors())
        : new ConfigResult.Valid(config, problems.warnings());
  }

  private static Config config(YamlMap file, Problems problems) {
    CostConfig costs = CostsReader.read(file);
    List<KeyConfig> keys = KeysReader.read(file.items("keys"), costs);
    Declared declared =
        new Declared(
            ProvidersReader.read(file),
            ModelsReader.read(file.entries("models")),
            keys,
            Catalog.builtIn());
    ServerConfig server = ServerReader.read(file);
    warnIfOpen(file, server, keys, problems);
    NotifyReader notices = new NotifyReader(file);
    Config config =
        new Config(
            server,
            StoreReader.read(file.get("store")),
            declared.providers().valid(),
            declared.models(),
            new RoutesReader(declared).read(file.items("routes")),
            new MigrationsReader(declared, notices).read(file.items("migrations")),
            keys,
            notices.config(),
            costs,
            TranslationReader.read(file),
            file.flag("response_headers", true),
            drain(file.get("drain")),
            retention(file.get("retention")),
            "");
    return Fingerprint.stamp(config);
  }

  private static long drain(@Nullable YamlNode drain) {
    Long millis = drain == null ? null : drain.millis(0);
    return millis == null ? DRAIN_MILLIS : millis;
  }

  /** A duration, or {@code forever}. */
  private static @Nullable Duration retention(@Nullable YamlNode node) {
    if (node != null && node.isText() && "forever".equals(node.text())) {
      return null;
    }
    Long millis = node == null ? null : node.millis(Duration.ofDays(1).toMillis());
    return millis == null ? RETENTION : Duration.ofMillis(millis);
  }

  private static void warnIfOpen(
      YamlMap file, ServerConfig server, List<KeyConfig> keys, Problems problems) {
    if (keys.isEmpty() && !Addresses.isLoopback(server.listen())) {
      YamlNode section = file.get("server");
      problems.warning(
          section == null ? Place.START : section.place(),
          "the data port listens beyond this host and asks callers for no key",
          "declare keys:, or listen on 127.0.0.1");
    }
  }
}
