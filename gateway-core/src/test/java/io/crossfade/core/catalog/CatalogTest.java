package io.crossfade.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossfade.core.config.ProviderType;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CatalogTest {
  private static final Catalog CATALOG = Catalog.builtIn();

  @Test
  void find_knownModel_hasItsFacts() {
    Model model = CATALOG.find("openai", "gpt-4o").orElseThrow();
    assertThat(model.price().input()).isEqualTo(2.5);
    assertThat(model.price().output()).isEqualTo(10.0);
    assertThat(model.contextWindow()).isEqualTo(128_000);
    assertThat(model.capabilities()).contains("chat", "streaming", "function_calling");
    assertThat(model.isEmbedding()).isFalse();
  }

  @Test
  void find_alias_isTheModelItStandsFor() {
    assertThat(CATALOG.find("anthropic", "claude-3-5-sonnet"))
        .get()
        .extracting(Model::id)
        .isEqualTo("claude-3-5-sonnet-20241022");
  }

  @Test
  void find_otherProvidersModel_isEmpty() {
    assertThat(CATALOG.find("anthropic", "gpt-4o")).isEmpty();
    assertThat(CATALOG.offers("nobody", "gpt-4o")).isFalse();
  }

  @Test
  void models_everyLine_parses() {
    List<Model> all = CATALOG.providers().stream().flatMap(CATALOG::models).toList();
    assertThat(all).hasSize(997).allSatisfy(CatalogTest::isPlausible);
    assertThat(all).anySatisfy(m -> assertThat(m.life().shutdownOn()).isNotNull());
  }

  private static void isPlausible(Model model) {
    LocalDate deprecated = model.life().deprecatedOn();
    LocalDate shutdown = model.life().shutdownOn();
    assertThat(model.capabilities()).as(model.id()).isNotEmpty();
    assertThat(model.output().contains("embedding")).as(model.id()).isEqualTo(model.isEmbedding());
    if (deprecated != null && shutdown != null) {
      assertThat(shutdown).as(model.id()).isAfterOrEqualTo(deprecated);
    }
  }

  @Test
  void providers_everyTypeWithACatalogueName_isThere() {
    for (ProviderType type : ProviderType.values()) {
      type.catalogName()
          .ifPresent(name -> assertThat(CATALOG.ids(name)).as(type.label()).isNotEmpty());
    }
  }

  @Test
  void isEmbedding_anyProvider_knows() {
    assertThat(CATALOG.isEmbedding("text-embedding-3-small")).isTrue();
    assertThat(CATALOG.isEmbedding("gpt-4o")).isFalse();
    assertThat(CATALOG.isEmbedding("gemini-1.5-flash")).isFalse();
    assertThat(CATALOG.isEmbedding("unheard-of")).isFalse();
  }

  @Test
  void parse_otherHeader_isRefused() {
    assertThatThrownBy(() -> Catalog.parse("# hello\nprovider\tmodel\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must start with");
  }
}
