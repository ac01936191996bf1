package io.crossfade.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class NearestTest {

  @Test
  void of_severalAlike_nearestFirstThenWhoBeginsAlike() {
    assertThat(Nearest.of("split", List.of("splat", "spilt", "salt", "split", "other"), 9))
        .containsExactly("split", "splat", "spilt", "salt");
  }

  @Test
  void to_twoAsNear_isTheOneThatBeginsAlike() {
    assertThat(Nearest.to("splt", List.of("salt", "split"))).contains("split");
  }

  @Test
  void to_swappedLetters_countOnce() {
    assertThat(Nearest.to("spilt", List.of("salt", "split"))).contains("split");
  }

  @Test
  void to_nothingAlike_isEmpty() {
    assertThat(Nearest.to("zzz", List.of("mode", "error_rate"))).isEmpty();
    assertThat(Nearest.to("", List.of("mode"))).isEmpty();
  }

  @Test
  void of_otherCase_isAlike() {
    assertThat(Nearest.of("GPT-4O", List.of("gpt-4o"), 1)).containsExactly("gpt-4o");
  }
}
