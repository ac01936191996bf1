package io.crossfade.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.config.ConfigResult;
import io.crossfade.core.config.read.ConfigReader;
import io.crossfade.core.usage.Price;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PriceBookTest {
  private static final String FILE =
      """
      providers:
        ours: {type: vllm}
        openai: {type: openai, api_key: "${KEY}"}
      models:
        gpt-4o-mini: {price: {input: 7}}
        "llama*": {price: {input: 1, output: 2}}
      routes: [{model: "*", to: ours}]
      """;

  private final PriceBook book = book();

  private static PriceBook book() {
    return switch (ConfigReader.read("gateway.yaml", FILE, Map.of("KEY", "sk-1"))) {
      case ConfigResult.Valid valid -> PriceBook.of(Catalog.builtIn(), valid.config());
      case ConfigResult.Invalid invalid -> throw new AssertionError(invalid.problems());
    };
  }

  @Test
  void price_catalogueModel_isItsListPrice() {
    assertThat(book.price("openai", "gpt-4o")).isEqualTo(new Price(2.5, 10.0, 1.25, null));
  }

  @Test
  void price_declared_goesBeforeTheCatalogue() {
    assertThat(book.price("openai", "gpt-4o-mini")).isEqualTo(new Price(7.0, null, null, null));
    assertThat(book.price("ours", "llama-3")).isEqualTo(new Price(1.0, 2.0, null, null));
  }

  /** The same weights on one's own machines cost what these cost, not what others ask. */
  @Test
  void price_ofOwnServer_isUnknown() {
    assertThat(book.price("ours", "gpt-4o")).isNull();
    assertThat(book.price("gone", "gpt-4o")).isNull();
  }
}
