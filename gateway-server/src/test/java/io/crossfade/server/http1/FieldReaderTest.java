package io.crossfade.server.http1;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.http.Headers;
import org.junit.jupiter.api.Test;

final class FieldReaderTest {
  private static final String VALUE = "abcdefghijklmnopqrstuvwx\u00e9z";

  @Test
  void read_anyByteAnywhereInAValue_isRefusedOnlyIfControl() {
    for (int place = 1; place < VALUE.length() - 1; place++) {
      for (int octet = 0; octet < 256; octet++) {
        String value = VALUE.substring(0, place) + (char) octet + VALUE.substring(place + 1);
        assertThat(accepts(value))
            .as("byte %d at %d of a value", octet, place)
            .isEqualTo(octet == '\t' || (octet >= ' ' && octet != 0x7f));
      }
    }
  }

  private static boolean accepts(String value) {
    byte[] head = ("name: " + value + "\r\n\r\n").getBytes(ISO_8859_1);
    Headers fields = new Headers();
    Flaw flaw = FieldReader.read(head, 0, head.length, fields);
    assertThat(flaw == null).isEqualTo(value.equals(fields.get("name")));
    return flaw == null;
  }
}
