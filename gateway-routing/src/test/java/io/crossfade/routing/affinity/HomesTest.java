package io.crossfade.routing.affinity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class HomesTest {
  private static final List<String> PROVIDERS = List.of("old", "next");

  private final Homes homes = new Homes();

  @Test
  void of_seenObject_isItsMaker() {
    assertThat(homes.isEmpty()).isTrue();
    homes.made("resp_1", "old", 100);
    homes.made("resp_2", "next", 100);
    assertThat(homes.isEmpty()).isFalse();
    assertThat(homes.of("resp_1", PROVIDERS)).isEqualTo("old");
    assertThat(homes.of("resp_2", PROVIDERS)).isEqualTo("next");
    assertThat(homes.of("resp_3", PROVIDERS)).isNull();
  }

  @Test
  void of_providerThatIsGone_isUnknown() {
    homes.made("resp_1", "old", 100);
    assertThat(homes.of("resp_1", List.of("next"))).isNull();
  }

  @Test
  void made_again_isTheLatestMaker() {
    homes.made("resp_1", "old", 100);
    homes.made("resp_1", "next", 200);
    assertThat(homes.of("resp_1", PROVIDERS)).isEqualTo("next");
  }

  @Test
  void made_tenThousand_areNearlyAllKept() {
    for (int id = 0; id < 10_000; id++) {
      homes.made("file-" + id, id % 2 == 0 ? "old" : "next", 16L * id);
    }
    int kept = 0;
    for (int id = 0; id < 10_000; id++) {
      kept += (id % 2 == 0 ? "old" : "next").equals(homes.of("file-" + id, PROVIDERS)) ? 1 : 0;
    }
    assertThat(kept).isGreaterThan(9_990);
  }

  @Test
  void made_farTooMany_forgetsTheOldest() {
    for (int id = 0; id < 600_000; id++) {
      homes.made("file-" + id, "old", 16L * id);
    }
    int old = 0;
    int young = 0;
    for (int id = 0; id < 50_000; id++) {
      old += homes.of("file-" + id, PROVIDERS) == null ? 0 : 1;
      young += homes.of("file-" + (599_999 - id), PROVIDERS) == null ? 0 : 1;
    }
    assertThat(old).isLessThan(5_000);
    assertThat(young).isGreaterThan(49_000);
  }

  @Test
  void restore_whatWasKept_isTheSame() {
    homes.made("resp_1", "old", 100);
    long[] slots = homes.slots();
    Homes later = new Homes();
    for (int slot = 0; slot < slots.length; slot++) {
      if (slots[slot] != 0) {
        later.restore(slot, slots[slot]);
      }
    }
    assertThat(later.of("resp_1", PROVIDERS)).isEqualTo("old");
  }
}
