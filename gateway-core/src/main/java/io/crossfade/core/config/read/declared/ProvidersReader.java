package io.crossfade.core.config.read.declared;

import io.crossfade.core.config.Deployments;
import io.crossfade.core.config.ProviderConfig;
import io.crossfade.core.config.ProviderConfig.Place;
import io.crossfade.core.config.ProviderType;
import io.crossfade.core.config.Secret;
import io.crossfade.core.config.yaml.Keys;
import io.crossfade.core.config.yaml.SecretReader;
import io.crossfade.core.config.yaml.Words;
import io.crossfade.core.config.yaml.YamlEntry;
import io.crossfade.core.config.yaml.YamlMap;
import io.crossfade.core.config.yaml.YamlNode;
import io.crossfade.core.wire.Wire;
import java.net.URI;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code providers}. */
public final class ProvidersReader {
  private static final Keys KEYS =
      Keys.of(
          "type",
          "base_url",
          "api_key",
          "forward_headers",
          "timeouts",
          "retries",
          "limits",
          "circuit",
          "http2",
          "usage",
          "organization",
          "project",
          "region",
          "deployment",
          "api_version",
          "credentials");

  /** Some ask for no key; Bedrock's requests are signed where there is none. */
  private static final Set<ProviderType> KEYLESS =
      Set.of(
          ProviderType.VLLM,
          ProviderType.OLLAMA,
          ProviderType.OPENAI_COMPATIBLE,
          ProviderType.ANTHROPIC_COMPATIBLE,
          ProviderType.BEDROCK);

  /** What no provider may see, or what the gateway sets itself. */
  private static final Set<String> NEVER_FORWARDED =
      Set.of(
          "authorization",
          "x-api-key",
          "api-key",
          "x-goog-api-key",
          "cookie",
          "forwarded",
          "x-forwarded-for",
          "x-forwarded-host",
          "x-forwarded-proto",
          "x-real-ip",
          "host",
          "content-length",
          "transfer-encoding",
          "connection",
          "keep-alive",
          "upgrade",
          "te",
          "trailer",
          "expect",
          "accept-encoding");

  private ProvidersReader() {}

  /** Reads the section {@code providers}; those with problems are named and left out. */
  public static Declared.Providers read(YamlMap file) {
    YamlNode section = file.require("providers", "{NAME: {type: openai, api_key: \"${KEY}\"}}");
    List<YamlEntry> entries = file.entries("providers");
    if (section != null && entries.isEmpty()) {
      section.error("no provider is declared", "add NAME: {type: openai, api_key: \"${KEY}\"}");
    }
    Set<String> names = new LinkedHashSet<>();
    Map<String, ProviderConfig> valid = new LinkedHashMap<>();
    for (YamlEntry entry : entries) {
      names.add(entry.name());
      ProviderConfig provider = provider(entry);
      if (provider != null) {
        valid.put(entry.name(), provider);
      }
    }
    return new Declared.Providers(names, Collections.unmodifiableMap(valid));
  }

  private static @Nullable ProviderConfig provider(YamlEntry entry) {
    String name = Words.name(entry.key());
    YamlMap map = entry.value().map(KEYS);
    if (map == null) {
      return null;
    }
    ProviderType type = type(map.require("type", "openai"));
    Place place = type == null ? null : Places.read(map, type);
    URI baseUrl = type == null ? null : BaseUrls.read(map, type, place);
    Secret key = type == null ? null : apiKey(map, type);
    List<String> headers = forwardHeaders(map.items("forward_headers"));
    ProviderLimits limits = ProviderLimits.read(map);
    Deployments deployments = type == null ? null : DeploymentsReader.read(map, type);
    if (name == null || type == null || baseUrl == null || key == null) {
      return null;
    }
    return new ProviderConfig(
        name,
        type,
        baseUrl,
        key,
        headers,
        limits.timeouts(),
        limits.retries(),
        limits.limits(),
        limits.circuit(),
        limits.http2(),
        asksUsage(map, type),
        openAiOnly(map, "organization", type),
        place == null ? openAiOnly(map, "project", type) : null,
        place,
        deployments);
  }

  private static boolean asksUsage(YamlMap map, ProviderType type) {
    YamlNode node = map.get("usage");
    if (node == null || !"ask".equals(Words.oneOf(node, List.of("ask", "as_asked")))) {
      return false;
    }
    if (type.wire().orElse(null) != Wire.OPENAI) {
      node.error("type %s counts tokens unasked".formatted(type.label()), "remove it");
    }
    return true;
  }

  private static @Nullable ProviderType type(@Nullable YamlNode node) {
    String label = node == null ? null : node.text();
    if (node == null || label == null) {
      return null;
    }
    ProviderType type = ProviderType.of(label).orElse(null);
    if (type == null) {
      List<String> labels = Arrays.stream(ProviderType.values()).map(ProviderType::label).toList();
      node.error("'%s' is no provider type".formatted(node.shown()), Words.suggest(label, labels));
    }
    return type;
  }

  private static @Nullable Secret apiKey(YamlMap map, ProviderType type) {
    if (map.get("credentials") != null) {
      return IdentityReader.read(map, type);
    }
    if (map.get("api_key") == null && KEYLESS.contains(type)) {
      return new Secret.Absent();
    }
    String example = "\"${%s_API_KEY}\"".formatted(type.name());
    YamlNode node = map.require("api_key", example);
    Secret key = node == null ? null : SecretReader.read(node, true);
    if (node != null && key instanceof Secret.Caller && type.wire().isEmpty()) {
      node.error(
          "callers have no key for type %s, whose API none of them speaks".formatted(type.label()),
          "write the gateway's own key");
      return null;
    }
    return key;
  }

  private static List<String> forwardHeaders(List<YamlNode> items) {
    Set<String> names = new LinkedHashSet<>();
    for (YamlNode item : items) {
      String name = Words.header(item);
      if (name != null && isNeverForwarded(name)) {
        item.error("header '%s' is never forwarded".formatted(item.shown()), "remove it");
      } else if (name != null) {
        names.add(name);
      }
    }
    return List.copyOf(names);
  }

  /** AWS's own fields are part of its signatures. */
  private static boolean isNeverForwarded(String name) {
    return NEVER_FORWARDED.contains(name)
        || name.startsWith("x-crossfade-")
        || name.startsWith("x-amz-");
  }

  private static @Nullable String openAiOnly(YamlMap map, String key, ProviderType type) {
    YamlNode node = map.get(key);
    String value = node == null ? null : Words.filled(node);
    if (node == null || value == null) {
      return null;
    }
    if (type != ProviderType.OPENAI) {
      node.error("type %s takes no '%s'".formatted(type.label(), key), "remove it");
    } else if (!value.chars().allMatch(c -> c > ' ' && c < 127)) {
      node.error(node.path() + " cannot be sent as a header", "write it without blanks");
    }
    return value;
  }
}
