package io.crossfade.loadtest.provider;

import io.crossfade.loadtest.http.Prompt;
import io.netty.buffer.ByteBuf;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/** Length and checksum of a body, taken as it passes. */
public final class Fingerprint {
  private final CRC32 checksum = new CRC32();
  private long length;

  /** Every prompt for every model, by the fingerprint of its body. */
  public static Map<Long, Prompt> known(List<Prompt> prompts, List<String> models) {
    Map<Long, Prompt> known = new HashMap<>();
    for (String model : models) {
      prompts.forEach(prompt -> known.put(of(prompt.body(model)), prompt));
    }
    return Map.copyOf(known);
  }

  static long of(byte[] body) {
    CRC32 checksum = new CRC32();
    checksum.update(body);
    return mix(body.length, checksum);
  }

  void add(ByteBuf in, int index, int count) {
    checksum.update(in.internalNioBuffer(index, count));
    length += count;
  }

  /** The value so far; starts anew. */
  long take() {
    long value = mix(length, checksum);
    checksum.reset();
    length = 0;
    return value;
  }

  private static long mix(long length, CRC32 checksum) {
    return length << 32 | checksum.getValue();
  }
}
