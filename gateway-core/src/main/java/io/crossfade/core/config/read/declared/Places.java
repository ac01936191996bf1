package io.crossfade.core.config.read.declared;

import io.crossfade.core.config.ProviderConfig.Place;
import io.crossfade.core.config.ProviderType;
import io.crossfade.core.config.yaml.Words;
import io.crossfade.core.config.yaml.YamlMap;
import io.crossfade.core.config.yaml.YamlNode;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code region}, and {@code project} where a cloud has such, of providers in a cloud. */
final class Places {
  private static final Pattern CLOUD_NAME = Pattern.compile("[a-z0-9][a-z0-9.:-]{0,62}");

  private Places() {}

  /** Where its models run, or null for a provider that is no cloud. */
  static @Nullable Place read(YamlMap provider, ProviderType type) {
    return switch (type) {
      case VERTEX -> google(provider);
      case BEDROCK -> amazon(provider);
      default -> {
        refuse(provider.get("region"), type, "region");
        yield null;
      }
    };
  }

  private static Place google(YamlMap provider) {
    String project = name(provider.require("project", "my-project"));
    String region = name(provider.get("region"));
    return new Place(project, region == null ? Place.GLOBAL : region);
  }

  /** Signatures hold the region, so it must be known whatever the address. */
  private static @Nullable Place amazon(YamlMap provider) {
    refuse(provider.get("project"), ProviderType.BEDROCK, "project");
    String region = name(provider.require("region", "eu-central-1"));
    return region == null ? null : new Place(null, region);
  }

  private static void refuse(@Nullable YamlNode node, ProviderType type, String key) {
    if (node != null) {
      node.error("type %s takes no '%s'".formatted(type.label(), key), "remove it");
    }
  }

  private static @Nullable String name(@Nullable YamlNode node) {
    String value = node == null ? null : Words.filled(node);
    if (node == null || value == null || CLOUD_NAME.matcher(value).matches()) {
      return value;
    }
    node.error(
        "%s is no name in a cloud".formatted(node.path()),
        "write it in small letters, digits and dashes");
    return null;
  }
}
