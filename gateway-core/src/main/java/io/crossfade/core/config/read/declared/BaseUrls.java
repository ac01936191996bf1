package io.crossfade.core.config.read.declared;

import io.crossfade.core.config.ProviderConfig.Place;
import io.crossfade.core.config.ProviderType;
import io.crossfade.core.config.yaml.YamlMap;
import io.crossfade.core.config.yaml.YamlNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code base_url}. Its value is never quoted: people put credentials into URLs. */
public final class BaseUrls {
  /** Regions that hold several, whose hosts are named in another way. */
  private static final Set<String> MULTI_REGIONS = Set.of("us", "eu");

  private static final Pattern AZURE_PATH = Pattern.compile("/openai(/v1|/deployments.*)?$");

  private BaseUrls() {}

  static @Nullable URI read(YamlMap provider, ProviderType type, @Nullable Place place) {
    YamlNode node = provider.get("base_url");
    Optional<String> standard = type.defaultBaseUrl();
    if (node == null && standard.isPresent()) {
      return URI.create(standard.get());
    }
    if (node == null && place != null) {
      return type == ProviderType.BEDROCK ? amazon(place) : google(place);
    }
    if (node == null && type == ProviderType.BEDROCK) {
      return null;
    }
    YamlNode needed = provider.require("base_url", "http://127.0.0.1:8000/v1");
    String text = needed == null ? null : needed.text();
    return needed == null || text == null ? null : parse(needed, text, type);
  }

  /** Where Google Cloud answers for a region. Source: Vertex AI, "Locations". */
  private static URI google(Place place) {
    String region = place.region();
    if (region.equals(Place.GLOBAL)) {
      return URI.create("https://aiplatform.googleapis.com");
    }
    return URI.create(
        MULTI_REGIONS.contains(region)
            ? "https://aiplatform.%s.rep.googleapis.com".formatted(region)
            : "https://%s-aiplatform.googleapis.com".formatted(region));
  }

  /**
   * Where Bedrock answers in a region. Source: AWS General Reference, "Amazon Bedrock endpoints".
   */
  private static URI amazon(Place place) {
    String domain = place.region().startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
    return URI.create("https://bedrock-runtime.%s.%s".formatted(place.region(), domain));
  }

  private static @Nullable URI parse(YamlNode node, String text, ProviderType type) {
    try {
      URI uri = new URI(trimmed(text));
      String problem = problem(uri);
      if (problem == null) {
        warnAboutVersion(node, uri.getRawPath(), type);
        return uri;
      }
      node.error("base_url " + problem, "write it like https://host/v1");
    } catch (URISyntaxException e) {
      node.error("base_url is no URL", "write it like https://host/v1");
    }
    return null;
  }

  private static String trimmed(String text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == '/') {
      end--;
    }
    return text.substring(0, end);
  }

  private static @Nullable String problem(URI uri) {
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      return "does not begin with http:// or https://";
    }
    if (uri.getRawUserInfo() != null || hasUserInfo(uri)) {
      return "holds a user name; credentials belong into api_key";
    }
    if (uri.getHost() == null || uri.getPort() > 65_535 || uri.getPort() == 0) {
      return "has no valid host and port (letters, digits, dots and dashes)";
    }
    return uri.getRawQuery() == null && uri.getRawFragment() == null
        ? null
        : "holds a query or a fragment";
  }

  private static boolean hasUserInfo(URI uri) {
    return uri.getRawAuthority() != null && uri.getRawAuthority().contains("@");
  }

  /** SDKs of the two wires disagree on whether the version is part of the base URL. */
  private static void warnAboutVersion(YamlNode node, String path, ProviderType type) {
    if (type == ProviderType.AZURE && AZURE_PATH.matcher(path).find()) {
      node.warning(
          "base_url ends in a path of the API, which is added to every call",
          "write the resource's URL alone, like https://NAME.openai.azure.com");
      return;
    }
    if (type.wire().isEmpty()) {
      return;
    }
    if (!type.versionInBaseUrl() && path.endsWith("/v1")) {
      node.warning("base_url ends in /v1, which is added to every path", "remove /v1");
    } else if (type.versionInBaseUrl() && path.isEmpty()) {
      node.warning("base_url has no path; most OpenAI-style servers need /v1", "add /v1");
    }
  }
}
