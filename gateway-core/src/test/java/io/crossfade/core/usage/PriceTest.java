package io.crossfade.core.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.crossfade.core.usage.Usage.Source;
import org.junit.jupiter.api.Test;

final class PriceTest {
  private static final double NEARLY = 1e-12;

  private static Usage usage(long prompt, long completion, long cached, long written) {
    return new Usage(Source.REPORTED, prompt, completion, cached, written, 0, 0, 0);
  }

  @Test
  void cost_eachPart_hasItsPrice() {
    Price price = new Price(3.0, 15.0, 0.3, 3.75);
    double expected = (500 * 3 + 400 * 0.3 + 100 * 3.75 + 200 * 15) / 1e6;
    assertThat(price.cost(usage(1_000, 200, 400, 100))).isCloseTo(expected, within(NEARLY));
  }

  @Test
  void cost_cachePricesUnknown_isAsUncached() {
    Price price = new Price(3.0, 15.0, null, null);
    assertThat(price.cost(usage(1_000, 0, 400, 100))).isCloseTo(0.003, within(NEARLY));
  }

  @Test
  void cost_neededPriceUnknown_isUnknown() {
    Price price = new Price(3.0, null, null, null);
    assertThat(price.cost(usage(1_000, 0, 0, 0))).isCloseTo(0.003, within(NEARLY));
    assertThat(price.cost(usage(1_000, 1, 0, 0))).isNaN();
    assertThat(price.cost(Usage.MISSING)).isNaN();
  }

  @Test
  void cost_free_isZero() {
    assertThat(new Price(0.0, 0.0, null, null).cost(usage(1_000, 500, 0, 0))).isZero();
  }

  @Test
  void cost_longPrompt_isPricedWhole() {
    Price beyond = new Price(6.0, 22.5, null, null);
    Price price = new Price(3.0, 15.0, null, null, new Price.LongPrompts(200, beyond));
    assertThat(price.cost(usage(200, 10, 0, 0))).isCloseTo(750e-6, within(NEARLY));
    assertThat(price.cost(usage(201, 10, 0, 0))).isCloseTo(1_431e-6, within(NEARLY));
  }
}
