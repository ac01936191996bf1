package io.crossfade.server.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.config.Config;
import io.crossfade.core.config.ConfigResult;
import io.crossfade.core.config.read.ConfigReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ConfigJsonTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "CI_KEY",
          "secret-1",
          "CROSSFADE_ADMIN_KEY",
          "secret-2",
          "OPENAI_API_KEY",
          "secret-3",
          "TOGETHER_API_KEY",
          "secret-4");

  /** JSON is YAML, so what is told can be read back. */
  @ParameterizedTest
  @ValueSource(strings = {"full", "smallest", "rollouts", "strict"})
  void of_anyConfiguration_meansTheSameWhenReadAgain(String name) throws IOException {
    Config config = read(resource("/config/good/" + name + ".yaml"));
    String told = ConfigJson.of(config).toString();
    assertThat(told).doesNotContain("secret-");
    assertThat(read(told).hash()).as(told).isEqualTo(config.hash());
  }

  private static Config read(String text) {
    return switch (ConfigReader.read("file", text, ENVIRONMENT)) {
      case ConfigResult.Valid(Config config, var _) -> config;
      case ConfigResult.Invalid(var problems) -> throw new AssertionError(problems + "\n" + text);
    };
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = requireNonNull(ConfigJsonTest.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
