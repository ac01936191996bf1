package io.crossfade.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.catalog.ModelNames.Reachable;
import io.crossfade.core.config.Config;
import io.crossfade.core.config.ConfigResult;
import io.crossfade.core.config.read.ConfigReader;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ModelNamesTest {
  private static final ModelNames NAMES =
      names(
          """
          providers:
            current: {type: openai, api_key: caller}
            hub: {type: openrouter, api_key: caller}
            tog: {type: together, api_key: caller}
            second: {type: openai, api_key: caller}
            local: {type: vllm}
          models:
            gpt-4o: {aliases: [gpt-4o-2024-08-06, chat/default, smart]}
            house-model: {}
          routes:
            - {model: "llama-*", to: local}
            - {model: "acme/*", to: hub}
          migrations:
            - {name: m, from: hub/openai/gpt-4o-extended, to: local/my-model, models: [scoped], split: 1%}
          """);

  private static final ModelNames OPEN =
      names(
          """
          providers:
            hub: {type: openrouter, api_key: caller}
          routes: [{model: "*", to: hub}]
          """);

  @ParameterizedTest
  @CsvSource({
    // as it stands
    "gpt-4o, gpt-4o",
    "gpt-4o-2024-05-13, gpt-4o-2024-05-13",
    "meta-llama/Llama-3.3-70B-Instruct-Turbo, meta-llama/Llama-3.3-70B-Instruct-Turbo",
    "openai/gpt-4o-extended, openai/gpt-4o-extended",
    "my-model, my-model",
    "scoped, scoped",
    "house-model, house-model",
    // aliases
    "gpt-4o-2024-08-06, gpt-4o",
    "chat/default, gpt-4o",
    "smart, gpt-4o",
    // prefixes: provider of the file, catalogue provider, type
    "current/gpt-4o, gpt-4o",
    "openai/gpt-4o, gpt-4o",
    "azure/gpt-4o, gpt-4o",
    "openai/smart, gpt-4o",
    "ollama/my-model, my-model",
    "tog/meta-llama/Llama-3.3-70B-Instruct-Turbo, meta-llama/Llama-3.3-70B-Instruct-Turbo",
    // known by a route's glob
    "llama-9, llama-9",
    "local/llama-9, llama-9",
    "acme/gpt-x, acme/gpt-x",
    // unknown
    "gpt-99, ",
    "openai/gpt-99, ",
    "nobody/gpt-4o, ",
    "claude-sonnet-4-5, ",
    "openai/, ",
    "/, ",
    "'', ",
    "GPT-4o, ",
  })
  void canonical_table_holds(String asNamed, String expected) {
    assertThat(NAMES.canonical(asNamed)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "anything, anything",
    "openai/gpt-4o, openai/gpt-4o",
    "hub/openai/gpt-4o, openai/gpt-4o",
    "openrouter/openai/gpt-4o, openai/gpt-4o",
    "hub/, ",
    "'', ",
  })
  void canonical_routeForAll_keepsVendorsButNotProviders(String asNamed, String expected) {
    assertThat(OPEN.canonical(asNamed)).isEqualTo(expected);
  }

  @Test
  void canonical_knownName_isTheSameStringEachTime() {
    assertThat(NAMES.canonical(new String("gpt-4o".toCharArray())))
        .isSameAs(NAMES.canonical("gpt-4o"));
  }

  @Test
  void nearest_slip_findsTheModel() {
    assertThat(NAMES.nearest("gtp-4o", 3)).startsWith("gpt-4o");
    assertThat(NAMES.nearest("Claude", 3)).isEmpty();
    assertThat(NAMES.nearest("x".repeat(100_000), 3)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "gpt-4o, current",
    "meta-llama/Llama-3.3-70B-Instruct-Turbo, tog",
    "openai/gpt-4o-extended, hub",
    "my-model, local",
    "scoped, hub",
    "house-model, ",
    "llama-9, ",
  })
  void providerOffering_table_holds(String model, String expected) {
    assertThat(NAMES.providerOffering(model)).isEqualTo(expected);
  }

  @Test
  void reachable_file_listsCanonicalIdsWithOwners() {
    assertThat(NAMES.reachable())
        .contains(new Reachable("gpt-4o", "current"), new Reachable("my-model", "local"))
        .extracting(Reachable::id)
        .isSorted()
        .doesNotHaveDuplicates()
        .doesNotContain("gpt-4o-2024-08-06", "smart", "claude-sonnet-4-5", "house-model");
  }

  @Test
  void reachable_routedModels_belongToTheRoute() {
    ModelNames names =
        names(
            """
            providers:
              a: {type: openai, api_key: caller}
              b: {type: openai, api_key: caller}
              c: {type: vllm}
            routes: [{model: own, to: c}, {model: "gpt-4o*", to: b}]
            """);
    assertThat(names.reachable())
        .contains(new Reachable("gpt-4o-mini", "b"), new Reachable("own", "c"))
        .contains(new Reachable("gpt-4.1", "a"));
    assertThat(names.providerOffering("gpt-4o-mini")).isEqualTo("a");
  }

  private static ModelNames names(String yaml) {
    ConfigResult result = ConfigReader.read("gateway.yaml", yaml, Map.of());
    assertThat(result).isInstanceOf(ConfigResult.Valid.class);
    Config config = ((ConfigResult.Valid) result).config();
    return ModelNames.of(Catalog.builtIn(), config);
  }
}
