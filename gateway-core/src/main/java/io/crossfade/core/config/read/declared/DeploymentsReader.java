package io.crossfade.core.config.read.declared;

import io.crossfade.core.config.Deployments;
import io.crossfade.core.config.ProviderType;
import io.crossfade.core.config.yaml.Words;
import io.crossfade.core.config.yaml.YamlEntry;
import io.crossfade.core.config.yaml.YamlMap;
import io.crossfade.core.config.yaml.YamlNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code deployment} and {@code api_version} of Azure's resources. */
final class DeploymentsReader {
  private static final List<String> KEYS = List.of("deployment", "api_version");

  /**
   * Source: Microsoft, naming rules of {@code Microsoft.CognitiveServices/accounts/deployments}.
   */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  private static final Pattern DATED = Pattern.compile("\\d{4}-\\d{2}-\\d{2}(-preview)?");
  private static final String V1 = "v1";

  private DeploymentsReader() {}

  /** How the resource is asked, or null for other types of provider. */
  static @Nullable Deployments read(YamlMap provider, ProviderType type) {
    if (type != ProviderType.AZURE) {
      KEYS.forEach(key -> refuse(provider.get(key), type, key));
      return null;
    }
    String version = version(provider.get("api_version"));
    YamlNode deployment = provider.get("deployment");
    return deployment == null || deployment.isText()
        ? new Deployments(version, name(deployment), Map.of())
        : new Deployments(version, null, byModel(provider.entries("deployment")));
  }

  private static void refuse(@Nullable YamlNode node, ProviderType type, String key) {
    if (node != null) {
      node.error("type %s takes no '%s'".formatted(type.label(), key), "remove it");
    }
  }

  private static @Nullable String version(@Nullable YamlNode node) {
    String version = node == null ? null : node.text();
    if (node == null || version == null || version.equals(V1)) {
      return null;
    }
    if (!DATED.matcher(version).matches()) {
      node.error(
          "'%s' is no version of Azure's API".formatted(node.shown()),
          "write a date like 2024-10-21, or v1, or remove it");
    }
    return version;
  }

  private static Map<String, String> byModel(List<YamlEntry> entries) {
    Map<String, String> byModel = new HashMap<>();
    for (YamlEntry entry : entries) {
      String name = name(entry.value());
      if (name != null) {
        byModel.put(entry.name(), name);
      }
    }
    return byModel;
  }

  private static @Nullable String name(@Nullable YamlNode node) {
    String name = node == null ? null : Words.filled(node);
    if (node != null && name != null && !NAME.matcher(name).matches()) {
      node.error(
          "'%s' is no name of a deployment".formatted(node.shown()),
          "write up to 64 letters, digits, dots, dashes and underscores");
    }
    return name;
  }
}
