package io.crossfade.server.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Where to cut a body into pieces; a cut may fall inside a line end or a character.
 *
 * @param name shows in the name of a test, the seed included
 */
public record Cuts(String name, Places places) {
  public static final Cuts NONE = new Cuts("in one piece", _ -> new int[0]);

  /** Places to cut, ascending, for a body of so many bytes. */
  public interface Places {
    int[] in(int length);
  }

  /** Pieces of {@code size} bytes; 1 is every place there is. */
  public static Cuts every(int size) {
    return new Cuts(
        "every " + size, length -> IntStream.range(1, length).filter(n -> n % size == 0).toArray());
  }

  public static Cuts at(int... places) {
    return new Cuts("at " + Arrays.toString(places), _ -> places);
  }

  /** Pieces of 1 to {@code most} bytes, the same for the same seed. */
  public static Cuts seeded(long seed, int most) {
    return new Cuts("seed " + seed, length -> random(new Random(seed), length, most));
  }

  private static int[] random(Random random, int length, int most) {
    List<Integer> places = new ArrayList<>();
    for (int at = 1 + random.nextInt(most); at < length; at += 1 + random.nextInt(most)) {
      places.add(at);
    }
    return places.stream().mapToInt(Integer::intValue).toArray();
  }

  /** The pieces of {@code body}, none of them empty. */
  public List<byte[]> cut(byte[] body) {
    List<byte[]> pieces = new ArrayList<>();
    int from = 0;
    for (int place : places.in(body.length)) {
      pieces.add(Arrays.copyOfRange(body, from, place));
      from = place;
    }
    pieces.add(Arrays.copyOfRange(body, from, body.length));
    pieces.removeIf(piece -> piece.length == 0);
    return pieces;
  }

  @Override
  public String toString() {
    return name;
  }
}
