package io.crossfade.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class StoreAddressTest {
  private static final Path DATA = Path.of("/srv/data");

  @Test
  void fileOf_relativeName_liesInTheDataFolder() {
    assertThat(StoreAddress.fileOf("sqlite:crossfade.db", DATA))
        .isEqualTo(DATA.resolve("crossfade.db"));
  }

  @Test
  void fileOf_absoluteName_standsAlone() {
    assertThat(StoreAddress.fileOf("sqlite:/var/x.db", DATA)).isEqualTo(Path.of("/var/x.db"));
  }

  @Test
  void fileOf_otherDatabase_isRefusedWithoutItsPassword() {
    assertThatThrownBy(() -> StoreAddress.fileOf("postgresql://u:hunter2@db/x", DATA))
        .hasMessageContaining("postgresql:")
        .hasMessageContaining("sqlite:FILE")
        .hasMessageNotContaining("hunter2");
  }
}
