package io.crossfade.core.config;

import io.crossfade.core.http.Headers;
import io.crossfade.core.wire.Endpoint;
import io.crossfade.core.wire.Wire;
import io.crossfade.core.wire.path.Azure;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whose API a provider speaks. Base URLs are those of the providers' own SDKs; a null one must come
 * from the file. {@code catalog} is the provider's name in the model catalogue.
 */
public enum ProviderType {
  OPENAI(Wire.OPENAI, "https://api.openai.com/v1", "openai"),
  ANTHROPIC(Wire.ANTHROPIC, "https://api.anthropic.com", "anthropic"),
  MISTRAL(Wire.OPENAI, "https://api.mistral.ai/v1", "mistral"),
  GROQ(Wire.OPENAI, "https://api.groq.com/openai/v1", "groq"),
  DEEPSEEK(Wire.OPENAI, "https://api.deepseek.com/v1", "deepseek"),
  XAI(Wire.OPENAI, "https://api.x.ai/v1", "xai"),
  TOGETHER(Wire.OPENAI, "https://api.together.xyz/v1", "together"),
  FIREWORKS(Wire.OPENAI, "https://api.fireworks.ai/inference/v1", "fireworks"),
  OPENROUTER(Wire.OPENAI, "https://openrouter.ai/api/v1", null),
  VLLM(Wire.OPENAI, "http://127.0.0.1:8000/v1", null),
  OLLAMA(Wire.OPENAI, "http://127.0.0.1:11434/v1", null),
  OPENAI_COMPATIBLE(Wire.OPENAI, null, null),
  ANTHROPIC_COMPATIBLE(Wire.ANTHROPIC, null, null),
  AZURE(Wire.OPENAI, null, "azure"),
  BEDROCK(null, null, "bedrock"),
  GEMINI(null, "https://generativelanguage.googleapis.com", "gemini"),
  VERTEX(null, null, "vertex"),
  COHERE(null, "https://api.cohere.com", "cohere");

  /**
   * Those that speak OpenAI's chat, but have no {@code /responses}. All others do, some of them
   * without keeping answers; of a server nobody knows it is taken to be true. Source: the
   * providers' API references.
   */
  private static final Set<ProviderType> WITHOUT_RESPONSES = EnumSet.of(MISTRAL, TOGETHER);

  private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');
  private final @Nullable Wire wire;
  private final @Nullable String baseUrl;
  private final @Nullable String catalog;

  ProviderType(@Nullable Wire wire, @Nullable String baseUrl, @Nullable String catalog) {
    this.wire = wire;
    this.baseUrl = baseUrl;
    this.catalog = catalog;
  }

  /** The name in the file. */
  public String label() {
    return label;
  }

  /** The dialect it speaks, or empty while no translator for it is built in. */
  public Optional<Wire> wire() {
    return Optional.ofNullable(wire);
  }

  /** Whether that is its dialect. */
  public boolean speaks(Wire other) {
    return wire == other;
  }

  /** Whether calls of that path reach it as they are. */
  public boolean speaks(Endpoint endpoint) {
    return wire == endpoint.wire()
        && (endpoint.kind() != Endpoint.Kind.RESPONSES || !WITHOUT_RESPONSES.contains(this));
  }

  /**
   * What to append to its base URL; {@link Azure#locate} knows for {@link #AZURE}.
   *
   * @param path of the data port, from {@code /v1} on
   */
  public String belowBaseUrl(String path) {
    return spoken().belowBaseUrl(path);
  }

  /** The header field that carries a provider's key. */
  public Headers credential(String key) {
    return this == AZURE
        ? Headers.of(Azure.keyField(key), Azure.keyValue(key))
        : Headers.of(spoken().keyField(), spoken().keyValue(key));
  }

  /** Whether its base URL ends in the version, as its SDK takes it. */
  public boolean versionInBaseUrl() {
    return this != AZURE && spoken().versionInBaseUrl();
  }

  private Wire spoken() {
    return wire == null ? Wire.OPENAI : wire;
  }

  public Optional<String> defaultBaseUrl() {
    return Optional.ofNullable(baseUrl);
  }

  /** Its name in the model catalogue; empty when the catalogue cannot know what it serves. */
  public Optional<String> catalogName() {
    return Optional.ofNullable(catalog);
  }

  public static Optional<ProviderType> of(String label) {
    return Arrays.stream(values()).filter(type -> type.label.equals(label)).findFirst();
  }
}
