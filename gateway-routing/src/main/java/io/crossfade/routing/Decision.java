package io.crossfade.routing;

import io.crossfade.core.Arm;
import io.crossfade.core.Target;
import io.crossfade.core.fault.Fault;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where one call goes, told so that it can be checked by hand.
 *
 * @param asNamed model as the caller named it, or null
 * @param model canonical model, or null without one
 * @param migration the migration it takes part in, or null outside any
 * @param placement how the arm was found; null outside migrations
 * @param arm which side it is on
 * @param target provider and the model id sent there; the model is null where none was named, the
 *     whole target is null when the call is refused
 * @param fallbacks asked in order when the target fails before its commit
 * @param why one sentence
 * @param fault what the caller is told when the call is refused, else null
 */
public record Decision(
    @Nullable String asNamed,
    @Nullable String model,
    @Nullable String migration,
    @Nullable Placement placement,
    Arm arm,
    @Nullable Target target,
    List<Target> fallbacks,
    String why,
    @Nullable Fault fault) {

  public Decision {
    fallbacks = List.copyOf(fallbacks);
  }

  /** The choice in one line of plain characters, fit for a header field. */
  public String line() {
    String where = target == null ? "refused" : target.toString();
    String text =
        placement == null
            ? "target=%s; %s".formatted(where, why)
            : "migration=%s; arm=%s; target=%s; key_source=%s; bucket=%d; candidate_buckets=%s; moves_at=%s; %s"
                .formatted(
                    migration,
                    arm.label(),
                    where,
                    placement.keySource(),
                    placement.bucket(),
                    placement.candidateBuckets(),
                    placement.movesAt(),
                    why);
    return text.replaceAll("[^\\x20-\\x7e]", "?");
  }

  /**
   * The arithmetic of a placement.
   *
   * @param key the cohort key, cut after 512 characters
   * @param keySource where the key came from: {@code request id}, {@code header x-user-id}, …
   * @param keyMissing whether the request id stands in for the key the migration asks for
   * @param salt the migration's salt
   * @param inputLength bytes hashed: salt, one zero byte, key
   * @param hash 16 hex digits
   * @param bucket 0 to 9,999
   * @param splitBuckets buckets below this are the candidate's
   * @param pinned whether the caller chose the arm, so that the bucket did not matter
   */
  public record Placement(
      String key,
      String keySource,
      boolean keyMissing,
      String salt,
      int inputLength,
      String hash,
      int bucket,
      int splitBuckets,
      boolean pinned) {

    /** The candidate's buckets: {@code 0-499}, or {@code none}. */
    public String candidateBuckets() {
      return splitBuckets == 0 ? "none" : "0-" + (splitBuckets - 1);
    }

    /** The smallest split, in percent, at which this key is on the candidate: 0.01 to 100. */
    public double movesAtPercent() {
      return (bucket + 1) / 100.0;
    }

    /** The same for people: {@code 74.26%}. */
    public String movesAt() {
      return String.format(Locale.ROOT, "%.2f%%", movesAtPercent());
    }
  }
}
