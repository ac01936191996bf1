package io.crossfade.core.wire.path;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.function.Predicate.not;

import java.net.URLDecoder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a caller asks for, whichever way he puts it: OpenAI's path, or one of Azure's two.
 *
 * @param below path below {@code /v1/}, percent-encoding kept
 * @param query without Azure's {@code api-version}, or null
 * @param version the {@code api-version} of an Azure-style call, or null
 * @param dated whether Azure's dated API was meant
 */
public record Operation(
    String below, @Nullable String query, @Nullable String version, boolean dated) {
  private static final String PLAIN = "/v1/";
  private static final String VERSION = "api-version";

  /**
   * The operation of a path on the data port.
   *
   * @param path proven safe by {@link Endpoints}
   */
  public static Operation of(String path, @Nullable String query) {
    if (path.startsWith(PLAIN)) {
      return new Operation(path.substring(PLAIN.length()), query, null, false);
    }
    List<String> segments = Paths.segments(path);
    AzurePath azure = AzurePath.of(Paths.decoded(segments));
    return azure == null
        ? new Operation(String.join("/", segments.subList(1, segments.size())), query, null, false)
        : new Operation(
            String.join("/", azure.operation(segments)),
            unversioned(query),
            versionIn(query),
            azure.dated());
  }

  /** Path on the data port, as OpenAI's callers write it. */
  public String path() {
    return PLAIN + below;
  }

  /** {@code ?} and the query, or nothing where there is none. */
  public String queryText() {
    return query == null ? "" : "?" + query;
  }

  /** The same with a version in front. */
  String queryWith(@Nullable String chosen) {
    if (chosen == null) {
      return queryText();
    }
    String first = "?" + VERSION + "=" + chosen;
    return query == null ? first : first + "&" + query;
  }

  /** The path below {@code /v1/}, as it is matched. */
  String decoded() {
    return String.join("/", Paths.decoded(Paths.segments("/" + below)));
  }

  /** A version as sent; one that is empty says nothing. */
  private static @Nullable String versionIn(@Nullable String query) {
    return parameters(query)
        .filter(Operation::isVersion)
        .map(one -> one.substring(one.indexOf('=') + 1))
        .filter(not(String::isEmpty))
        .findFirst()
        .orElse(null);
  }

  private static @Nullable String unversioned(@Nullable String query) {
    String rest =
        parameters(query).filter(not(Operation::isVersion)).collect(Collectors.joining("&"));
    return rest.isEmpty() ? null : rest;
  }

  private static Stream<String> parameters(@Nullable String query) {
    return query == null ? Stream.empty() : Arrays.stream(query.split("&", -1));
  }

  /** However its name is spelled, so that no provider reads a second version from it. */
  private static boolean isVersion(String parameter) {
    int equals = parameter.indexOf('=');
    return equals > 0 && name(parameter.substring(0, equals)).equalsIgnoreCase(VERSION);
  }

  private static String name(String encoded) {
    try {
      return URLDecoder.decode(encoded, UTF_8);
    } catch (IllegalArgumentException broken) {
      return encoded;
    }
  }
}
