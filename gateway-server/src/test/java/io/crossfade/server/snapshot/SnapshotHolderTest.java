package io.crossfade.server.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.catalog.Catalog;
import io.crossfade.core.catalog.ModelNames;
import io.crossfade.core.catalog.PriceBook;
import io.crossfade.core.config.Config;
import io.crossfade.core.config.ConfigResult;
import io.crossfade.core.config.read.ConfigReader;
import io.crossfade.routing.RoutingSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class SnapshotHolderTest {
  private static final String YAML = "providers: {local: {type: ollama}}";

  private final SnapshotHolder holder = new SnapshotHolder(snapshot(1));

  @Test
  void publish_newerRevision_isInForce() {
    Snapshot next = snapshot(2);
    assertThat(holder.publish(next)).isTrue();
    assertThat(holder.get()).isSameAs(next);
  }

  @Test
  void publish_staleRevision_isRefused() {
    assertThat(holder.publish(snapshot(3))).isTrue();
    assertThat(holder.publish(snapshot(2))).isFalse();
    assertThat(holder.publish(snapshot(3))).isFalse();
    assertThat(holder.get().revision()).isEqualTo(3);
  }

  @Test
  void publish_manyWriters_newestWins() {
    LongStream.rangeClosed(2, 500).parallel().forEach(n -> holder.publish(snapshot(n)));
    assertThat(holder.get().revision()).isEqualTo(500);
  }

  @Test
  void follow_laterSnapshots_areHeardInOrderFromTheCurrentOne() {
    List<Long> heard = new ArrayList<>();
    holder.follow(snapshot -> heard.add(snapshot.revision()));
    holder.publish(snapshot(3));
    holder.publish(snapshot(2));
    holder.publish(snapshot(4));
    assertThat(heard).containsExactly(1L, 3L, 4L);
  }

  private static Snapshot snapshot(long revision) {
    ConfigResult result = ConfigReader.read("gateway.yaml", YAML, Map.of());
    assertThat(result).isInstanceOf(ConfigResult.Valid.class);
    Config config = ((ConfigResult.Valid) result).config();
    ModelNames names = ModelNames.of(Catalog.EMPTY, config);
    RoutingSnapshot routing =
        RoutingSnapshot.compile(revision, config, new CatalogModels(names), List.of());
    PriceBook prices = PriceBook.of(Catalog.builtIn(), config);
    return new Snapshot(revision, config, names, prices, routing, List.of(), List.of(), List.of());
  }
}
