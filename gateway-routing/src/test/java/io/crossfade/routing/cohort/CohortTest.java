package io.crossfade.routing.cohort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** If one of these fails, live traffic would move: the recipe may never change. */
final class CohortTest {
  private static final int MILLION = 1_000_000;

  /** An empty column arrives as null; it stands for the empty key. */
  @ParameterizedTest
  @CsvFileSource(resources = "cohort-vectors.tsv", delimiter = '\t')
  void bucketOf_recordedVectors_neverChange(
      String salt, @Nullable String column, String hash, int bucket) {
    String key = column == null ? "" : column;
    assertThat(Cohort.salted(salt).hash(key)).isEqualTo(Long.parseUnsignedLong(hash, 16));
    assertThat(Cohort.bucketOf(salt, key)).isEqualTo(bucket);
  }

  @ParameterizedTest
  @CsvFileSource(resources = "population.tsv", delimiter = '\t')
  void bucketOf_wholePopulation_isExact(String salt, int users, int split, int below) {
    assertThat(Arrays.stream(buckets(salt, users)).filter(bucket -> bucket < split).count())
        .isEqualTo(below);
  }

  @Test
  void bucketOf_millionUsers_isAsEvenAsChance() {
    int[] buckets = buckets("gpt4o-to-together", MILLION);
    assertThat(chiSquare(buckets, 10_000)).isCloseTo(9_865.2, within(0.05)).isLessThan(10_442);
    assertThat(chiSquare(buckets, 100)).isCloseTo(98.3, within(0.05)).isLessThan(148.2);
  }

  @Test
  void bucketOf_twoSalts_areIndependent() {
    int[] one = buckets("gpt4o-to-together", MILLION);
    int[] other = buckets("claude-to-llama-70b", MILLION);
    assertThat(IntStream.range(0, MILLION).filter(n -> one[n] < 500 && other[n] < 500).count())
        .isEqualTo(2_546);
  }

  @Test
  void bucketOf_extremeHashes_staysInRange() {
    assertThat(Cohort.bucketOf(0L)).isZero();
    assertThat(Cohort.bucketOf(-1L)).isEqualTo(9_999);
  }

  @Test
  void hash_longKeys_areHashedWhole() {
    Cohort cohort = Cohort.salted("m1");
    String long1 = "k".repeat(100_000) + "1";
    String long2 = "k".repeat(100_000) + "2";
    assertThat(cohort.hash(long1)).isNotEqualTo(cohort.hash(long2));
    assertThat(cohort.hashRaw(long1)).isEqualTo(cohort.hash(long1));
  }

  private static int[] buckets(String salt, int users) {
    Cohort cohort = Cohort.salted(salt);
    return IntStream.range(0, users).map(n -> Cohort.bucketOf(cohort.hash("user-" + n))).toArray();
  }

  private static double chiSquare(int[] buckets, int cells) {
    long[] counts = new long[cells];
    for (int bucket : buckets) {
      counts[bucket / (Cohort.BUCKETS / cells)]++;
    }
    double expected = (double) buckets.length / cells;
    return Arrays.stream(counts)
        .mapToDouble(count -> (count - expected) * (count - expected) / expected)
        .sum();
  }
}
