package io.crossfade.core.config.read.declared;

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
import io.crossfade.core.provider.Providers;
import java.net.URI;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
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
              "organization",
              "project",
              "region")
          .notYet("deployment", "api_version", "credentials");

  private static final Set<ProviderType> KEYLESS =
      Set.of(
          ProviderType.VLLM,
          ProviderType.OLLAMA,
          ProviderType.OPENAI_COMPATIBLE,
          ProviderType.ANTHROPIC_COMPATIBLE);

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

  private static final Pattern CLOUD_NAME = Pattern.compile("[a-z0-9][a-z0-9.:-]{0,62}");

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
    Place place = type == null ? null : place(map, type);
    URI baseUrl = type == null ? null : BaseUrls.read(map, type, place);
    Secret key = type == null ? null : apiKey(map, type);
    List<String> headers = forwardHeaders(map.items("forward_headers"));
    ProviderLimits limits = ProviderLimits.read(map);
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
        openAiOnly(map, "organization", type),
        place == null ? openAiOnly(map, "project", type) : null,
        place);
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
    } else if (type.wire().isEmpty() && Providers.of(type).isEmpty()) {
      node.error(
          "providers of type " + type.label() + " are not available yet",
          "reach it through a server that speaks OpenAI's API, as type openai-compatible");
      return null;
    }
    return type;
  }

  private static @Nullable Secret apiKey(YamlMap map, ProviderType type) {
    if (map.get("api_key") == null && KEYLESS.contains(type)) {
      return new Secret.Absent();
    }
    String example = "\"${%s_API_KEY}\"".formatted(type.name());
    YamlNode node = map.require("api_key", example);
    return node == null ? null : SecretReader.read(node, true);
  }

  private static List<String> forwardHeaders(List<YamlNode> items) {
    Set<String> names = new LinkedHashSet<>();
    for (YamlNode item : items) {
      String name = Words.header(item);
      if (name != null && (NEVER_FORWARDED.contains(name) || name.startsWith("x-crossfade-"))) {
        item.error("header '%s' is never forwarded".formatted(item.shown()), "remove it");
      } else if (name != null) {
        names.add(name);
      }
    }
    return List.copyOf(names);
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

  private static @Nullable Place place(YamlMap provider, ProviderType type) {
    YamlNode region = provider.get("region");
    if (type != ProviderType.VERTEX) {
      if (region != null) {
        region.error("type %s takes no 'region'".formatted(type.label()), "remove it");
      }
      return null;
    }
    String project = cloudName(provider.require("project", "my-project"));
    String named = region == null ? Place.GLOBAL : cloudName(region);
    return new Place(project, named == null ? Place.GLOBAL : named);
  }

  private static @Nullable String cloudName(@Nullable YamlNode node) {
    String value = node == null ? null : Words.filled(node);
    if (node == null || value == null || CLOUD_NAME.matcher(value).matches()) {
      return value;
    }
    node.error(
        "%s is no name in Google Cloud".formatted(node.path()),
        "write it in small letters, digits and dashes");
    return null;
  }
}
