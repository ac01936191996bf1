package io.crossfade.server.upstream.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.config.ProviderConfig.Http2;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DestinationTest {

  @ParameterizedTest
  @CsvSource({
    "https://api.test/v1,         true,  api.test,  443,  api.test",
    "HTTPS://API.Test,            true,  api.test,  443,  api.test",
    "https://api.test:443/v1,     true,  api.test,  443,  api.test",
    "http://api.test:8000/v1,     false, api.test,  8000, api.test:8000",
    "http://my_service:8000/v1,   false, my_service,8000, my_service:8000",
    "http://user:pw@api.test/v1,  false, api.test,  80,   api.test",
    "http://[::1]:9/v1,           false, ::1,       9,    [::1]:9",
    "http://[::1]/v1,             false, ::1,       80,   [::1]",
    "http://api.test:/v1,         false, api.test,  80,   api.test",
  })
  void of_baseUrl_isHostPortAndField(
      URI url, boolean secure, String host, int port, String authority) {
    assertThat(Destination.of(url, Proxies.from(Map.of()), Http2.OFF))
        .isEqualTo(new Destination(secure, host, port, authority, null, Http2.OFF));
  }
}
