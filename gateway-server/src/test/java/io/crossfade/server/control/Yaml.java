package io.crossfade.server.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.config.Config;
import io.crossfade.core.config.ConfigResult;
import io.crossfade.core.config.read.ConfigReader;
import java.util.Map;

/** Configurations as operators write them. */
final class Yaml {
  static final String NAME = "to-next";

  private Yaml() {}

  /** Two providers and one migration between them. */
  static String migration(String settings) {
    return """
    providers:
      current: {type: openai, base_url: "http://127.0.0.1:1/v1", api_key: "${KEY}"}
      next: {type: openai, base_url: "http://127.0.0.1:2/v1", api_key: "${KEY}"}
    migrations:
      - {name: to-next, from: current/gpt-4o, to: next/gpt-4o-mini, %s}
    """
        .formatted(settings);
  }

  static String none() {
    return """
    providers:
      current: {type: openai, base_url: "http://127.0.0.1:1/v1", api_key: "${KEY}"}
    """;
  }

  static Config read(String text) {
    ConfigResult result = parse("gateway.yaml", text);
    assertThat(result).isInstanceOf(ConfigResult.Valid.class);
    return ((ConfigResult.Valid) result).config();
  }

  static ConfigResult parse(String file, String text) {
    return ConfigReader.read(file, text, Map.of("KEY", "secret-value"));
  }
}
