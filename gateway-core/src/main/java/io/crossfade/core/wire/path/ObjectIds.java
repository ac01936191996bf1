package io.crossfade.core.wire.path;

import java.util.List;

/** The ids in a path: what stands behind its collection, as in {@code /v1/files/{id}/content}. */
public final class ObjectIds {
  private ObjectIds() {}

  /**
   * The segments that may be ids, in their order.
   *
   * @param path as the caller sent it, without its query
   * @return segments behind {@code /v1/{collection}/}, less those that are plain words
   */
  public static List<String> in(String path) {
    List<String> segments = Paths.segments("/" + Operation.of(path, null).below());
    return segments.stream().skip(1).filter(ObjectIds::mayBeId).toList();
  }

  /** Ids have digits, dashes, underscores or capitals, {@code content} and {@code cancel} none. */
  private static boolean mayBeId(String segment) {
    return segment.chars().anyMatch(c -> c < 'a' || c > 'z');
  }
}
