package io.crossfade.core.wire;

import java.util.List;

/** The ids in a path: what stands behind its collection, as in {@code /v1/files/{id}/content}. */
public final class ObjectIds {
  private static final int BEHIND_COLLECTION = 2;

  private ObjectIds() {}

  /**
   * The segments that may be ids, in their order.
   *
   * @param path as the caller sent it, without its query
   * @return segments behind {@code /v1/{collection}/}, less those that are plain words
   */
  public static List<String> in(String path) {
    List<String> segments = Paths.segments(path);
    int first = segments.getFirst().equals("openai") ? BEHIND_COLLECTION + 1 : BEHIND_COLLECTION;
    return first >= segments.size()
        ? List.of()
        : segments.subList(first, segments.size()).stream().filter(ObjectIds::mayBeId).toList();
  }

  /** Ids have digits, dashes, underscores or capitals, {@code content} and {@code cancel} none. */
  private static boolean mayBeId(String segment) {
    return segment.chars().anyMatch(c -> c < 'a' || c > 'z');
  }
}
