package io.crossfade.core.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.config.ConfigResult;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FingerprintTest {
  private static final String FILE =
      """
      providers:
        a: {type: openai, api_key: "${KEY}", retries: {max: 1, on: [connect, 429]}}
        b: {type: vllm}
      migrations:
        - {name: m, from: a/gpt-4o, to: b/llama, split: 5%}
      """;

  @Test
  void hash_anyFile_isSixteenHexDigits() {
    assertThat(hash(FILE, "one")).matches("[0-9a-f]{16}");
  }

  @Test
  void hash_otherSecret_staysTheSame() {
    assertThat(hash(FILE, "two")).isEqualTo(hash(FILE, "one"));
  }

  @ParameterizedTest
  @CsvSource({
    "'split: 5%', 'split: 0.05'",
    "'name: m, from: a/gpt-4o', 'from: a/gpt-4o, name: \"m\"'",
    "'[connect, 429]', '[429, connect]'",
    "'migrations:', '# a comment\nmigrations:'",
    "'{type: vllm}', '{type: vllm, timeouts: {connect: 2000ms}}'",
  })
  void hash_sameMeaning_staysTheSame(String written, String instead) {
    assertThat(hash(FILE.replace(written, instead), "one")).isEqualTo(hash(FILE, "one"));
  }

  @ParameterizedTest
  @CsvSource({
    "'split: 5%', 'split: 5.01%'",
    "'${KEY}', '${KEY2}'",
    "'b/llama', 'b/llama2'",
    "'{type: vllm}', '{type: ollama}'",
    "'[connect, 429]', '[connect]'",
    "'type: vllm', 'type: vllm, limits: {concurrent: 5}'",
    "'name: m,', 'name: m, only: {user: [u]},'",
  })
  void hash_otherMeaning_differs(String written, String instead) {
    assertThat(FILE).contains(written);
    assertThat(hash(FILE.replace(written, instead), "one")).isNotEqualTo(hash(FILE, "one"));
  }

  private static String hash(String text, String secret) {
    ConfigResult result =
        ConfigReader.read("gateway.yaml", text, Map.of("KEY", secret, "KEY2", secret));
    return result instanceof ConfigResult.Valid valid ? valid.config().hash() : result.toString();
  }
}
