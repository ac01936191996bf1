package io.crossfade.core.wire;

import io.crossfade.core.fault.ErrorShape;
import java.util.Map;

/**
 * A dialect: what a caller speaks, and what a provider understands; with the rules by which its
 * providers are addressed.
 */
public enum Wire {
  /** OpenAI's API: chat, completions, embeddings, responses and all its other paths. */
  OPENAI(true, "authorization", "Bearer ", ErrorShape.OPENAI),
  /** Anthropic's Messages API. */
  ANTHROPIC(false, "x-api-key", "", ErrorShape.ANTHROPIC);

  private static final String VERSION = "/v1";
  private static final Map<String, String> MESSAGES = Map.of("anthropic-version", "2023-06-01");

  private final boolean versionInBaseUrl;
  private final String keyField;
  private final String keyPrefix;
  private final ErrorShape errorShape;

  Wire(boolean versionInBaseUrl, String keyField, String keyPrefix, ErrorShape errorShape) {
    this.versionInBaseUrl = versionInBaseUrl;
    this.keyField = keyField;
    this.keyPrefix = keyPrefix;
    this.errorShape = errorShape;
  }

  /** Whether base URLs end in the version, as the SDKs of this wire take them. */
  public boolean versionInBaseUrl() {
    return versionInBaseUrl;
  }

  /**
   * What to append to a provider's base URL.
   *
   * @param path of the data port, below {@code /v1}
   */
  public String belowBaseUrl(String path) {
    return versionInBaseUrl ? path.substring(VERSION.length()) : path;
  }

  /** Name of the header field that carries a provider's key. */
  public String keyField() {
    return keyField;
  }

  /** Value of {@link #keyField} for a key. */
  public String keyValue(String key) {
    return keyPrefix + key;
  }

  /** Header fields without which a provider refuses a request, sent where the caller has none. */
  public Map<String, String> required() {
    return switch (this) {
      case OPENAI -> Map.of();
      case ANTHROPIC -> MESSAGES;
    };
  }

  /** The shape of its error bodies, the only one that its SDKs read. */
  public ErrorShape errorShape() {
    return errorShape;
  }
}
