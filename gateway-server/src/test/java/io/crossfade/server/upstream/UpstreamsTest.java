package io.crossfade.server.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.config.ProviderConfig;
import io.crossfade.server.upstream.connect.Dialer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a reload keeps. */
final class UpstreamsTest {
  private static final ProviderConfig HERE = provider("http://here.test/v1", 1_000);

  private final Upstreams first =
      Upstreams.none(List.of(), Dialer.of(Map.of())).with(Map.of("a", HERE, "b", HERE));

  @Test
  void with_providerUnchanged_keepsItsConnections() {
    Upstreams next = first.with(Map.of("a", HERE));
    assertThat(next.get("a")).isSameAs(first.get("a"));
    assertThat(next.get("b")).isNull();
    assertThat(first.get("b")).isNotNull();
  }

  @Test
  void with_onlyThePathChanged_keepsItsConnections() {
    Upstreams next = first.with(Map.of("a", provider("http://here.test/v2", 1_000)));
    assertThat(next.get("a")).isSameAs(first.get("a"));
  }

  @Test
  void with_anotherHostOrLimit_startsAnew() {
    Upstreams next =
        first.with(
            Map.of(
                "a", provider("http://there.test/v1", 1_000),
                "b", provider("http://here.test/v1", 2_000)));
    assertThat(next.get("a")).isNotSameAs(first.get("a"));
    assertThat(next.get("b")).isNotSameAs(first.get("b"));
    first.retireFor(next);
  }

  private static ProviderConfig provider(String url, long connectMillis) {
    return Bench.provider(URI.create(url), connectMillis, 8);
  }
}
