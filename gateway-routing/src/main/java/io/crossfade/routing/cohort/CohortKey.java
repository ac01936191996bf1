package io.crossfade.routing.cohort;

import io.crossfade.core.config.MigrationConfig.StickyBy;
import io.crossfade.core.config.MigrationConfig.StickyBy.Source;
import org.jspecify.annotations.Nullable;

/**
 * Picks the name of a call that keeps its caller on one arm. Where that name is missing or empty,
 * the request id takes its place: such calls are spread evenly, but nothing keeps them together.
 *
 * <p>Names out of a body are hashed as UTF-8, header values as the bytes that were sent.
 */
public final class CohortKey {
  private final Source source;
  private final @Nullable String header;

  private CohortKey(Source source, @Nullable String header) {
    this.source = source;
    this.header = header;
  }

  public static CohortKey by(StickyBy stickyBy) {
    return new CohortKey(
        stickyBy.source(),
        switch (stickyBy.source()) {
          case USER -> "x-user-id";
          case SESSION -> "x-session-id";
          case HEADER -> stickyBy.header();
          case REQUEST_ID, KEY -> null;
        });
  }

  /**
   * A key as it was found.
   *
   * @param key the key itself
   * @param source where it came from, for people: {@code user}, {@code header x-user-id}, …
   * @param fallback whether the request id stands in for a missing key
   * @param inputLength bytes that are hashed, salt and zero byte included
   * @param hash of salt and key
   */
  public record Found(String key, String source, boolean fallback, int inputLength, long hash) {
    public int bucket() {
      return Cohort.bucketOf(hash);
    }
  }

  /** Hashes this call's key; leaves no garbage. */
  public long hash(Cohort cohort, Identity who) {
    String value = headerValue(who);
    String named = named(who);
    if (value != null && (named == null || source != Source.USER)) {
      return cohort.hashRaw(value);
    }
    return cohort.hash(named != null ? named : who.requestId());
  }

  /** Whether the request id stands in for a missing key; a counter wants to know. */
  public boolean missing(Identity who) {
    return headerValue(who) == null && named(who) == null;
  }

  /** The same choice as {@link #hash}, told in full. */
  public Found find(Cohort cohort, Identity who) {
    String value = headerValue(who);
    String named = named(who);
    if (value != null && (named == null || source != Source.USER)) {
      return new Found(
          value, "header " + header, false, cohort.inputLength(value, true), cohort.hashRaw(value));
    }
    String key = named != null ? named : who.requestId();
    return new Found(
        key, label(named), named == null, cohort.inputLength(key, false), cohort.hash(key));
  }

  private String label(@Nullable String named) {
    return switch (named == null ? Source.REQUEST_ID : source) {
      case USER -> "user";
      case SESSION -> "session";
      case KEY -> "gateway key";
      case REQUEST_ID, HEADER -> "request id";
    };
  }

  private @Nullable String headerValue(Identity who) {
    return header == null ? null : orNull(who.header(header));
  }

  private @Nullable String named(Identity who) {
    return switch (source) {
      case REQUEST_ID -> who.requestId();
      case USER -> orNull(who.user());
      case SESSION -> orNull(who.session());
      case KEY -> orNull(who.keyId());
      case HEADER -> null;
    };
  }

  /** An empty name says nothing about who calls; all such calls would share one bucket. */
  private static @Nullable String orNull(@Nullable String name) {
    return name == null || name.isEmpty() ? null : name;
  }
}
