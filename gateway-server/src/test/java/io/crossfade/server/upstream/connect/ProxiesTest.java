package io.crossfade.server.upstream.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProxiesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                    |api.test     |443 |true",
        "'*'                   |api.test     |443 |false",
        "other.test            |api.test     |443 |true",
        "api.test              |api.test     |443 |false",
        "API.test              |api.TEST     |443 |false",
        "test                  |api.test     |443 |false",
        "est                   |api.test     |443 |true",
        ".test                 |api.test     |443 |false",
        "*.test                |api.test     |443 |false",
        ".api.test             |api.test     |443 |true",
        "'x.y, api.test'       |api.test     |443 |false",
        "api.test:443          |api.test     |443 |false",
        "api.test:8443         |api.test     |443 |true",
        "10.0.0.0/8            |10.1.2.3     |443 |false",
        "10.0.0.0/8            |11.1.2.3     |443 |true",
        "10.1.2.3              |10.1.2.3     |443 |false",
        "10.1.2.3:80           |10.1.2.3     |443 |true",
        "2001:db8::/32         |2001:db8:1::1|443 |false",
        "2001:db8::/32         |2001:db9:1::1|443 |true",
        "[2001:db8::1]:443     |2001:db8::1  |443 |false",
        "''                    |localhost    |443 |false",
        "''                    |a.localhost  |443 |false",
        "''                    |127.9.9.9    |443 |false",
        "''                    |::1          |443 |false",
      })
  void on_exemptions_followGo(String exempt, String host, int port, boolean proxied) {
    Proxies proxies =
        Proxies.from(Map.of("HTTPS_PROXY", "http://proxy.test:3128", "NO_PROXY", exempt));
    assertThat(proxies.on(true, host, port).isPresent()).isEqualTo(proxied);
  }

  @Test
  void on_eachScheme_readsItsOwnVariable() {
    Proxies proxies =
        Proxies.from(
            Map.of("http_proxy", "p1.test", "HTTPS_PROXY", "p2.test:9", "ALL_PROXY", "p3"));
    assertThat(proxies.on(false, "api.test", 80))
        .contains(new Proxy(false, "p1.test", 80, null, ""));
    assertThat(proxies.on(true, "api.test", 443))
        .contains(new Proxy(false, "p2.test", 9, null, ""));
  }

  @Test
  void on_onlyAllProxySet_servesBoth() {
    Proxies proxies = Proxies.from(Map.of("all_proxy", "socks5://u:p%3A@[::1]"));
    Proxy expected = new Proxy(true, "::1", 1080, "u", "p:");
    assertThat(proxies.on(false, "api.test", 80)).contains(expected);
    assertThat(proxies.on(true, "api.test", 443)).contains(expected);
  }

  @Test
  void on_variableUnreadable_namesItAndNotItsText() {
    for (String text :
        new String[] {"ftp://u:secret@h", "http://u:secret@", "http://u:sec ret@h"}) {
      Proxies proxies = Proxies.from(Map.of("HTTPS_PROXY", text));
      assertThatThrownBy(() -> proxies.on(true, "api.test", 443))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("environment variable HTTPS_PROXY ")
          .hasMessageNotContainingAny("secret", "sec ret");
    }
  }
}
