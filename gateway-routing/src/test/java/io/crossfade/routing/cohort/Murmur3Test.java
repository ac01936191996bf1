package io.crossfade.routing.cohort;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.hash.Hashing;
import java.util.Arrays;
import java.util.Random;
import org.apache.commons.codec.digest.MurmurHash3;
import org.junit.jupiter.api.Test;

/** Two other people's implementations agree with ours, and Java's UTF-8 with ours. */
final class Murmur3Test {
  private static final long SEED = 20_260_101;
  private static final int INPUTS = 100_000;

  @Test
  void firstHalf_randomInputs_equalsCommonsCodecAndGuava() {
    Random random = new Random(SEED);
    for (int round = 0; round < INPUTS; round++) {
      byte[] input = new byte[random.nextInt(65)];
      random.nextBytes(input);
      long hash = Murmur3.firstHalf(input, input.length);
      String shown = "seed %d, input %s".formatted(SEED, Arrays.toString(input));
      assertThat(hash).as(shown).isEqualTo(MurmurHash3.hash128x64(input, 0, input.length, 0)[0]);
      assertThat(hash).as(shown).isEqualTo(Hashing.murmur3_128(0).hashBytes(input).asLong());
    }
  }

  @Test
  void firstHalf_bytesBehindTheLength_doNotMatter() {
    byte[] input = "abcdefghijklmnopqrstuvwxyz".getBytes(UTF_8);
    for (int length = 0; length <= input.length; length++) {
      assertThat(Murmur3.firstHalf(input, length))
          .isEqualTo(Murmur3.firstHalf(Arrays.copyOf(input, length), length));
    }
  }

  /** Units are drawn around the borders of UTF-8, so that lone and paired surrogates abound. */
  @Test
  void utf8_randomText_equalsGetBytes() {
    char[] borders = {
      'a', 0x7F, 0x80, 0x7FF, 0x800, 0xD7FF, 0xD800, 0xDBFF, 0xDC00, 0xDFFF, 0xE000, 0xFFFF
    };
    Random random = new Random(SEED);
    byte[] written = new byte[64];
    for (int round = 0; round < INPUTS; round++) {
      String text =
          random
              .ints(random.nextInt(20), 0, borders.length)
              .collect(
                  StringBuilder::new,
                  (units, index) -> units.append(borders[index]),
                  StringBuilder::append)
              .toString();
      int end = KeyBytes.utf8(text, written, 1);
      assertThat(Arrays.copyOfRange(written, 1, end))
          .as("seed %d, units %s", SEED, text.chars().boxed().toList())
          .isEqualTo(text.getBytes(UTF_8));
    }
  }

  @Test
  void raw_everyByte_isItself() {
    byte[] all = new byte[256];
    for (int value = 0; value < 256; value++) {
      all[value] = (byte) value;
    }
    byte[] written = new byte[256];
    assertThat(KeyBytes.raw(new String(all, ISO_8859_1), written, 0)).isEqualTo(256);
    assertThat(written).isEqualTo(all);
  }
}
