package io.crossfade.core.wire.path;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A path of Azure's API, as its SDKs ask, taken apart.
 *
 * @param deployment the deployment it names, or null
 * @param dated whether it is of the API whose versions are dates, told by {@code api-version}
 * @param skip how many segments stand before the operation
 */
record AzurePath(@Nullable String deployment, boolean dated, int skip) {
  private static final String PREFIX = "openai";
  private static final String DEPLOYMENTS = "deployments";
  private static final String VERSION = "v1";

  /**
   * Operations that name a deployment in the path; all others name it in the body, if at all.
   * Source: Microsoft, "Azure OpenAI REST API reference", data plane inference.
   */
  private static final Set<String> OF_DEPLOYMENTS =
      Set.of(
          "chat/completions",
          "completions",
          "embeddings",
          "audio/speech",
          "audio/transcriptions",
          "audio/translations",
          "images/generations",
          "images/edits");

  /**
   * Takes a path apart.
   *
   * @param segments of the path, decoded
   * @return null when no path of Azure's begins like that
   */
  static @Nullable AzurePath of(List<String> segments) {
    if (!isOurs(segments) || segments.size() == 1) {
      return null;
    }
    return switch (segments.get(1)) {
      case VERSION -> new AzurePath(null, false, 2);
      case DEPLOYMENTS -> segments.size() < 4 ? null : new AzurePath(segments.get(2), true, 3);
      default -> new AzurePath(null, true, 1);
    };
  }

  static boolean isOurs(List<String> segments) {
    return segments.getFirst().equals(PREFIX);
  }

  /** Whether the segments before one say that it is the name of a deployment, as a whole. */
  static boolean isDeploymentBehind(List<String> before) {
    return before.equals(List.of(PREFIX, DEPLOYMENTS));
  }

  /** Whether that operation, by its path below {@code /v1/}, names a deployment in its path. */
  static boolean isOfDeployments(String operation) {
    return OF_DEPLOYMENTS.contains(operation);
  }

  /** The segments of the operation alone. */
  List<String> operation(List<String> segments) {
    return segments.subList(skip, segments.size());
  }

  /** The segments of the same operation's path on the data port. */
  List<String> plain(List<String> segments) {
    List<String> plain = new ArrayList<>(operation(segments));
    plain.addFirst(VERSION);
    return plain;
  }
}
